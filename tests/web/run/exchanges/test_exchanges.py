"""An account of give and take in public, on both desks and on paper."""

import pytest

from hehuo.core import ids
from hehuo.domain.run.exchanges import actions
from hehuo.domain.run.exchanges.kinds import Kind
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Pledge

pytestmark = pytest.mark.django_db


def at(path):
    return f"/c/haiwan/{path}"


def test_the_account_is_public_each_kind_in_its_unit(client, exchange, worker, partner):
    hours = actions.note_delivery(actor=worker, exchange=exchange, kind=Kind.VENUE, amount=90, what="一楼活动室")
    assert "一楼活动室" not in client.get(at(f"exchanges/{exchange.id}/")).content.decode()
    actions.confirm_delivery(actor=partner, delivery=hours)
    page = client.get(at(f"exchanges/{exchange.id}/")).content.decode()
    assert ("一楼活动室" in page, "1.5 小时" in page) == (True, True)
    paper = client.get(at(f"exchanges/{exchange.id}/years/2024/")).content.decode()
    assert ("2024 年往来对账单" in paper, "1.5 小时" in paper) == (True, True)
    assert "邻里之家" in client.get(at("exchanges/")).content.decode()


def test_the_office_opens_promises_and_notes(as_person, worker, signed):
    desk = as_person(worker)
    desk.post(at("exchanges/desk/"), {"agreement": signed.id, "title": "邻里之家", "key": ids.uuid7()})
    exchange = Exchange.objects.get()
    manage = at(f"exchanges/{exchange.id}/manage/")
    desk.post(manage, {"act": "pledge", "kind": "venue", "amount": "200", "what": "一楼", "due_on": "2024-12-31",
                       "key": ids.uuid7()})  # fmt: skip
    desk.post(manage, {"act": "note", "kind": "venue", "amount": "1.5", "what": "周三晚上", "on": "2024-07-15",
                       "pledge": str(Pledge.objects.get().id), "key": ids.uuid7()})  # fmt: skip
    assert (Pledge.objects.get().amount, Delivery.objects.get().amount) == (12000, 90)
    own = desk.post(at(f"exchanges/deliveries/{Delivery.objects.get().id}/"), {"act": "confirm"})
    assert own.status_code == 403
    half = desk.post(manage, {"act": "note", "kind": "free_places", "amount": "1.5", "what": "半个", "on": "2024-07-15",
                              "key": ids.uuid7()})  # fmt: skip
    assert (half.status_code, "要写整数" in half.content.decode()) == (422, True)


def test_a_stranger_is_refused(as_person, resident, exchange):
    assert as_person(resident).get(at(f"exchanges/{exchange.id}/manage/")).status_code == 403


def test_a_promise_is_dropped_with_its_reason(as_person, worker, exchange, signed):
    pledge = actions.pledge(
        actor=worker, exchange=exchange, kind=Kind.FREE_EVENTS, amount=10, what="免费活动", due_on=signed.ends_on
    )
    desk = as_person(worker)
    assert desk.get(at(f"exchanges/pledges/{pledge.id}/"))["Location"] == at(f"exchanges/{exchange.id}/manage/")
    desk.post(at(f"exchanges/pledges/{pledge.id}/drop/"), {"why": "改成义诊"})
    pledge.refresh_from_db()
    assert pledge.dropped_why == "改成义诊"


def test_each_figure_of_the_balance_opens_what_it_counts(client, exchange, worker, partner):
    for kind, what in ((Kind.VENUE, "一楼活动室"), (Kind.PUBLICITY, "公众号推文")):
        given = actions.note_delivery(actor=worker, exchange=exchange, kind=kind, amount=60, what=what)
        actions.confirm_delivery(actor=partner, delivery=given)
    page = client.get(at(f"exchanges/{exchange.id}/")).content.decode()
    assert "?kind=venue#given" in page
    only = client.get(at(f"exchanges/{exchange.id}/?kind=venue")).content.decode()
    assert ("一楼活动室" in only, "公众号推文" in only) == (True, False)
    assert "公众号推文" in client.get(at(f"exchanges/{exchange.id}/?kind=nothing")).content.decode()


def test_a_year_before_the_account_has_no_statement(client, exchange):
    for year in (1066, 99999):
        assert client.get(at(f"exchanges/{exchange.id}/years/{year}/")).status_code == 404
