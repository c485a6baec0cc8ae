"""Person-times at a stall: tapped, noted, put right; their sum is always the sum of the lines behind it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.run.fairs import actions, queries, rules
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.domain.run.fairs.models import Count, Stall

moves = st.lists(
    st.one_of(
        st.tuples(st.just("tap"), st.sampled_from([1, 1, 1, -1])), st.tuples(st.just("again"), st.just(0)),
        st.tuples(st.just("note"), st.integers(0, 60)), st.tuples(st.just("fix"), st.integers(0, 60)),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves)
def test_a_stall_always_comes_to_the_sum_of_its_lines(moves, fair, worker):
    stall, last, expected = Stall.objects.create(fair=fair.fair, kind=fair.stall.kind, unit=str(ids.uuid7()),
                                                 state=StallState.APPROVED, keeper=fair.keeper), None, 0  # fmt: skip
    for move, value in moves:
        key = last if move == "again" and last else ids.uuid7()
        was_made = Count.objects.filter(pk=key).exists()
        try:
            if move in ("tap", "again"):
                actions.count(actor=fair.keeper, stall=stall, change=value or 1, key=key)
                expected += 0 if was_made else (value or 1)
            elif move == "note":
                actions.note_total(actor=worker, stall=stall, visits=value, counted_by="温良玉", key=key)
                expected = value
            else:
                actions.correct(actor=worker, stall=stall, visits=value, why="重新数过", key=key)
                expected = value
        except Conflict:
            pass
        else:
            last = key
        stall.refresh_from_db()
        assert (stall.visits, queries.sum_of(queries.counts_of(stall))) == (expected, expected)


class TestCounting:
    def test_the_keeper_taps_and_a_double_tap_counts_once(self, fair):
        key = ids.uuid7()
        for _twice in range(2):
            actions.count(actor=fair.keeper, stall=fair.stall, key=key)
        actions.count(actor=fair.keeper, stall=fair.stall)
        actions.count(actor=fair.keeper, stall=fair.stall, change=-1)
        fair.stall.refresh_from_db()
        assert (fair.stall.visits, Count.objects.count()) == (1, 3)
        with pytest.raises(Invalid):
            actions.count(actor=fair.keeper, stall=fair.stall, change=5)

    def test_never_below_nobody_and_only_by_its_keeper_on_its_day(self, fair, worker):
        with pytest.raises(Conflict, match="不能再减"):
            actions.count(actor=fair.keeper, stall=fair.stall, change=-1)
        with pytest.raises(Refused):
            actions.count(actor=fair.other, stall=fair.stall)
        with pytest.raises(Refused, match="没有定下来"):
            actions.count(actor=fair.other, stall=fair.asked)
        with clock.stopped(clock.now() + timedelta(days=1)), pytest.raises(Refused, match="当天看摊"):
            actions.count(actor=fair.keeper, stall=fair.stall)
        with clock.stopped(clock.now() + timedelta(days=1)):
            assert actions.count(actor=worker, stall=fair.stall).change == 1

    def test_what_somebody_counted_is_noted_once_and_put_right_with_a_reason(self, fair, worker):
        with pytest.raises(Invalid, match="谁数的"):
            actions.note_total(actor=worker, stall=fair.stall, visits=30, counted_by=" ")
        actions.note_total(actor=worker, stall=fair.stall, visits=30, counted_by="温良玉")
        assert actions.note_total(actor=worker, stall=fair.stall, visits=30, counted_by="温良玉") is None
        with pytest.raises(Conflict, match="用更正"):
            actions.note_total(actor=worker, stall=fair.stall, visits=31, counted_by="温良玉")
        with pytest.raises(Invalid, match="为什么改"):
            actions.correct(actor=worker, stall=fair.stall, visits=28, why="")
        with pytest.raises(Refused):
            actions.correct(actor=fair.keeper, stall=fair.stall, visits=28, why="多数了")
        made = actions.correct(actor=worker, stall=fair.stall, visits=28, why="多数了两位")
        assert (made.change, queries.visits_in(clock.today().year)) == (-2, 28)
        with pytest.raises(Invalid):
            actions.correct(actor=worker, stall=fair.stall, visits=9_999, why="多")

    def test_an_empty_stall_was_away_until_somebody_is_counted(self, fair, worker):
        assert actions.mark_away(actor=worker, stall=fair.stall).state == StallState.AWAY
        actions.note_total(actor=worker, stall=fair.stall, visits=3, counted_by="温良玉")
        fair.stall.refresh_from_db()
        assert fair.stall.state == StallState.APPROVED
        with pytest.raises(Conflict):
            actions.mark_away(actor=worker, stall=fair.stall)

    def test_persons_are_counted_apart_and_never_added_to_person_times(self, fair, worker):
        actions.note_persons(actor=worker, fair=fair.fair, persons=120)
        actions.note_total(actor=worker, stall=fair.stall, visits=30, counted_by="温良玉")
        table = queries.year_table(clock.today().year)
        assert [(row.visits, row.persons) for row in table.rows] == [(30, 120)]
        assert table.visits == 30

    def test_who_keeps_a_stall_is_the_offices_and_their_own(self, fair, worker):
        assert [bool(rules.may_see_keeper(who, fair.stall)) for who in (worker, fair.keeper, fair.other, None)] == [
            True, True, False, False,
        ]  # fmt: skip
