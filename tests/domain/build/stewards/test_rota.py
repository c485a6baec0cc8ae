"""Whose turn it is, and visits."""

from datetime import date, timedelta

import pytest

from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.stewards import actions, queries
from hehuo.domain.build.stewards.kinds import Period

pytestmark = pytest.mark.django_db
BEGIN = date(2024, 7, 9)


def test_without_a_rota_the_stewards_follow_each_other_by_the_week(signed, steward, second):
    days = [BEGIN + timedelta(days=number) for number in (0, 6, 7, 14)]
    assert [queries.on_turn(signed, day) for day in days] == [steward, steward, second, steward]


def test_the_office_says_who_begins_and_for_how_long(signed, worker, steward, second):
    actions.set_rota(actor=worker, agreement=signed, period=Period.MONTH, from_on=date(2024, 8, 1), first=second)
    days = [date(2024, 7, 20), date(2024, 8, 31), date(2024, 9, 1), date(2025, 1, 1)]
    assert [queries.on_turn(signed, day) for day in days] == [second, second, steward, steward]
    actions.set_rota(actor=worker, agreement=signed, period=Period.WEEK, from_on=date(2024, 8, 1), first=steward)
    assert queries.rota_of(signed).period == Period.WEEK
    assert queries.on_turn(signed, date(2024, 8, 8)) == second


def test_who_steps_down_is_on_turn_no_more(signed, worker, steward, second):
    agreements.release_steward(actor=worker, steward=queries.stewards_of(signed)[0])
    assert {queries.on_turn(signed, BEGIN + timedelta(days=n)) for n in range(20)} == {second}
    agreements.release_steward(actor=worker, steward=queries.stewards_of(signed)[0])
    assert queries.on_turn(signed) is None


def test_only_the_office_sets_the_rota_and_only_a_steward_begins(signed, worker, steward, resident):
    said = {"agreement": signed, "period": Period.WEEK, "from_on": BEGIN}
    with pytest.raises(Refused):
        actions.set_rota(actor=steward, first=steward, **said)
    with pytest.raises(Refused, match="还不是这家的管家"):
        actions.set_rota(actor=worker, first=resident, **said)


def test_a_visit_says_what_comes_next_and_when(signed, steward, contact):
    actions.note_visit(actor=steward, agreement=signed, on=BEGIN, said="雨棚漏水", next_step="请物业来看")
    assert queries.followed_by(steward)[0].due_on == BEGIN + timedelta(days=30)
    actions.note_visit(
        actor=steward, agreement=signed, on=BEGIN, said="又看了一次", next_step="周五再来", next_on=date(2024, 7, 12)
    )
    followed = queries.followed_by(steward)[0]
    assert (followed.last_on, followed.due_on, followed.is_late, followed.open) == (BEGIN, date(2024, 7, 12), False, 0)
    assert [visit.said for visit in queries.visits_of(signed)] == ["又看了一次", "雨棚漏水"]
    with pytest.raises(Refused, match="要由管家来办"):
        actions.note_visit(actor=contact, agreement=signed, on=BEGIN, said="自己来过")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"on": date(2024, 7, 10)}, "on"), ({"said": " "}, "said"), ({"next_on": BEGIN}, "next_on")],
)
def test_a_visit_that_cannot_be_is_not_noted(signed, steward, changes, field):
    with pytest.raises(Invalid) as refused:
        actions.note_visit(actor=steward, agreement=signed, **{"on": BEGIN, "said": "来过", **changes})
    assert refused.value.field == field
