"""Absences without a word: counted for the person and the office alone, and what follows from them for a while."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from hehuo.core import clock
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import AbsenceRule, Lift, SignUp

MOST = 366


@dataclass(frozen=True, slots=True)
class AbsenceRecord:
    """The absences that count today, the latest first, and until when the person waits last (None: they do not)."""

    lines: list[SignUp]
    until: date | None


def rule() -> AbsenceRule:
    """The community's numbers, or those that stand until it sets its own."""
    return AbsenceRule.objects.first() or AbsenceRule()


def record_of(person: Person) -> AbsenceRecord:
    """A person's own record, of whoever was merged into them too; a camp missed for days is missed once."""
    numbers = rule()
    lifted = Lift.objects.filter(people.same_human(person)).aggregate(last=Max("at"))["last"]
    found = _counted(numbers).filter(people.same_human(person))
    if lifted:
        found = found.filter(session__ends_at__gt=lifted)
    lines = _each_camp_once(found)
    return AbsenceRecord(lines, rests_until((_day(line) for line in lines), numbers))


def waits_last(person: Person) -> bool:
    """Whether a person's next sign-up waits until everybody else has a seat; one statement for most people."""
    if not SignUp.objects.filter(people.same_human(person), state=SignUpState.ABSENT).exists():
        return False
    return record_of(person).until is not None


def rests_until(days: Iterable[date], numbers: AbsenceRule) -> date | None:
    """The last day on which somebody with absences on these days waits last; None where it is over or never was."""
    ordered = sorted(days)
    within, rests = timedelta(days=numbers.within_days), timedelta(days=numbers.rests_days)
    ends = [
        last + rests
        for first, last in zip(ordered, ordered[numbers.times - 1 :], strict=False)
        if last - first <= within
    ]
    return max(ends) if ends and numbers.rests_days and max(ends) >= clock.today() else None


def resting() -> list[tuple[Person, AbsenceRecord]]:
    """Everybody who waits last today, for the office; by name."""
    numbers, lifts = rule(), dict(Lift.objects.values_list("person").annotate(Max("at")).order_by())
    of: dict[UUID, list[SignUp]] = defaultdict(list)
    kept: dict[UUID, Person] = {}
    for line in _counted(numbers).select_related("person__merged_into"):
        person = line.person.merged_into or line.person
        kept[person.id] = person
        if (lifted := lifts.get(person.id)) is None or line.session.ends_at > lifted:
            of[person.id].append(line)
    once = {key: _each_camp_once(lines) for key, lines in of.items()}
    records = [(kept[key], AbsenceRecord(lines, rests_until(map(_day, lines), numbers))) for key, lines in once.items()]
    return sorted((each for each in records if each[1].until), key=lambda each: (each[0].name, each[0].id))


def _counted(numbers: AbsenceRule) -> QuerySet[SignUp]:
    since = clock.today() - timedelta(days=numbers.within_days + numbers.rests_days)
    found = SignUp.objects.filter(state=SignUpState.ABSENT, session__ends_at__gte=clock.at(since))
    return found.select_related("session__space").order_by("-session__starts_at", "id")


def _each_camp_once(lines: Iterable[SignUp]) -> list[SignUp]:
    """The lines, of several days of one camp only the latest."""
    return list({line.session.bundle or line.session_id: line for line in reversed(list(lines))}.values())[::-1]


def _day(line: SignUp) -> date:
    return clock.local(line.session.ends_at).date()
