"""What runs out is told a month and a week before, each once, wherever the clock goes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions, queries
from hehuo.domain.ground.duties.models import Warned
from hehuo.domain.ground.duties.rules import step_before
from hehuo.domain.ground.messages.models import Message

pytestmark = pytest.mark.django_db
LAST = date(2022, 11, 30)


@pytest.fixture(autouse=True)
def _autumn():
    with clock.stopped(clock.at(LAST - timedelta(days=60), 9)):
        yield


def warn(about, *, days, hour=9, runs_out_on=LAST, **said):
    """A fresh look at the clock so many days before the end, as after a restart: nothing is remembered but rows."""
    with clock.stopped(clock.at(LAST - timedelta(days=days), hour)):
        return actions.warn(
            about=about, act="renew_paper", title="健康证快到期", verb="jian", power=Power.RUN_RECRUITMENT,
            runs_out_on=runs_out_on, **said,
        )  # fmt: skip


def steps():
    return list(Warned.objects.values_list("step", flat=True))


def test_which_step_is_due_is_read_from_the_day():
    asked = [step_before(LAST, LAST - timedelta(days=days)) for days in (31, 30, 8, 7, 0, -3)]
    assert asked == [None, 30, 30, 7, 7, 7]


def test_each_step_is_told_once_by_a_duty_and_a_word(worker, resident):
    told = [warn(resident, days=days) for days in (40, 30, 30, 12, 7, 7, 1)]
    assert (told, steps()) == ([False, True, False, False, True, False, False], [30, 7])
    assert [duty.act for duty in queries.duties_about(resident.id)] == ["renew_paper"]
    assert [str(each.subject) for each in Message.objects.filter(person=worker).order_by("sent_at")] == [
        "还有 30 天到期", "还有 7 天到期",
    ]  # fmt: skip


def test_a_clock_that_goes_back_or_ahead_tells_nothing_twice(worker, resident):
    assert warn(resident, days=30, hour=0)
    assert not warn(resident, days=31, hour=23)  # an hour back, over midnight
    assert not warn(resident, days=20)  # ten days ahead
    assert warn(resident, days=7, hour=0)
    assert not warn(resident, days=8, hour=23)
    assert steps() == [30, 7]


def test_who_slept_past_the_first_step_is_told_at_the_second_only(worker, resident):
    assert warn(resident, days=3)
    assert not warn(resident, days=20)
    assert steps() == [7]


def test_what_ran_out_unseen_is_told_all_the_same(worker, resident):
    assert warn(resident, days=-2)
    assert [str(each.subject) for each in Message.objects.filter(person=worker)] == ["已经过期了"]


def test_a_renewed_paper_has_steps_of_its_own(worker, resident):
    later = LAST + timedelta(days=365)
    assert warn(resident, days=7)
    with clock.stopped(clock.at(later, 9)):
        assert warn(resident, days=7 - 365, runs_out_on=later)
    assert steps() == [7, 7]


def test_whose_it_is_hears_of_it_too_and_nobody_twice(worker, resident):
    warn(resident, days=30, also=[resident, resident, worker])
    assert Message.objects.filter(person=resident).count() == 1
    assert Message.objects.filter(person=worker).count() == 1


def test_the_database_itself_holds_one_row_a_step(haiwan, resident):
    said = {"about_kind": "people.person", "about_id": resident.id, "runs_out_on": LAST, "step": 30}
    Warned.objects.create(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Warned.objects.create(**said)
