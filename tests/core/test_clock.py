"""The clock stands where it is told to, for one context or for every thread."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from hehuo.core import clock

NOON = clock.at(date(2024, 7, 2), 12)
EVENING = clock.at(date(2024, 7, 2), 19, 30)


def in_another_thread():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(clock.now).result()


def test_a_stopped_clock_stands_in_its_own_context_only():
    with clock.stopped(NOON):
        assert clock.now() == NOON
        assert in_another_thread() != NOON


def test_a_clock_stopped_everywhere_stands_in_every_thread_until_it_is_let_go():
    with clock.stopped_everywhere(NOON):
        with clock.stopped_everywhere(EVENING):
            assert clock.now() == in_another_thread() == EVENING
        assert clock.now() == in_another_thread() == NOON
    assert in_another_thread() > NOON


def test_telling_a_story_inside_goes_by_its_own_clock():
    with clock.stopped_everywhere(EVENING), clock.stopped(NOON):
        assert (clock.now(), clock.today()) == (NOON, date(2024, 7, 2))
