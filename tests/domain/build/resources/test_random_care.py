"""Whatever is noted, taken back or told, wherever the clock goes: the next day follows, and each is told once."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict
from hehuo.domain.build.resources import queries
from hehuo.domain.build.resources.actions import greens, notices
from hehuo.domain.build.resources.models import Care, CareNotice
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person

BEGAN = clock.today()
TREES = 3

care = st.tuples(st.just("care"), st.sets(st.integers(1, TREES), min_size=1), st.integers(0, 9))
back = st.tuples(st.just("back"), st.integers(0, 20), st.none())
tick = st.tuples(st.just("tick"), st.integers(1, 3), st.none())  # the job runs, once or more
jump = st.tuples(st.just("jump"), st.integers(-6, 15), st.none())  # the clock goes on, or is set back
steps = st.lists(st.one_of(care, back, tick, jump), max_size=14)


class RandomCare(TestCase):
    @given(steps, st.integers(1, 10))
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def test_the_next_day_follows_and_each_due_date_is_told_once(self, done, every_days):
        registry.forget()
        with community_scope(Community.objects.create(code="haiwan", name="海湾社区")):
            worker, adopter = (Person.objects.create(name=name) for name in ("周玉梅", "吴秀兰"))
            Grant.objects.create(person=worker, role=Role.WORKER)
            greens.plant_greens(actor=worker, numbers=f"1-{TREES}", species="桂花", where="门口")
            adoption = greens.adopt_greens(
                actor=worker, numbers=f"1-{TREES}", care="浇水", every_days=every_days, adopter=adopter
            )
            self.walk(adoption, adopter, done, every_days)

    def walk(self, adoption, adopter, done, every_days):
        today, days, told = BEGAN, {number: set() for number in range(1, TREES + 1)}, set()

        def due(number):
            return max(days[number] or {adoption.from_on}) + timedelta(every_days)

        messages = Message.objects.count()
        for act, what, ago in done:
            if act == "jump":
                today = max(BEGAN, today + timedelta(what))
                continue
            with clock.stopped(clock.at(today, 9)):
                if act == "care":
                    note(adoption, adopter, what, max(BEGAN, today - timedelta(ago)), days)
                elif act == "back":
                    take_back(adopter, what, days)
                else:
                    new = {(number, due(number)) for number in days if due(number) < today} - told
                    assert sum(notices.tell_overdue_care() for _ in range(what)) == len(new)
                    told |= new
                    messages += bool(new)
            lines = {line.green.number: line for line in queries.trees_of(adoption)}
            assert {number: line.next_on for number, line in lines.items()} == {number: due(number) for number in days}
            rows = CareNotice.objects.values_list("adopted__green__number", "due_on")
            assert (sorted(rows), Message.objects.count()) == (sorted(told), messages)
            assert Duty.objects.filter(about_id=adoption.id, act="care_for_greens", done_at=None).count() <= 1


def note(adoption, adopter, numbers, on, days):
    trees = queries.trees_of(adoption).filter(green__number__in=numbers)
    try:
        greens.note_care(actor=adopter, adoption=adoption, trees=list(trees), on=on)
    except Conflict:
        assert all(on in days[number] for number in numbers)
    for number in numbers:
        days[number].add(on)


def take_back(adopter, which, days):
    standing = list(Care.objects.filter(taken_back_at=None).select_related("adopted__green").order_by("id"))
    if standing:
        care = standing[which % len(standing)]
        greens.take_back_care(actor=adopter, care=care, why="记错了")
        days[care.adopted.green.number].discard(care.on)
