"""The three lists at the desk, on the phone, on paper and as a workbook."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hehuo.core import clock, ids
from hehuo.domain.build.matches import actions, queries
from hehuo.domain.build.matches.kinds import MatchState
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.projects.models import Project
from hehuo.domain.build.resources.kinds import Kind
from hehuo.domain.plan.needs.kinds import NeedKind

pytestmark = pytest.mark.django_db


def at(path=""):
    return f"/c/haiwan/matches/{path}"


def test_the_desk_shows_three_lists_and_what_links_them(as_person, worker, agreed, django_assert_max_num_queries):
    desk = as_person(worker)
    with django_assert_max_num_queries(20):
        page = desk.get(at("desk/")).content.decode()
    assert [
        word in page for word in ("需求清单", "资源清单", "项目清单", "→ 换楼道灯、修插座", "→ 楼道灯不亮，老人摸黑")
    ] == [True] * 5
    assert "对上了" in desk.get(at("all/?state=agreed")).content.decode()


def test_a_need_shows_who_fits_with_reasons_and_asks_by_one_press(
    as_person, worker, dark, lamps, django_assert_max_num_queries
):
    desk = as_person(worker)
    with django_assert_max_num_queries(20):
        page = desk.get(at(f"needs/{dark.id}/")).content.decode()
    assert [word in page for word in ("换楼道灯、修插座", "都说到「", "社区看过")] == [True] * 3
    pair = {"act": "ask", "pair": f"{dark.id}.{lamps.id}"}
    assert desk.post(at(f"needs/{dark.id}/"), pair)["Location"] == at(f"needs/{dark.id}/")
    match = Match.objects.get()
    assert (match.state, match.giver) == (MatchState.ASKED, lamps.giver)
    assert desk.post(at(f"needs/{dark.id}/"), pair).status_code == 404  # no suggestion any more
    phone = as_person(lamps.giver)
    assert "不答应" in phone.get(at(f"{match.id}/")).content.decode()
    phone.post(at(f"{match.id}/"), {"act": "agree", "answer": ""})
    match.refresh_from_db()
    assert match.state == MatchState.AGREED


def test_what_a_need_asks_for_is_written_down(as_person, worker, dark):
    desk = as_person(worker)
    wrong = desk.post(at(f"needs/{dark.id}/"), {"act": "wish", "from_time": "09:00", "to_time": "10:00"})
    assert (wrong.status_code, "也请写哪一天" in wrong.content.decode()) == (422, True)
    day = (clock.today() + timedelta(3)).isoformat()
    desk.post(at(f"needs/{dark.id}/"), {"act": "wish", "kind": "skill", "on": day, "groups": ["alone"]})
    assert (queries.wish_of(dark).kind, day in desk.get(at(f"needs/{dark.id}/")).content.decode()) == ("skill", True)


def test_a_resource_shows_the_needs_that_want_it(as_person, worker, dark, lamps):
    desk = as_person(worker)
    assert "楼道灯不亮，老人摸黑" in desk.get(at(f"resources/{lamps.id}/")).content.decode()
    desk.post(at(f"resources/{lamps.id}/"), {"act": "ask", "pair": f"{dark.id}.{lamps.id}"})
    assert Match.objects.get().state == MatchState.ASKED


def test_a_neighbour_sees_what_fits_and_claims_it_on_the_phone(as_person, resident, worker, dark, lamps):
    phone = as_person(resident)
    page = phone.get(at("mine/")).content.decode()
    assert ("楼道灯不亮，老人摸黑" in page, at(f"needs/{dark.id}/claim/") in page) == (True, True)
    said = {"with_what": str(lamps.id), "words": "周末能来", "key": ids.uuid7()}
    assert phone.post(at(f"needs/{dark.id}/claim/"), {"key": ids.uuid7()}).status_code == 422
    assert phone.post(at(f"needs/{dark.id}/claim/"), said)["Location"] == at("mine/")
    match = Match.objects.get()
    assert (match.state, match.words) == (MatchState.CLAIMED, "周末能来")
    assert phone.post(at(f"{match.id}/"), {"act": "agree"}).status_code == 422  # nobody their own
    desk = as_person(worker)
    desk.post(at(f"{match.id}/"), {"act": "decline", "why": "要有电工证"})
    assert "要有电工证" in as_person(resident).get(at(f"{match.id}/")).content.decode()


def test_a_partner_claims_for_its_own(as_person, electrician, dark):
    phone = as_person(electrician.contact)
    assert "亮堂电工" in phone.get(at(f"needs/{dark.id}/claim/")).content.decode()
    phone.post(at(f"needs/{dark.id}/claim/"), {"with_what": str(electrician.id), "words": "", "key": ids.uuid7()})
    assert Match.objects.get().partner == electrician


def test_who_gives_nothing_is_led_to_give(as_person, somebody, dark):
    phone = as_person(somebody("新来的"))
    for path in ("mine/", f"needs/{dark.id}/claim/"):
        assert "先写一样您能给的" in phone.get(at(path)).content.decode()


def test_it_is_done_and_confirmed_on_its_page(as_person, resident, worker, agreed):
    phone = as_person(resident)
    phone.post(at(f"{agreed.id}/"), {"act": "done", "on": clock.today().isoformat(), "outcome": "4 盏都亮了"})
    desk = as_person(worker)
    desk.post(at(f"{agreed.id}/"), {"act": "confirm", "stars": "5"})
    agreed.refresh_from_db()
    assert (agreed.state, agreed.stars) == (MatchState.FULFILLED, 5)
    assert "4 盏都亮了" in desk.get(at(f"{agreed.id}/")).content.decode()


def test_it_becomes_a_project(as_person, worker, resident, agreed):
    desk = as_person(worker)
    said = {
        "key": ids.uuid7(), "title": "楼道亮起来", "why": "摸黑", "lead": str(worker.id),
        "starts_on": clock.today().isoformat(), "ends_on": clock.today().isoformat(),
    }  # fmt: skip
    assert desk.post(at(f"{agreed.id}/project/"), {**said, "title": ""}).status_code == 422
    desk.post(at(f"{agreed.id}/project/"), said)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.project) == (MatchState.TURNED, Project.objects.get())
    public = as_person(resident).get(at()).content.decode()
    assert ("→ 换楼道灯、修插座" in public, "楼道亮起来" in public) == (True, False)  # a plan is not public


def test_many_that_want_the_same_are_asked_in_one_press(as_person, worker, make_need, gives, resident):
    hall = gives("活动室", resident, kind=Kind.ROOM)
    one, other = (make_need(title, NeedKind.CULTURE) for title in ("活动室排练", "活动室下棋"))
    desk = as_person(worker)
    page = desk.get(at("plan/")).content.decode()
    assert ("还有 1 件也要它" in page, page.count("selected")) == (True, 2)
    both = desk.post(at("plan/"), {str(one.id): str(hall.id), str(other.id): str(hall.id)})
    assert (both.status_code, "同一时间给了两件" in both.content.decode(), Match.objects.count()) == (422, True, 0)
    assert desk.post(at("plan/"), {str(one.id): str(hall.id), str(other.id): ""})["Location"] == at("desk/")
    assert [match.need for match in Match.objects.all()] == [one]


def test_everyone_reads_what_is_matched_and_no_whole_name(client, worker, resident, claimed):
    assert client.get(at(f"{claimed.id}/")).status_code == 404
    actions.agree_match(actor=worker, match=claimed)
    for path in ("", f"{claimed.id}/", "print/", "?list=projects"):
        page = client.get(at(path)).content.decode()
        assert ("换楼道灯、修插座" in page, resident.name in page) == (True, False), path
    book = load_workbook(BytesIO(b"".join(client.get(at("table.xlsx")).streaming_content)))
    assert book.sheetnames == ["需求清单", "资源清单", "项目清单", "对上的"]
    assert [cell.value for cell in book["对上的"][2]][:3] == ["楼道灯不亮，老人摸黑", "换楼道灯、修插座", "吴*兰"]


def test_the_desk_is_for_those_who_sort_needs(as_person, client, dark, lamps, agreed):
    paths = ("desk/", "all/", "plan/", f"needs/{dark.id}/", f"resources/{lamps.id}/", f"{agreed.id}/project/")
    assert [client.get(at(path)).status_code for path in paths] == [302] * 6
    phone = as_person(agreed.giver)
    assert [phone.get(at(path)).status_code for path in paths] == [403] * 6
