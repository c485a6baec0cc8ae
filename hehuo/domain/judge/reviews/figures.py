"""What the house knows of a partner's period by itself, to stand beside the lines of the card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from hehuo.core import clock, money, ratios
from hehuo.domain.build.agreements.models import Suspension
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.stewards.kinds import DONE, HelpState
from hehuo.domain.build.stewards.models import Help
from hehuo.domain.ground.forms import queries as forms
from hehuo.domain.ground.sessions import queries as sessions
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.judge.reviews.kinds import BESIDE, FigureKey, LineData
from hehuo.domain.judge.reviews.models import Review
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.books import queries as books
from hehuo.domain.run.books.models import Turnover
from hehuo.domain.run.contributions import queries as contributions
from hehuo.domain.run.contributions.models import Pledge as Contributed
from hehuo.domain.run.exchanges.kinds import PromiseState, Side
from hehuo.domain.run.exchanges.models import Pledge
from hehuo.domain.run.services import queries as services
from hehuo.domain.run.services.kinds import OrderState
from hehuo.domain.run.services.models import Complaint, FreePlace, Order

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
    return review.figures or _counted(_Period(review.partner, review.from_on, review.to_on), review.sample)


def beside(review: Review) -> list[Beside]:
    """The lines of a review's own card, each with its figures."""
    known = figures_of(review)
    return [
        Beside(line, [Figure(key, known[key]) for key in BESIDE.get(line["key"], ()) if key in known])
        for line in review.lines
    ]


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure: its words, day, and what it is; `is_private` where only its day is everyone's."""

    words: str
    on: date
    kind: str
    thing_id: UUID
    is_private: bool = False


def records_of(review: Review, key: FigureKey) -> list[Record]:
    """The records that a figure of a review's period counts, the latest first."""
    period = _Period(review.partner, review.from_on, review.to_on)
    return sorted(_RECORDS[key](period), key=lambda each: each.on, reverse=True)


def satisfaction(*, satisfied: int, ratings: int, sample: int) -> str:
    """`92.0%（25 张）`; below the smallest sample a dash, with how many ratings there are."""
    share = ratios.per_cent(satisfied, ratings) if ratings >= sample else ratios.NONE
    return f"{share}（{ratings}/{sample}）" if ratings < sample else f"{share}（{ratings}）"


class _Period:
    """What the rooms below keep of a partner between two days."""

    def __init__(self, partner: Partner, from_on: date, to_on: date) -> None:
        self.partner, self.from_on, self.to_on = partner, from_on, to_on
        self.days = (from_on, to_on)
        self.moments = (clock.at(from_on, 0), clock.at(to_on + timedelta(days=1), 0))

    def sessions(self) -> QuerySet[Session]:
        """Sessions that are over."""
        begins, ends = self.moments
        return activities.given_by([self.partner]).filter(ends_at__gte=begins, ends_at__lt=min(ends, clock.now()))

    def orders(self) -> QuerySet[Order]:
        """Services that were done."""
        return services.orders_for([self.partner]).filter(state=OrderState.DONE, done_on__range=self.days).order_by()

    def helps(self) -> QuerySet[Help]:
        """Help that was asked for and not withdrawn."""
        begins, ends = self.moments
        asked = Help.objects.filter(agreement__partner=self.partner, asked_at__gte=begins, asked_at__lt=ends)
        return asked.exclude(state=HelpState.WITHDRAWN).order_by()

    def shares(self) -> QuerySet[Turnover]:
        """Approved shares of its months."""
        months = (self.from_on.replace(day=1), self.to_on)
        return books.shares_of([self.partner]).filter(month__range=months, due__isnull=False).order_by()

    def free_places(self) -> QuerySet[FreePlace]:
        """Free places that were held on any of its days."""
        held = FreePlace.objects.filter(offer__agreement__partner=self.partner, from_on__lte=self.to_on).order_by()
        return held.filter(Q(until_on=None) | Q(until_on__gte=self.from_on)).select_related("offer")

    def promises(self) -> list[Pledge]:
        """Promises of the partner's side that were due."""
        due = Pledge.objects.filter(exchange__agreement__partner=self.partner, due_on__range=self.days)
        return [each for each in due.exclude(state=PromiseState.DROPPED) if each.side == Side.PARTNER]

    def contributions(self) -> QuerySet[Contributed]:
        """What it promised to bring and was due."""
        return contributions.due_in(self.partner, *self.days)

    def complaints(self) -> QuerySet[Complaint]:
        """Complaints about its services."""
        begins, ends = self.moments
        mine = services.complaints().filter(order__item__agreement__partner=self.partner)
        return mine.filter(made_at__gte=begins, made_at__lt=ends).order_by()

    def pauses(self) -> QuerySet[Suspension]:
        """Times that it was made to stand still."""
        return Suspension.objects.filter(agreement__partner=self.partner, from_on__range=self.days).order_by()


def _counted(period: _Period, sample: int) -> dict[str, str]:
    held = period.sessions()
    came, said = sessions.attendance_of(held), forms.tally_of_all(held.order_by().values("pk"))
    orders = period.orders().aggregate(n=Count("id"), rated=Count("stars"), good=Count("id", filter=Q(stars__gte=4)))
    helps, promises, brought = period.helps(), period.promises(), period.contributions().order_by()
    counts = {
        _K.HELD: held.count(), _K.VISITS: came.visits, _K.PERSONS: came.persons, _K.SERVICES: orders["n"],
        _K.FREE_PLACES: period.free_places().count(), _K.COMPLAINTS: period.complaints().count(),
        _K.PAUSES: period.pauses().count(),
    }  # fmt: skip
    return {key.value: f"{count:,}" for key, count in counts.items()} | {
        _K.SATISFACTION.value: satisfaction(
            satisfied=said.satisfied + orders["good"], ratings=said.valid + orders["rated"], sample=sample
        ),
        _K.HELP.value: _of(helps.filter(state__in=DONE).count(), helps.count()),
        _K.EXCHANGES.value: _of(sum(each.state == PromiseState.KEPT for each in promises), len(promises)),
        _K.CONTRIBUTIONS.value: _of(brought.filter(state=PromiseState.KEPT).count(), brought.count()),
        _K.SHARE.value: money.yuan(period.shares().aggregate(n=Sum("due__received_fen"))["n"] or 0),
    }


def _of(part: int, whole: int) -> str:
    """`3 / 4`; a dash where there is nothing to keep."""
    return f"{part:,} / {whole:,}" if whole else ratios.NONE


def _sessions(period: _Period) -> list[Record]:
    return [
        Record(each.title, clock.local(each.starts_at).date(), "sessions.session", each.pk)
        for each in period.sessions()
    ]


def _orders(period: _Period) -> list[Record]:
    return [
        Record(each.item.name, each.done_on or period.to_on, "services.order", each.pk, is_private=True)
        for each in period.orders()
    ]


def _rated(period: _Period) -> list[Record]:
    return _sessions(period) + [
        Record(each.item.name, each.done_on or period.to_on, "services.order", each.pk, is_private=True)
        for each in period.orders().filter(stars__isnull=False)
    ]


_RECORDS: dict[FigureKey, Callable[[_Period], list[Record]]] = {
    _K.HELD: _sessions,
    _K.VISITS: _sessions,
    _K.PERSONS: _sessions,
    _K.SERVICES: _orders,
    _K.SATISFACTION: _rated,
    _K.HELP: lambda period: [
        Record(each.what, clock.local(each.asked_at).date(), "stewards.help", each.pk, is_private=True)
        for each in period.helps()
    ],
    _K.SHARE: lambda period: [
        Record(money.yuan(each.due.received_fen if each.due else 0), each.month, "books.turnover", each.pk)
        for each in period.shares()
    ],
    _K.FREE_PLACES: lambda period: [
        Record(each.offer.label, each.from_on, "", each.pk, is_private=True) for each in period.free_places()
    ],
    _K.EXCHANGES: lambda period: [
        Record(f"{each}：{each.get_state_display()}", each.due_on, "exchanges.exchange", each.exchange_id)
        for each in period.promises()
    ],
    _K.CONTRIBUTIONS: lambda period: [
        Record(f"{each}：{each.get_state_display()}", each.due_on, "contributions.pledge", each.pk)
        for each in period.contributions()
    ],
    _K.COMPLAINTS: lambda period: [
        Record(each.order.item.name, clock.local(each.made_at).date(), "", each.pk, is_private=True)
        for each in period.complaints()
    ],
    _K.PAUSES: lambda period: [Record(each.why, each.from_on, "", each.pk) for each in period.pauses()],
}
