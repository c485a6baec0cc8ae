"""Reading rotas, visits and help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Max, QuerySet

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement, Stewardship
from hehuo.domain.build.stewards import kinds
from hehuo.domain.build.stewards.kinds import HelpState, Period
from hehuo.domain.build.stewards.models import Help, Rota, Visit, Word
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Followed:
    """A partner as its steward sees it: open help, the last visit, and when the next is due."""

    agreement: Agreement
    on_turn: Person | None
    open: int
    last_on: date | None
    due_on: date

    @property
    def is_late(self) -> bool:
        return self.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class HelpFigures:
    """How much help was asked for, how much of it solved, and the working days that half of it took at most."""

    asked: int
    solved: int
    open: int
    late: int
    median_days: float | None


def stewards_of(agreement: Agreement) -> list[Stewardship]:
    """The stewards of an agreement today, by their seats."""
    return list(agreements.stewardships().filter(agreement=agreement))


def rota_of(agreement: Agreement) -> Rota | None:
    """The rota as the office set it; None while the stewards follow each other by the week from the first seat."""
    return Rota.objects.filter(agreement=agreement).select_related("first").first()


def turn_on(day: date, *, rota: Rota | None, stewards: Sequence[Stewardship], since: date) -> Person | None:
    """Who is on turn on a day; None where there is no steward. Before a rota begins its first is on turn."""
    if not stewards:
        return None
    people = [each.person for each in stewards]
    begin = rota.from_on if rota else since
    if rota and rota.first in people:
        start = people.index(rota.first)
        people = people[start:] + people[:start]
    if rota and rota.period == Period.MONTH:
        gone = (day.year - begin.year) * 12 + day.month - begin.month
    else:
        gone = (day - begin).days // 7
    turn: Person = people[max(0, gone) % len(people)]
    return turn


def on_turn(agreement: Agreement, day: date | None = None) -> Person | None:
    """The steward who is on turn, today or on a day."""
    return turn_on(
        day or clock.today(), rota=rota_of(agreement), stewards=stewards_of(agreement), since=agreement.starts_on
    )


def visits_of(agreement: Agreement) -> QuerySet[Visit]:
    """The visits to a partner, the latest first."""
    return Visit.objects.filter(agreement=agreement).select_related("by")


def helps() -> QuerySet[Help]:
    """All help that was asked for, the latest first."""
    return Help.objects.select_related("agreement__partner__contact", "agreement__partner__category", "steward")


def helps_of(agreement: Agreement) -> QuerySet[Help]:
    """What one partner asked for."""
    return helps().filter(agreement=agreement)


def helps_of_contact(person: Person) -> QuerySet[Help]:
    """What the partners asked for that a person speaks for."""
    return helps().filter(agreement__partner__contact=person)


def helps_in(state: str) -> QuerySet[Help]:
    """The records behind one figure: open, late, solved; all of them for anything else."""
    found = helps()
    if state == "open":
        return found.filter(state__in=kinds.OPEN)
    if state == "late":
        return found.filter(state__in=kinds.OPEN, due_on__lt=clock.today())
    return found.filter(state__in=kinds.DONE) if state == "solved" else found


def words_of(asked: Help) -> QuerySet[Word]:
    """What both sides wrote, in its order."""
    return Word.objects.filter(help=asked).select_related("by")


def figures() -> HelpFigures:
    """The count, the solved and their median working days."""
    days = [days for days in helps_in("solved").values_list("days", flat=True) if days is not None]
    return HelpFigures(
        asked=Help.objects.exclude(state=HelpState.WITHDRAWN).count(), solved=len(days),
        open=helps_in("open").count(), late=helps_in("late").count(), median_days=median(days) if days else None,
    )  # fmt: skip


def followed_by(person: Person) -> list[Followed]:
    """The partners that a steward follows, who is most overdue first."""
    mine = Stewardship.objects.filter(person=person, until_on=None).values("agreement")
    found = list(agreements.agreements().filter(pk__in=mine).exclude(state=AgreementState.ENDED))
    return sorted((_followed(found)), key=lambda each: (-each.open, each.due_on))


def unanswered() -> QuerySet[Help]:
    """Help beyond its day that nobody took, and of which the office was not told."""
    found = helps().filter(state=HelpState.ASKED, due_on__lt=clock.today(), reminded_at=None)
    return found.order_by("due_on", "id")


def _followed(found: list[Agreement]) -> list[Followed]:
    rotas = {rota.agreement_id: rota for rota in Rota.objects.filter(agreement__in=found).select_related("first")}
    open_: dict[object, int] = {}
    for agreement_id in Help.objects.filter(agreement__in=found, state__in=kinds.OPEN).values_list(
        "agreement_id", flat=True
    ):
        open_[agreement_id] = open_.get(agreement_id, 0) + 1
    latest: dict[object, Visit] = {}
    last_days = dict(
        Visit.objects.filter(agreement__in=found).order_by().values_list("agreement").annotate(on=Max("on"))
    )
    for visit in Visit.objects.filter(agreement__in=found, on__in=last_days.values()):
        latest.setdefault(visit.agreement_id, visit) if visit.on == last_days[visit.agreement_id] else None
    stewards: dict[object, list[Stewardship]] = {}
    for stewardship in agreements.stewardships().filter(agreement__in=found):
        stewards.setdefault(stewardship.agreement_id, []).append(stewardship)
    today = clock.today()
    return [
        Followed(
            agreement=each, open=open_.get(each.pk, 0),
            on_turn=turn_on(today, rota=rotas.get(each.pk), stewards=stewards.get(each.pk, []), since=each.starts_on),
            last_on=latest[each.pk].on if each.pk in latest else None,
            due_on=latest[each.pk].due_on if each.pk in latest else each.starts_on + kinds.VISIT_EVERY,
        )
        for each in found
    ]  # fmt: skip
