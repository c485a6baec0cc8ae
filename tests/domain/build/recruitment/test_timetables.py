"""Weekly times as people write them."""

from datetime import time

import pytest

from hehuo.domain.build.recruitment import timetables


def said(written):
    return [f"{slot.weekday} {slot.starts:%H:%M}-{slot.ends:%H:%M}" for slot in timetables.read(written).times]


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("逢星期四下午5点到6点半", ["3 17:00-18:30"]),
        ("周六15:00-17:00;逢星期天下午1点到2点半", ["5 15:00-17:00", "6 13:00-14:30"]),
        ("每周六 １０：３０—１１：３０", ["5 10:30-11:30"]),
        ("周三晚7点~8点半", ["2 19:00-20:30"]),
        ("逢星期一晚7点到8点、周六10:00-11:30", ["0 19:00-20:00", "5 10:00-11:30"]),
        ("周一至周五 18:30-21:30", [f"{day} 18:30-21:30" for day in range(5)]),
        ("每周二、四 19:00-20:30", ["1 19:00-20:30", "3 19:00-20:30"]),
        ("周末上午9点到10点半", ["5 09:00-10:30", "6 09:00-10:30"]),
        ("周六9:00-10:00、15:00-16:00", ["5 09:00-10:00", "5 15:00-16:00"]),
        ("星期三十九点到二十点半", ["2 19:00-20:30"]),
        ("周六上午10点到1点", ["5 10:00-13:00"]),
    ],
)
def test_times_are_read_by_meaning(written, times):
    assert said(written) == times
    assert timetables.read(written).is_sure


@pytest.mark.parametrize("written", ["", None, "/", "不需场地", "无需场地"])
def test_no_time_is_a_sure_answer(written):
    assert timetables.read(written) == timetables.Reading((), True)


@pytest.mark.parametrize("written", ["看情况", "上午10点到下午2点", "周三 7:00-9:00 pm", "周319:00-20:00"])
def test_what_is_not_understood_says_so(written):
    assert not timetables.read(written).is_sure


def test_opening_hours_in_one_cell():
    assert timetables.read_hours("18:30-21:30") == (time(18, 30), time(21, 30))
    assert timetables.read_hours("9:00—21:30") == (time(9), time(21, 30))
    assert timetables.read_hours("雨天关闭") is None


def test_a_time_goes_into_a_row_and_comes_back():
    (slot,) = timetables.read("周二18:30-19:30").times
    assert timetables.WeeklyTime.from_data(slot.as_data()) == slot
    assert str(slot) == "周二 18:30—19:30"
    assert timetables.say([]) == "没说时间"


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        ("周二或周四晚上7点到8点", [["周二 19:00—20:00", "周四 19:00—20:00"]]),
        ("周二19:00-20:00或者周四19:30-20:30", [["周二 19:00—20:00", "周四 19:30—20:30"]]),
        ("周六9:00-10:00或15:00-16:00", [["周六 09:00—10:00", "周六 15:00—16:00"]]),
        ("周二、周四晚7点到8点任选一天", [["周二 19:00—20:00", "周四 19:00—20:00"]]),
        ("周二、四 19:00-20:30", [["周二 19:00—20:30"], ["周四 19:00—20:30"]]),
    ],
)
def test_times_joined_by_or_stand_for_each_other(written, choices):
    reading = timetables.read(written)
    assert ([[str(slot) for slot in group] for group in reading.choices], reading.is_sure) == (choices, True)
    assert timetables.choices_of(reading.as_data()) == list(reading.choices)


def test_a_part_of_the_day_gives_the_usual_hours_and_is_not_sure():
    reading = timetables.read("周二或周四晚上")
    assert [str(slot) for slot in reading.times] == ["周二 19:00—21:00", "周四 19:00—21:00"]
    assert (len(reading.choices), reading.is_sure) == (1, False)
