"""What a partner promised and brought: in public, on the phone, on the office's desk."""

import pytest

from hehuo.core import ids
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.run.contributions import actions
from hehuo.domain.run.contributions.models import Delivery, Pledge
from hehuo.domain.run.exchanges import actions as exchanges
from hehuo.domain.run.exchanges.kinds import Kind

pytestmark = pytest.mark.django_db


def at(path):
    return f"/c/haiwan/{path}"


@pytest.fixture
def promise(worker, signed):
    return actions.pledge_contribution(
        actor=worker, agreement=signed, kind=Contribution.GOODS, amount=50, what="绘本", due_on=signed.ends_on
    )


def test_both_sides_write_what_came_and_everyone_reads_it(client, as_person, worker, partner, signed):
    manage, desk = at(f"contributions/{signed.id}/"), as_person(worker)
    assert str(signed.partner) in desk.get(at("contributions/desk/")).content.decode()
    desk.post(manage, {"act": "pledge", "kind": "goods", "amount": "50", "what": "绘本", "due_on": "2024-12-31",
                       "key": ids.uuid7()})  # fmt: skip
    pledge = Pledge.objects.get()
    phone = as_person(partner)
    phone.post(manage, {"act": "note", "kind": "goods", "amount": "20", "what": "第一批", "on": "2024-07-15",
                        "pledge": str(pledge.id), "key": ids.uuid7()})  # fmt: skip
    delivery = Delivery.objects.get()
    assert phone.post(at(f"contributions/deliveries/{delivery.id}/"), {"act": "confirm"}).status_code == 403
    desk = as_person(worker)
    assert "是这样，确认" in desk.get(at(f"contributions/deliveries/{delivery.id}/")).content.decode()
    desk.post(at(f"contributions/deliveries/{delivery.id}/"), {"act": "confirm"})
    client.logout()
    page = client.get(at(f"partners/{signed.partner_id}/contributions/?kind=goods")).content.decode()
    assert [word in page for word in ("20 件", "50 件", "第一批")] == [True, True, True]
    assert "20 件 / 50 件" in client.get(at(f"partners/{signed.partner_id}/")).content.decode()


def test_half_a_piece_is_refused_and_nothing_entered_is_lost(as_person, worker, signed):
    answer = as_person(worker).post(at(f"contributions/{signed.id}/"), {
        "act": "note", "kind": "goods", "amount": "1.5", "what": "半本", "on": "2024-07-15", "key": ids.uuid7(),
    })  # fmt: skip
    page = answer.content.decode()
    assert (answer.status_code, "要写整数" in page, "半本" in page) == (422, True, True)


def test_what_the_exchange_counts_is_chosen_not_typed(*, as_person, worker, partner, signed, exchange, promise):
    entry = exchanges.note_delivery(actor=partner, exchange=exchange, kind=Kind.FREE_EVENTS, amount=1, what="亲子手工")
    exchanges.confirm_delivery(actor=worker, delivery=entry)
    desk = as_person(worker)
    said = {"act": "tie", "record": f"e{entry.id}", "pledge": str(promise.id), "key": ids.uuid7()}
    assert desk.post(at(f"contributions/{signed.id}/"), said).status_code == 302
    assert "往来账里算" in desk.get(at(f"contributions/{signed.id}/")).content.decode()


def test_a_promise_is_led_to_and_dropped(client, as_person, worker, signed, promise):
    there = at(f"partners/{signed.partner_id}/contributions/")
    assert client.get(at(f"contributions/pledges/{promise.id}/"))["Location"] == there
    desk = as_person(worker)
    assert desk.get(at(f"contributions/pledges/{promise.id}/keep/"))["Location"] == at(f"contributions/{signed.id}/")
    assert desk.get(at(f"contributions/pledges/{promise.id}/drop/")).status_code == 200
    desk.post(at(f"contributions/pledges/{promise.id}/drop/"), {"why": "改成义诊"})
    promise.refresh_from_db()
    assert promise.dropped_why == "改成义诊"


def test_a_stranger_is_refused(as_person, resident, signed):
    assert as_person(resident).get(at(f"contributions/{signed.id}/")).status_code == 403


def test_the_list_asks_the_same_few_questions_however_long(
    client, worker, partner, signed, django_assert_max_num_queries
):
    for number in range(6):
        noted = actions.note_contribution(
            actor=partner, agreement=signed, kind=Contribution.GOODS, amount=1, what=f"第 {number} 批"
        )
        actions.confirm_contribution(actor=worker, delivery=noted)
    with django_assert_max_num_queries(24):
        client.get(at(f"partners/{signed.partner_id}/contributions/"))


def test_the_partner_is_asked_to_confirm_what_the_office_noted(worker, partner, signed):
    actions.note_contribution(actor=worker, agreement=signed, kind=Contribution.GOODS, amount=1, what="绘本")
    assert [duty.act for duty in duties.todo_of(partner)] == ["confirm_contribution"]
