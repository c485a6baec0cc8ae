"""The list of resources on the phone, at the desk, on paper and as a workbook."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hehuo.core import clock, ids
from hehuo.domain.build.resources.actions import notices
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.kinds import Channel, Kind, State
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.search import actions as search
from tests.domain.build.resources.conftest import picture, said

pytestmark = pytest.mark.django_db


def at(path=""):
    return f"/c/haiwan/resources/{path}"


def typed(**changes):
    told = {
        "key": ids.uuid7(), "kind": "skill", "title": "会修水龙头", "quantity": "1", "unit_word": "人",
        "weekdays": ["2", "4"], "terms": "free", "phone": "19900112233", "groups": ["alone"],
        "from_on": clock.today().isoformat(),
    }  # fmt: skip
    return {**told, **changes}


def test_everyone_reads_the_list_private_givers_masked(client, on_list, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        page = client.get(at()).content.decode()
    assert ("会修水龙头" in page, "吴*兰" in page, "吴秀兰" in page, "19900112233" in page) == (
        True,
        True,
        False,
        False,
    )
    one = client.get(at(f"{on_list.id}/")).content.decode()
    assert ("吴*兰" in one, "独居老人" in one, "周二、四" in one, "吴秀兰" in one, "19900112233" in one) == (
        True, True, True, False, False,
    )  # fmt: skip
    assert "放上资源清单" in one  # how it came there


def test_the_list_is_searched_and_filtered(client, on_list):
    for query, found in (
        ("q=水龙头", True), ("q=轮椅", False), ("kind=skill", True), ("kind=room", False), ("group=alone", True),
        ("group=disabled", False), ("terms=low_fee", False), ("kind=x", True),
    ):  # fmt: skip
        assert ("吴*兰" in client.get(at(f"?{query}")).content.decode()) == found, query


def test_a_neighbour_offers_edits_and_takes_back_on_the_phone(as_person, resident, worker):
    phone = as_person(resident)
    answer = phone.post(at("offer/"), {**typed(), "photos": [picture()]})
    resource = Resource.objects.get()
    assert (answer["Location"], resource.weekdays, resource.groups, resource.phone) == (
        at("mine/"), "24", ["alone"], "19900112233",
    )  # fmt: skip
    assert File.objects.get().about_id == resource.id
    assert "等社区看" in phone.get(at("mine/")).content.decode()
    form = phone.get(at(f"{resource.id}/edit/")).content.decode()
    assert ('value="会修水龙头"' in form, 'value="19900112233"' in form) == (True, True)
    phone.post(at(f"{resource.id}/edit/"), typed(title="会修水龙头和灯"))
    phone.post(at(f"{resource.id}/step/take-back/"), {"why": "搬走了"})
    resource.refresh_from_db()
    assert (resource.title, resource.state, resource.why) == ("会修水龙头和灯", State.TAKEN_BACK, "搬走了")


def test_a_refused_form_shows_what_was_typed_and_opens_where_the_fault_is(as_person, resident):
    page = as_person(resident).post(at("offer/"), typed(terms="low_fee", price="一百"))
    assert (page.status_code, "一百" in page.content.decode(), Resource.objects.count()) == (422, True, 0)
    page = as_person(resident).post(at("offer/"), typed(phone="", shows_phone="on", until_on="2001-01-01"))
    assert (page.status_code, '<details class="sheet sheet--pad" open' in page.content.decode()) == (422, True)


def test_the_office_confirms_refuses_and_enters(as_person, worker, resident, offered):
    desk = as_person(worker)
    page = desk.get(at("desk/")).content.decode()
    assert ("等社区看" in page, "吴秀兰" in page) == (True, True)
    assert desk.post(at(f"{offered.id}/step/refuse/"), {"why": ""}).status_code == 422
    assert desk.post(at(f"{offered.id}/step/list/"))["Location"] == at("desk/")
    offered.refresh_from_db()
    assert offered.state == State.LISTED
    entered = desk.post(at("enter/"), typed(kind="room", title="会议室", unit="文苑小学", channel="call"))
    room = Resource.objects.get(title="会议室")
    assert (entered["Location"], room.state, room.channel) == (at(f"{room.id}/"), State.LISTED, Channel.CALL)
    assert desk.post(at("enter/"), typed(channel="visit")).status_code == 422
    assert desk.get(at(f"{room.id}/step/dance/")).status_code == 404


@pytest.mark.parametrize(("act", "state"), [("pause", State.PAUSED), ("end", State.ENDED)])
def test_the_steps_of_a_listed_one(as_person, worker, on_list, act, state):
    as_person(worker).post(at(f"{on_list.id}/step/{act}/"), {"why": "这个月出门"})
    on_list.refresh_from_db()
    assert on_list.state == state


def test_a_reminder_leads_to_where_it_is_renewed(as_person, worker, resident):
    last = clock.today() + timedelta(10)
    resource = actions.offer_resource(actor=resident, said=said(until_on=last))
    actions.list_resource(actor=worker, resource=resource)
    notices.tell_expiry()
    later = last + timedelta(100)
    assert at(f"{resource.id}/step/renew/") in as_person(resident).get("/c/haiwan/").content.decode()
    as_person(resident).post(at(f"{resource.id}/step/renew/"), {"until_on": later.isoformat()})
    resource.refresh_from_db()
    assert resource.until_on == later


def test_a_stranger_and_another_neighbour_see_the_same_refusal(client, as_person, somebody, offered):
    assert client.get(at(f"{offered.id}/")).status_code == 404
    other = as_person(somebody("路人"))
    assert [other.get(at(f"{offered.id}/{end}")).status_code for end in ("", "edit/", "step/list/")] == [404] * 3
    assert [other.get(at(end)).status_code for end in ("desk/", "enter/", f"{offered.id}/phone/")] == [403] * 3


def test_the_office_looks_at_a_number_with_a_reason(as_person, worker, on_list):
    desk = as_person(worker)
    assert "19900112233" not in desk.get(at(f"{on_list.id}/phone/")).content.decode()
    assert "19900112233" in desk.post(at(f"{on_list.id}/phone/"), {"why": "约时间"}).content.decode()


def test_on_paper_and_as_a_workbook(client, worker, on_list):
    actions.enter_resource(
        actor=worker,
        said=said(kind=Kind.GOODS, title="=1+1 轮椅", unit="爱心驿站", shows_phone=True),
        channel=Channel.CALL,
    )
    paper = client.get(at("print/")).content.decode()
    assert ("资源清单" in paper, "吴*兰" in paper, "爱心驿站" in paper) == (True, True, True)
    answer = client.get(at("table.xlsx"))
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert (rows[0][2], rows[0][13]) == ("单位或个人", "有效期到")
    assert [(row[2], row[4], row[11]) for row in rows[1:]] == [
        ("爱心驿站", "=1+1 轮椅", "19900112233"), ("吴*兰", "会修水龙头", "请社区转"),
    ]  # fmt: skip


def test_what_is_listed_is_found_by_everyone_the_rest_by_the_office(client, as_person, worker, somebody, offered):
    search.rebuild()
    assert "会修水龙头" not in client.get("/c/haiwan/search/?q=水龙头").content.decode()
    assert f"resources/{offered.id}/" in as_person(worker).get("/c/haiwan/search/?q=水龙头").content.decode()
    client.logout()
    actions.list_resource(actor=worker, resource=offered)
    search.rebuild()
    assert f"resources/{offered.id}/" in client.get("/c/haiwan/search/?q=水龙头").content.decode()
