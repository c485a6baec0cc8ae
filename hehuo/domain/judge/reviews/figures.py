"""What the house knows of a partner's period by itself, to stand beside the lines of the card."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from hehuo.core import clock, money, ratios
from hehuo.domain.build.agreements.models import Suspension
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.stewards.kinds import DONE, HelpState
from hehuo.domain.build.stewards.models import Help
from hehuo.domain.ground.forms import queries as forms
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.judge.reviews.kinds import BESIDE, FigureKey, LineData
from hehuo.domain.judge.reviews.models import Review
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.exchanges.kinds import PromiseState, Side
from hehuo.domain.run.exchanges.models import Pledge
from hehuo.domain.run.services import queries as services
from hehuo.domain.run.services.kinds import OrderState
from hehuo.domain.run.services.models import FreePlace

_K = FigureKey


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words, as it stood at its moment."""

    key: FigureKey
    words: str

    @property
    def label(self) -> str:
        return str(self.key.label)


@dataclass(frozen=True, slots=True)
class Beside:
    """A line of the card with what is known beside it."""

    line: LineData
    figures: list[Figure]


def figures_of(review: Review) -> dict[str, str]:
    """Every figure of a review's period in words: kept with it once it is decided, counted anew before."""
    return review.figures or _counted(review.partner, review.from_on, review.to_on, review.sample)


def beside(review: Review) -> list[Beside]:
    """The lines of a review's own card, each with its figures."""
    known = figures_of(review)
    return [
        Beside(line, [Figure(key, known[key]) for key in BESIDE.get(line["key"], ()) if key in known])
        for line in review.lines
    ]


def satisfaction(*, satisfied: int, ratings: int, sample: int) -> str:
    """`92.0%（25 张）`; below the smallest sample a dash, with how many ratings there are."""
    share = ratios.per_cent(satisfied, ratings) if ratings >= sample else ratios.NONE
    return f"{share}（{ratings}/{sample}）" if ratings < sample else f"{share}（{ratings}）"


def _counted(partner: Partner, from_on: date, to_on: date, sample: int) -> dict[str, str]:
    begins, ends = clock.at(from_on, 0), clock.at(to_on + timedelta(days=1), 0)
    held = activities.given_by([partner]).filter(ends_at__gte=begins, ends_at__lt=min(ends, clock.now()))
    came, said = sessions.attendance_of(held), forms.tally_of_all(held.order_by().values("pk"))
    done = services.orders_for([partner]).filter(state=OrderState.DONE, done_on__range=(from_on, to_on)).order_by()
    orders = done.aggregate(n=Count("id"), rated=Count("stars"), good=Count("id", filter=Q(stars__gte=4)))
    satisfied, ratings = said.satisfied + orders["good"], said.valid + orders["rated"]
    counts = {
        _K.HELD: held.count(), _K.VISITS: came.visits, _K.PERSONS: came.persons, _K.SERVICES: orders["n"],
        _K.FREE_PLACES: _free_places(partner.pk, from_on, to_on), _K.COMPLAINTS: _complaints(partner, from_on, to_on),
        _K.PAUSES: Suspension.objects.filter(agreement__partner=partner, from_on__range=(from_on, to_on)).count(),
    }  # fmt: skip
    return {key.value: f"{count:,}" for key, count in counts.items()} | {
        _K.SATISFACTION.value: satisfaction(satisfied=satisfied, ratings=ratings, sample=sample),
        _K.HELP.value: _of(*_help(partner, from_on, to_on)),
        _K.EXCHANGES.value: _of(*_promises(partner, from_on, to_on)),
        _K.SHARE.value: money.yuan(_share(partner, from_on, to_on)),
    }


def _of(part: int, whole: int) -> str:
    """`3 / 4`; a dash where there is nothing to keep."""
    return f"{part:,} / {whole:,}" if whole else ratios.NONE


def _free_places(partner_id: UUID, from_on: date, to_on: date) -> int:
    held = FreePlace.objects.filter(offer__agreement__partner=partner_id, from_on__lte=to_on)
    return held.filter(Q(until_on=None) | Q(until_on__gte=from_on)).count()


def _complaints(partner: Partner, from_on: date, to_on: date) -> int:
    begins, ends = clock.at(from_on, 0), clock.at(to_on + timedelta(days=1), 0)
    mine = services.complaints().filter(order__item__agreement__partner=partner)
    return mine.filter(made_at__gte=begins, made_at__lt=ends).count()


def _help(partner: Partner, from_on: date, to_on: date) -> tuple[int, int]:
    """Solved and asked for."""
    begins, ends = clock.at(from_on, 0), clock.at(to_on + timedelta(days=1), 0)
    asked = Help.objects.filter(agreement__partner=partner, asked_at__gte=begins, asked_at__lt=ends)
    asked = asked.exclude(state=HelpState.WITHDRAWN)
    return asked.filter(state__in=DONE).count(), asked.count()


def _promises(partner: Partner, from_on: date, to_on: date) -> tuple[int, int]:
    """Promises of the partner's side that were due in the period: kept, and all."""
    due = Pledge.objects.filter(exchange__agreement__partner=partner, due_on__range=(from_on, to_on))
    mine = [pledge for pledge in due.exclude(state=PromiseState.DROPPED) if pledge.side == Side.PARTNER]
    return sum(pledge.state == PromiseState.KEPT for pledge in mine), len(mine)


def _share(partner: Partner, from_on: date, to_on: date) -> int:
    """Fen of its share that came in for the months of the period."""
    months = books.shares_of([partner]).filter(month__range=(from_on.replace(day=1), to_on)).order_by()
    return months.filter(due__isnull=False).aggregate(n=Sum(F("due__received_fen")))["n"] or 0
