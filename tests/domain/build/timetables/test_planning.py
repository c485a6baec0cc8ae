"""The plan of a week: no clash, no broken rule, the same for the same input, and near the best there is."""

from datetime import time
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hehuo.domain.build.recruitment.timetables import WeeklyTime
from hehuo.domain.build.timetables import planning
from hehuo.domain.build.timetables.planning import Choice, Fixed, OpenTime, Room, Taken, Wish, exact, greedy, plan_week
from hehuo.domain.build.timetables.planning.problem import Problem, clashes, free_choices, mask_of, shifted, why_not

SHARE = 90  # percent of the best possible that the greedy solver reaches at least, on every small case


def at(weekday, starts, ends):
    return WeeklyTime(weekday, time.fromisoformat(starts), time.fromisoformat(ends))


def room(key="舞蹈室", *hours, **changes):
    opening = hours or tuple(OpenTime(day, time(18, 30), time(21, 30)) for day in range(7))
    return Room(key, key, opening, **changes)


def wish(key, *choices, **changes):
    return Wish(key, key, tuple((choice,) for choice in choices), **changes)


def choice(weekday=1, starts="19:00", ends="20:30", where="舞蹈室", **changes):
    return Choice(changes.pop("distance", 0), where, at(weekday, starts, ends), **changes)


def had(plan):
    return [(each.wish, str(each.choice.time)) for each in plan.placed]


def test_two_who_want_one_time_do_not_both_get_it_and_the_heavier_does():
    plan = plan_week([wish("甲", choice()), wish("乙", choice(starts="20:00", ends="21:00"), weight=2)], [room()])
    assert had(plan) == [("乙", "周二 20:00—21:00")]


def test_one_moves_aside_so_that_both_have_a_place():
    first = Wish("甲", "甲", ((choice(), choice(distance=2, starts="20:00", ends="21:30")),))
    second = wish("乙", choice(starts="18:30", ends="19:30"))
    assert had(plan_week([first, second], [room()], solver="greedy")) == [
        ("甲", "周二 20:00—21:30"), ("乙", "周二 18:30—19:30"),
    ]  # fmt: skip


def test_the_room_is_cleaned_between_two():
    close = [wish("甲", choice(starts="18:30", ends="19:30")), wish("乙", choice(starts="19:30", ends="20:30"))]
    assert len(plan_week(close, [room()]).placed) == 2
    assert len(plan_week(close, [room(cleaning=10)]).placed) == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"opening": (OpenTime(2, time(18), time(22)),)}, "closed"),
        ({"public": (OpenTime(1, time(20), time(21)),)}, "public"),
        ({"seats": 20}, "seats"),
        ({"taken": (Taken(at(1, "20:15", "21:00"), "乐韵"),)}, "taken"),
        ({"taken": (Taken(at(1, "18:30", "19:00"), "乐韵"),), "cleaning": 15}, "taken"),
    ],
)
def test_what_a_room_does_not_allow_is_not_planned(changes, why):
    hours = {"opening": (OpenTime(1, time(18, 30), time(21, 30)),), **changes}
    this, dance = Room("舞蹈室", "舞蹈室", **hours), wish("甲", choice(), people=30)
    assert (plan_week([dance], [this]).placed, why_not(this, dance, choice())) == ((), why)


def test_parts_of_a_room_are_had_side_by_side_and_the_whole_by_one_alone():
    hall = room(parts=("东", "西"))
    east, west = wish("甲", choice(parts=("东",))), wish("乙", choice(parts=("西",)))
    assert len(plan_week([east, west], [hall]).placed) == 2
    assert len(plan_week([east, west, wish("丙", choice(), weight=3)], [hall]).placed) == 1


def test_nobody_leads_two_things_at_once():
    both = [wish("甲", choice(), leaders=("1",)), wish("乙", choice(where="书画室"), leaders=("1",))]
    assert len(plan_week(both, [room(), room("书画室")]).placed) == 1


def test_what_is_locked_stays_and_the_others_are_planned_round_it():
    dance, sing = wish("甲", choice(), weight=9), wish("乙", choice())
    plan = plan_week([dance, sing], [room()], fixed=[Fixed("乙", 0, choice())])
    assert [(each.wish, each.is_locked) for each in plan.placed] == [("乙", True)]


def test_one_place_for_each_comes_before_a_second_for_anybody():
    twice = wish("甲", choice(), choice(2))
    plan = plan_week([twice, wish("乙", choice()), wish("丙", choice(3))], [room()])
    assert had(plan) == [("甲", "周三 19:00—20:30"), ("乙", "周二 19:00—20:30"), ("丙", "周四 19:00—20:30")]


def test_times_round_the_wish_lie_a_quarter_apart_the_nearest_first():
    moved = [(str(each.time), each.distance) for each in shifted(choice(), 30)]
    assert moved == [
        ("周二 19:15—20:45", 1), ("周二 18:45—20:15", 1), ("周二 19:30—21:00", 2), ("周二 18:30—20:00", 2),
    ]  # fmt: skip


def test_the_nearest_free_times_are_named():
    dance, sing = wish("甲", choice()), wish("乙", choice())
    problem = Problem.of([dance, sing], [room()])
    chosen = [problem.options[0, 0][0]]
    free = free_choices(problem, sing, choice(), chosen)
    assert [str(each.time) for each in free[:2]] == ["周一 19:00—20:30", "周三 19:00—20:30"]
    assert not any(mask_of(each.time) & mask_of(choice().time) for each in free)


def test_without_the_other_solver_greedy_plans(monkeypatch):
    monkeypatch.setattr(exact, "cp_model", None)
    assert (planning.has_exact(), plan_week([wish("甲", choice())], [room()]).solver) == (False, "greedy")


# Small cases: every room, few hours, so that they get in each other's way.
times = st.builds(
    lambda day, start, length: WeeklyTime(day, time(18 + start // 4, start % 4 * 15), time(18 + (start + length) // 4,
                                          (start + length) % 4 * 15)),
    st.integers(0, 1), st.integers(0, 8), st.integers(2, 6),
)  # fmt: skip
choices = st.builds(Choice, st.integers(0, 6), st.sampled_from(["东", "西"]), times)
sessions = st.lists(choices, min_size=1, max_size=3).map(tuple)
weeks = st.lists(
    st.tuples(
        st.lists(sessions, min_size=1, max_size=2).map(tuple), st.integers(1, 4), st.sampled_from(["", "1", "2"])
    ),
    min_size=1, max_size=5,
)  # fmt: skip
rooms_open = tuple(OpenTime(day, time(18), time(21, 30)) for day in range(2))
SMALL = [Room("东", "东", rooms_open, cleaning=15), Room("西", "西", rooms_open, parts=("", "边"))]


def wishes_of(week):
    return [
        Wish(str(number), str(number), sessions, weight, (leader,) if leader else ())
        for number, (sessions, weight, leader) in enumerate(week)
    ]


def best_of(problem):
    """The best possible, by trying every choice of options there is."""
    sessions = list(problem.options)
    best = 0
    for tried in product(*([None, *problem.options[session]] for session in sessions)):
        chosen = [option for option in tried if option]
        if any(clashes(one, other) for at, one in enumerate(chosen) for other in chosen[:at]):
            continue
        best = max(best, problem.score({(each.wish, each.session): each for each in chosen}))
    return best


def keeps_every_rule(plan, wishes, rooms):
    problem = Problem.of(wishes, rooms)
    by_key = {each.key: number for number, each in enumerate(wishes)}
    chosen = [
        next(each for each in problem.options[by_key[placed.wish], placed.number] if each.choice == placed.choice)
        for placed in plan.placed
    ]
    assert len({(each.wish, each.session) for each in chosen}) == len(chosen)
    assert not any(clashes(one, other) for at, one in enumerate(chosen) for other in chosen[:at])


@settings(max_examples=60, deadline=None)
@given(weeks)
def test_the_greedy_plan_keeps_every_rule_and_is_near_the_best(week):
    wishes = wishes_of(week)
    plan = plan_week(wishes, SMALL, solver="greedy")
    keeps_every_rule(plan, wishes, SMALL)
    best = best_of(Problem.of(wishes, SMALL))
    assert 100 * plan.score >= SHARE * best
    assert plan == plan_week(wishes, SMALL, solver="greedy")


@pytest.mark.skipif(not exact.is_there(), reason="OR-Tools is not installed (decision 0017)")
@settings(max_examples=60, deadline=None)
@given(weeks)
def test_the_exact_plan_is_the_best(week):
    wishes = wishes_of(week)
    plan = plan_week(wishes, SMALL, solver="exact")
    keeps_every_rule(plan, wishes, SMALL)
    assert plan.score == best_of(Problem.of(wishes, SMALL))
    assert plan == plan_week(wishes, SMALL, solver="exact")


def test_four_hundred_applicants_are_planned_within_seconds():
    rooms = [room(f"室{number}", cleaning=15, seats=30) for number in range(10)]
    wishes = [
        Wish(
            f"{number}", f"{number}",
            ((choice(number * 7 % 7, f"{18 + number % 3}:30", f"{19 + number % 3}:30", f"室{number * 3 % 10}"),),),
            weight=1 + number % 4,
        )
        for number in range(400)
    ]  # fmt: skip
    began = process_time()
    plan = greedy.solve(Problem.of(wishes, rooms))
    assert len(plan) > 0
    assert process_time() - began < 20
