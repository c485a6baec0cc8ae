"""Whatever comes in, by whichever way and in whichever order, the count is that of a plain model on paper."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import HehuoError
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.counting import Sum
from hehuo.domain.plan.ballots.kinds import Channel, Counts, Law, Roll, VoidWhy, Way
from hehuo.domain.plan.ballots.models import Ballot, Paper
from hehuo.domain.plan.ballots.rolls import Door, Voice

NOTICE = clock.today() + timedelta(days=1)
OPENS, CLOSES = clock.at(NOTICE + timedelta(days=20), 9), clock.at(NOTICE + timedelta(days=21), 9)
OWNERS = 5

by_phone = st.tuples(st.just("phone"), st.integers(0, OWNERS - 1), st.integers(1, 3), st.integers(-60, 26 * 60))
on_paper = st.tuples(
    st.just("paper"), st.integers(0, OWNERS - 1), st.lists(st.integers(1, 3), max_size=2, unique=True),
    st.integers(0, 26 * 60), st.sampled_from([None, None, None, VoidWhy.UNSIGNED]),
)  # fmt: skip
look = st.tuples(st.just("look"), st.integers(0, 20))
areas = st.lists(st.integers(1, 5), min_size=OWNERS, max_size=OWNERS)
homes = st.lists(st.integers(0, OWNERS - 1), max_size=4)  # more homes, by whose they are


@dataclass
class Model:
    """Good papers of each owner as (when it came, in which order it was put in, marks)."""

    counts: Counts
    good: dict[int, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    typed: list[tuple[int, tuple[int, int, tuple[int, ...]]]] = field(default_factory=list)
    order: int = 0

    def put(self, owner: int, minute: int, marks: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        self.order += 1
        paper = (minute, self.order, marks)
        self.good.setdefault(owner, []).append(paper)
        return paper

    def standing(self, owner: int) -> tuple[int, ...] | None:
        papers = self.good.get(owner)
        if not papers:
            return None
        return (min(papers) if self.counts == Counts.FIRST else max(papers))[2]


class RandomVotes(TestCase):
    @given(
        st.sampled_from(list(Counts)), areas, homes,
        st.lists(st.one_of(by_phone, on_paper, look), max_size=14),
    )  # fmt: skip
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def test_the_count_is_the_models(self, counts, sizes, more, steps):
        registry.forget()
        with community_scope(Community.objects.create(code=f"v{uuid4().hex[:8]}", name="海湾社区")):
            office = Office(counts, sizes, more)
            for number, step in enumerate(steps):
                getattr(office, step[0])(number, *step[1:])
            office.compare()


class Office:
    """A ballot of five owners with homes at random, and the model beside it."""

    def __init__(self, counts: Counts, sizes: list[int], more: list[int]) -> None:
        self.worker, self.other = self.hand(Role.WORKER), self.hand(Role.WORKER)
        secretary = self.hand(Role.SECRETARY)
        self.owners = [Person.objects.create(name=f"业主{n}", account_id=uuid4()) for n in range(OWNERS)]
        doors = [[Door(f"1-{n}", size)] for n, size in enumerate(sizes)]
        for number, owner in enumerate(more):
            doors[owner].append(Door(f"2-{number}", 1))
        self.area = [sum(door.area_x100 for door in held) for held in doors]
        voices = [
            Voice(owner.name, tuple(held), ((owner.name, owner.pk),))
            for owner, held in zip(self.owners, doors, strict=True)
        ]
        self.model = Model(counts)
        with clock.stopped(clock.at(NOTICE, 9)):
            ballot = actions.draft_ballot(
                actor=self.worker, title="表决", roll=Roll.OWNERS, counts=counts, notice_on=NOTICE, opens_at=OPENS,
                closes_at=CLOSES,
            )  # fmt: skip
            actions.add_matter(actor=self.worker, ballot=ballot, title="一", way=Way.YES_NO, law=Law.OWNERS_SPECIAL)
            actions.make_roll(actor=self.worker, ballot=ballot, voices=voices)
            actions.ask_to_open(actor=self.worker, ballot=ballot)
            self.ballot: Ballot = actions.open_ballot(actor=secretary, ballot=ballot)
        self.voters = list(queries.voters(self.ballot))

    @staticmethod
    def hand(role: Role) -> Person:
        person = Person.objects.create(name=str(role.label), account_id=uuid4())
        Grant.objects.create(person=person, role=role, from_on=date(2020, 1, 1))
        return person

    def phone(self, _number: int, owner: int, mark: int, minute: int) -> None:
        """Cast at its minute; what the model says of it follows from the minute and from what came before."""
        moment = OPENS + timedelta(minutes=minute)
        may = OPENS <= moment < CLOSES
        papers = self.model.good.get(owner, [])
        if self.model.counts == Counts.FIRST and papers:
            may = may and minute < min(papers)[0]
        with clock.stopped(moment):
            try:
                actions.vote(actor=self.owners[owner], voter=self.voters[owner], marks={1: [mark]}, key=uuid4())
            except HehuoError:
                assert not may
            else:
                assert may
                self.model.put(owner, minute, (mark,))

    def paper(self, number: int, owner: int, marks: list[int], minute: int, void: VoidWhy | None) -> None:
        """Typed by two after the end, as it came at its minute."""
        at = OPENS + timedelta(minutes=minute)
        reading = actions.Reading(marks={1: marks}, voter=self.voters[owner], received_at=at, void=void)
        with clock.stopped(max(at, CLOSES)):
            for hand in (self.worker, self.other):
                slip = actions.type_slip(actor=hand, ballot=self.ballot, serial=str(number), reading=reading)
        if not void and at < CLOSES:
            self.model.typed.append((owner, self.model.put(owner, minute, tuple(sorted(marks)))))
        else:
            assert slip.paper
            assert slip.paper.state == "void"

    def look(self, _number: int, which: int) -> None:
        """A typed paper turns out to be void."""
        if not self.model.typed:
            return
        owner, paper = self.model.typed.pop(which % len(self.model.typed))
        [found] = [
            each for each in Paper.objects.filter(voter=self.voters[owner], channel=Channel.PAPER).exclude(state="void")
            if (each.received_at, tuple(each.marks["1"])) == (OPENS + timedelta(minutes=paper[0]), paper[2])
        ][:1]  # fmt: skip
        with clock.stopped(CLOSES + timedelta(hours=3)):
            actions.look_at_paper(actor=self.worker, paper=found, void=VoidWhy.COPY)
        same = [each for each in self.model.good[owner] if (each[0], each[2]) == (paper[0], paper[2])]
        self.model.good[owner].remove(same[0])

    def compare(self) -> None:
        said = {n: self.model.standing(n) for n in range(OWNERS) if self.model.standing(n) is not None}
        assert queries.turnout(self.ballot).voted == len(said)
        with clock.stopped(CLOSES + timedelta(hours=4)):
            actions.close_over()
            actions.count_ballot(actor=self.worker, ballot=self.ballot)
        [result] = queries.results(self.ballot)
        total = {1: Sum(), 2: Sum(), 3: Sum()}
        for owner, marks in said.items():
            meant = marks[0] if len(marks) == 1 else 3
            total[meant] = total[meant].plus(Sum(1, self.area[owner]))
        assert {choice: result.counted.of(choice) for choice in (1, 2, 3)} == total
        came = sum(self.area[owner] for owner in said)
        assert result.counted.took_part == Sum(len(said), came)
        assert result.counted.total == Sum(OWNERS, sum(self.area))
        yes, everyone = total[1], sum(self.area)
        carried = (
            3 * came >= 2 * everyone and 3 * len(said) >= 2 * OWNERS
            and 4 * yes.area >= 3 * came and 4 * yes.number >= 3 * len(said) and len(said) > 0
        )  # fmt: skip
        assert result.is_carried == carried
