"""The last day of a levy only moves on: asked with a reason, by a second person's yes once homes pay."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.kinds import ExtensionState
from hehuo.domain.run.levies.models import Extension
from tests.domain.run.levies.test_levies import paid, share_at


def later(levy, days: int = 10):
    return levy.due_on + timedelta(days=days)


def ask(office, levy, **said) -> Extension:
    return actions.ask_extension(
        **{"actor": office.worker, "levy": levy, "to_on": later(levy), "why": "放假，好多户不在家"} | said
    )


def test_a_draft_gets_its_later_day_at_once(office, draft):
    to_on = later(draft)
    assert ask(office, draft).state == ExtensionState.GRANTED
    draft.refresh_from_db()
    assert (draft.due_on, list(queries.told_extensions(draft))) == (to_on, [])  # nobody was asked by the earlier day


def test_what_waits_for_approval_is_not_touched(office, ready):
    actions.ask_levy(actor=office.worker, levy=ready)
    with pytest.raises(Refused, match="现在是「等审批」，不能延期"):
        ask(office, ready)


def test_once_homes_pay_it_takes_a_second_person(office, levy):
    first, to_on = levy.due_on, later(levy)
    ask(office, levy)
    levy.refresh_from_db()
    assert levy.due_on == first
    assert duties.open_duty(levy.id, "approve_extension").power == "approve_money"
    with pytest.raises(Refused):
        actions.grant_extension(actor=office.worker, levy=levy)
    actions.grant_extension(actor=office.secretary, levy=levy)
    levy.refresh_from_db()
    assert [(each.from_on, each.to_on) for each in queries.told_extensions(levy)] == [(first, to_on)]
    assert (levy.due_on, duties.open_duty(levy.id, "approve_extension")) == (to_on, None)
    with pytest.raises(Conflict, match="没有等审批的延期"):
        actions.grant_extension(actor=office.secretary, levy=levy)


def test_what_each_home_still_owes_is_due_on_the_new_day_and_so_is_the_clerks_turn(office, levy):
    paid(office, levy, "1-101")
    due = share_at(levy, "1-101").due
    (voucher,) = pots.vouchers_of_due(due)
    funds.reverse_voucher(actor=office.clerk, voucher=voucher, reason="收错了")  # it is the clerk's turn again
    paid(office, levy, "1-102")
    ask(office, levy)
    actions.grant_extension(actor=office.secretary, levy=levy)
    levy.refresh_from_db()
    assert {each.due_on for each in pots.dues_about(levy.id)} == {levy.due_on}
    assert clock.local(duties.open_duty(due.id, "receive_due").due_at).date() == levy.due_on
    assert duties.open_duty(share_at(levy, "1-102").due.id, "receive_due") is None  # met, nobody's turn


@pytest.mark.parametrize(
    ("change", "why"),
    [({"days": 0}, "只能往后延"), ({"days": -1}, "只能往后延"), ({"why": " "}, "请写为什么延")],
)
def test_never_earlier_and_never_without_a_reason(office, levy, change, why):
    said = {"to_on": later(levy, change["days"])} if "days" in change else change
    with pytest.raises(Invalid, match=why):
        ask(office, levy, **said)


def test_a_day_that_has_passed_is_refused(office, levy):
    with clock.stopped(clock.at(levy.due_on + timedelta(days=5))), pytest.raises(Invalid, match="这一天已经过了"):
        ask(office, levy, to_on=levy.due_on + timedelta(days=2))


def test_one_at_a_time_and_none_is_left_open(office, levy):
    ask(office, levy)
    with pytest.raises(Conflict, match="已经有一次延期在等审批"):
        ask(office, levy, to_on=later(levy, 20))
    with pytest.raises(Conflict, match="还有一次延期在等审批"):
        actions.close_levy(actor=office.secretary, levy=levy)


def test_a_no_leaves_the_day_as_it_was(office, levy):
    first = levy.due_on
    ask(office, levy)
    with pytest.raises(Invalid, match="为什么退回"):
        actions.return_extension(actor=office.secretary, levy=levy, why=" ")
    with pytest.raises(Refused):
        actions.return_extension(actor=office.worker, levy=levy, why="不要了")
    returned = actions.return_extension(actor=office.secretary, levy=levy, why="只差三户，不用延")
    levy.refresh_from_db()
    assert (levy.due_on, returned.state, list(queries.told_extensions(levy))) == (first, "returned", [])
    ask(office, levy)


def test_not_when_all_is_collected_nor_by_a_leader(office, levy):
    with pytest.raises(Refused, match="经办款项"):
        ask(office, levy, actor=office.leader)
    actions.close_levy(actor=office.secretary, levy=levy)
    with pytest.raises(Refused, match="不能延期"):
        ask(office, levy)


def test_the_database_knows_it_too(office, levy):
    ask(office, levy)
    for wrong in ({"decided_by": office.worker}, {"to_on": levy.due_on}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(levy=levy).update(**wrong)
