"""Which fairs and stalls there are, and what they come to: person-times by stall, kind and year; persons beside."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count as CountOf
from django.db.models import F, Q, QuerySet, Sum

from hehuo.core import clock
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.run.fairs.kinds import STANDING, StallState
from hehuo.domain.run.fairs.models import Count, Fair, Stall, StallKind

PAPER = "fairs"  # the kind of intake


def kinds() -> QuerySet[StallKind]:
    """The kinds of service, in their order."""
    return StallKind.objects.all()


def fairs() -> QuerySet[Fair]:
    """Every fair with how many stalls stand (`standing`), how many wait for an answer, and their person-times."""
    standing = Q(stalls__state__in=STANDING)
    return Fair.objects.select_related("session", "persons_by").annotate(
        standing=CountOf("stalls", filter=standing),
        waiting=CountOf("stalls", filter=Q(stalls__state=StallState.ASKED)),
        visits=Sum("stalls__visits", filter=standing, default=0),
    )  # fmt: skip


def ahead() -> QuerySet[Fair]:
    """Today's fair and those to come, the soonest first."""
    return fairs().filter(on__gte=clock.today(), cancelled_why="").order_by("on", "id")


def shown() -> QuerySet[Fair]:
    """What everybody may read of: fairs ahead, and past ones with a stall."""
    return fairs().filter(Q(on__gte=clock.today()) | Q(standing__gt=0), cancelled_why="").order_by("-on", "-id")


def fair_of(session: Session) -> Fair | None:
    """The fair at whose gate a session counts, where it is one."""
    return fairs().filter(session=session).first()


def loose_sessions() -> QuerySet[Session]:
    """Sessions ahead that are fairs, and that no fair uses yet."""
    used = Fair.objects.filter(session__isnull=False, cancelled_why="").values("session")
    return sessions.upcoming().filter(kind=SessionKind.FAIR).exclude(pk__in=used)


def stalls() -> QuerySet[Stall]:
    """Every stall, with its fair, kind and who keeps it."""
    return Stall.objects.select_related("fair", "kind", "partner", "team", "keeper", "asked_by", "answered_by")


def stalls_of(fair: Fair) -> QuerySet[Stall]:
    """The stalls of a fair by their place; those without one after."""
    return stalls().filter(fair=fair).order_by(F("number").asc(nulls_last=True), "made_at", "id")


def stalls_kept_by(person: Person) -> QuerySet[Stall]:
    """What a person asked for or keeps, the latest fair first."""
    return stalls().filter(Q(asked_by=person) | Q(keeper=person)).order_by("-fair__on", "id")


def counts() -> QuerySet[Count]:
    """Every count of stalls that stand, the latest fair first."""
    found = Count.objects.select_related("stall__fair", "stall__kind", "by")
    return found.order_by("-stall__fair__on", "stall__number", "at", "id")


def counts_of(stall: Stall) -> QuerySet[Count]:
    """Every count of a stall in its order."""
    return counts().filter(stall=stall).order_by("at", "id")


def counts_behind(*, year: int, kind: UUID | None = None, fair: UUID | None = None) -> QuerySet[Count]:
    """The counts behind a figure of the year's table."""
    found = counts().filter(stall__fair__in=_of_year(year), stall__state__in=STANDING)
    if kind:
        found = found.filter(stall__kind=kind)
    if fair:
        found = found.filter(stall__fair=fair)
    return found


def sum_of(found: QuerySet[Count]) -> int:
    """The person-times that some counts come to."""
    return int(found.order_by().aggregate(n=Sum("change", default=0))["n"])


def persons_of(fair: Fair) -> int | None:
    """Distinct persons who checked in at the gate, or as somebody noted; None where nobody counted (人数)."""
    if fair.session:
        return sessions.attendance_of([fair.session]).persons
    return fair.persons_noted


@dataclass(frozen=True, slots=True)
class YearRow:
    """A fair with its person-times by kind, in the table's order of kinds, and its persons."""

    fair: Fair
    by_kind: list[int]
    visits: int
    persons: int | None


@dataclass(slots=True)
class YearTable:
    """A year's fairs by kinds of service, until today in the running year. Persons are no part of any sum."""

    year: int
    until: date
    kinds: list[StallKind] = field(default_factory=list)
    rows: list[YearRow] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)

    @property
    def visits(self) -> int:
        return sum(self.sums)

    @property
    def is_running(self) -> bool:
        return self.until < date(self.year, 12, 31)


def year_table(year: int) -> YearTable:
    """What the fairs of a year came to."""
    table = YearTable(year, min(date(year, 12, 31), clock.today()))
    held = list(_of_year(year).select_related("session").order_by("on", "id"))
    cells: dict[tuple[UUID, UUID], int] = {}
    stood = Stall.objects.filter(fair__in=held, state__in=STANDING).order_by()
    for fair_id, kind_id, visits in stood.values_list("fair", "kind").annotate(Sum("visits")):
        cells[fair_id, kind_id] = visits
    used = {kind for _fair, kind in cells}
    table.kinds = [kind for kind in kinds() if kind.id in used]
    persons = sessions.persons_at(fair.session for fair in held if fair.session)
    for fair in held:
        by_kind = [cells.get((fair.id, kind.id), 0) for kind in table.kinds]
        came = persons.get(fair.session_id, 0) if fair.session_id else fair.persons_noted
        table.rows.append(YearRow(fair, by_kind, sum(by_kind), came))
    table.sums = [sum(column) for column in zip(*(row.by_kind for row in table.rows), strict=True)]
    return table


def years() -> list[int]:
    """The years in which there were fairs, the latest first; at least this one."""
    found = {on.year for on in Fair.objects.filter(cancelled_why="", on__lte=clock.today()).dates("on", "year")}
    return sorted(found | {clock.today().year}, reverse=True)


def visits_in(year: int) -> int:
    """The person-times of a year (人次)."""
    return sum_of(counts_behind(year=year))


def _of_year(year: int) -> QuerySet[Fair]:
    """The fairs of a year that took place: over or of today, not called off, with a stall that stood."""
    last = min(date(year, 12, 31), clock.today())
    stood = Stall.objects.filter(state__in=STANDING).order_by().values("fair")
    return Fair.objects.filter(cancelled_why="", on__gte=date(year, 1, 1), on__lte=last, pk__in=stood)


def intakes() -> QuerySet[Intake]:
    """The lists that were handed in, the newest first."""
    return Intake.objects.filter(kind=PAPER).select_related("by")


def words_of(found: Iterable[StallKind]) -> dict[str, tuple[str, ...]]:
    """Each kind's name and what else it is called."""
    return {kind.name: (kind.name, *kind.words) for kind in found}
