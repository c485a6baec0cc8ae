"""Telling the journey of a thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.insight.journeys.kinds import TOLD, Facts, Told, Verb


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the line: what happened, to which thing, when; `times` acts of the same sort told as one."""

    act: str
    verb: Verb
    at: datetime
    until: datetime
    title: str
    note: str
    kind: str
    thing_id: UUID
    is_key: bool
    facts: Facts
    times: int = 1


@dataclass(frozen=True, slots=True)
class Leg:
    """One verb of the journey: done, now, or still to come."""

    verb: Verb
    state: str
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Journey:
    """The whole line, from the first voice to the last account."""

    legs: list[Leg]

    @property
    def steps(self) -> list[Step]:
        return [step for leg in self.legs for step in leg.steps]

    @property
    def verb(self) -> Verb | None:
        """Where it stands: the furthest verb that has begun."""
        return next((leg.verb for leg in reversed(self.legs) if leg.steps), None)

    @property
    def step(self) -> int:
        """The ring's step: 0 not begun, 1..5."""
        return list(Verb).index(self.verb) + 1 if self.verb else 0

    @property
    def latest(self) -> Step | None:
        """What happened last."""
        return max(self.steps, key=lambda step: step.until, default=None)


def journey_of(thing_id: UUID) -> Journey:
    """The public journey of a thing, in both directions along its threads (three statements)."""
    things = [*threads.earlier_of(thing_id), *threads.later_of(thing_id)]
    entries = journal.entries_of_all([thing_id, *(thing.id for thing in things)], acts=TOLD)
    return Journey(_legs([_step(entry) for entry in entries]))


def _step(entry: Entry) -> Step:
    told = TOLD[entry.act]
    return Step(
        act=entry.act, verb=told.verb_of(entry.facts), at=entry.at, until=entry.at, title=told.title(entry.facts),
        note=told.note(entry.facts), kind=entry.thing_kind, thing_id=entry.thing_id, is_key=told.is_key,
        facts=entry.facts,
    )  # fmt: skip


def _legs(steps: Sequence[Step]) -> list[Leg]:
    furthest = max((list(Verb).index(step.verb) for step in steps), default=-1)
    legs = []
    for place, verb in enumerate(Verb):
        own = [step for step in steps if step.verb == verb]
        state = "now" if place == furthest else "done" if own else "later"
        legs.append(Leg(verb, state, list(_gathered(own))))
    return legs


def _gathered(steps: Iterable[Step]) -> Iterable[Step]:
    """Acts of a sort that repeats (voices, sessions) are told once, with how often."""
    for act, run in groupby(steps, key=lambda step: step.act):
        same = list(run)
        told: Told = TOLD[act]
        if told.many is None or len(same) == 1:
            yield from same
        else:
            title = told.many([step.facts for step in same])
            yield replace(same[0], until=same[-1].at, title=title, note="", times=len(same))
