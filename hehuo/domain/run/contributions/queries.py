"""Reading contributions. Units are never added up with one another; money is what the books say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.contributions.kinds import FROM_BOOKS, say_amount
from hehuo.domain.run.contributions.models import STANDING, Delivery, Pledge
from hehuo.domain.run.donations.kinds import SHOWS_AMOUNT, SHOWS_NAME, GiftKind, GiftState
from hehuo.domain.run.donations.models import Donation
from hehuo.domain.run.exchanges import queries as exchanges
from hehuo.domain.run.exchanges.kinds import DeliveryState, PromiseState, Side
from hehuo.domain.run.exchanges.models import Delivery as Exchanged

RECORDS = 50  # of each kind, the latest: what a form offers to be tied


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: what was promised and what both sides confirmed, in its unit; how many stand in another account."""

    kind: Contribution
    promised: int
    given: int
    elsewhere: int
    waiting: int
    late: int

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def promised_words(self) -> str:
        return say_amount(self.kind, self.promised)

    @property
    def given_words(self) -> str:
        return say_amount(self.kind, self.given)


@dataclass(frozen=True, slots=True)
class Record:
    """A record that counts something already: money in the books, or an entry of the give-and-get account."""

    key: str
    what: str
    on: date
    kind: Contribution | None  # money; what an exchange's entry is here, whoever ties it says
    booked: Transaction | None = None
    exchanged: Exchanged | None = None


def pledges() -> QuerySet[Pledge]:
    """Every promise, by day."""
    return Pledge.objects.select_related("agreement__partner__contact")


def pledges_of(partner: Partner) -> QuerySet[Pledge]:
    """What a partner promised and what was not dropped."""
    return pledges().filter(agreement__partner=partner).exclude(state=PromiseState.DROPPED)


def deliveries() -> QuerySet[Delivery]:
    """All that came, the latest first."""
    return Delivery.objects.select_related(
        "agreement__partner__contact", "noted_by", "confirmed_by", "pledge", "booked", "exchanged__exchange"
    )


def deliveries_of(partner: Partner) -> QuerySet[Delivery]:
    """What came from one partner."""
    return deliveries().filter(agreement__partner=partner)


def booked_fen(found: Iterable[Delivery]) -> dict[object, int]:
    """What the books say of the money that was tied, by transaction; what was reversed there is nothing."""
    ids = [each.booked_id for each in found if each.booked_id]
    standing = list(Transaction.objects.filter(pk__in=ids, reversals__isnull=True).values_list("pk", flat=True))
    done = Request.objects.filter(transaction__in=standing, state=RequestState.DONE).values_list("transaction", "fen")
    gifts = Donation.objects.filter(transaction__in=standing, state=GiftState.CONFIRMED)
    return {**dict(done), **{key: fen or 0 for key, fen in gifts.values_list("transaction", "fen")}}


def given_for(pledge: Pledge) -> int:
    """What both sides confirmed of one promise, in its unit; all of it where another account keeps it."""
    found = list(Delivery.objects.filter(pledge=pledge, state=DeliveryState.CONFIRMED))
    if any(each.exchanged_id for each in found):
        return pledge.amount
    fen = booked_fen(found)
    return sum(each.amount or fen.get(each.booked_id, 0) for each in found)


def lines_of(partner: Partner) -> list[Line]:
    """Every kind that was promised or came, each in its own unit."""
    promised, came = list(pledges_of(partner)), [each for each in deliveries_of(partner) if each.state in STANDING]
    confirmed = [each for each in came if each.state == DeliveryState.CONFIRMED]
    fen, away = booked_fen(confirmed), {each.pledge_id for each in confirmed if each.exchanged_id}
    lines = []
    for kind in Contribution:
        mine = [each for each in promised if each.kind == kind]
        here = [each for each in confirmed if each.kind == kind]
        waiting = sum(each.kind == kind and each.state == DeliveryState.NOTED for each in came)
        if mine or here or waiting:
            lines.append(
                Line(
                    kind, sum(each.amount for each in mine if each.pk not in away),
                    sum(each.amount or fen.get(each.booked_id, 0) for each in here),
                    sum(each.exchanged_id is not None for each in here), waiting, sum(each.is_late for each in mine),
                )
            )  # fmt: skip
    return lines


def records_for(agreement: Agreement) -> list[Record]:
    """What may be tied: the partner's money in the books and its side of the give-and-get account, each once."""
    tied = Delivery.objects.filter(state__in=STANDING)
    books = set(tied.filter(booked__isnull=False).values_list("booked", flat=True))
    entries = set(tied.filter(exchanged__isnull=False).values_list("exchanged", flat=True))
    found = [*_received_from(agreement.partner), *_exchanged(agreement)]
    return [
        each for each in found
        if (each.booked is None or each.booked.pk not in books)
        and (each.exchanged is None or each.exchanged.pk not in entries)
    ]  # fmt: skip


def to_ring() -> QuerySet[Pledge]:
    """Promises that are late and of which nobody was told."""
    return pledges().filter(state=PromiseState.OPEN, rung_at=None, due_on__lt=clock.today())


def due_in(partner: Partner, from_on: date, to_on: date) -> QuerySet[Pledge]:
    """A partner's promises that were due between two days."""
    return pledges_of(partner).filter(due_on__range=(from_on, to_on))


def _received_from(partner: Partner) -> list[Record]:
    """Money that came from a partner, as it was booked; never a share, which the agreement's account counts."""
    (money,) = FROM_BOOKS
    booked = {"transaction__isnull": False, "transaction__reversals__isnull": True}
    asked = Request.objects.filter(direction=Direction.IN, state=RequestState.DONE, **booked)
    receipts = asked.filter(party=partner.name).select_related("transaction").order_by("-transaction__number")
    shown = set(SHOWS_NAME) & set(SHOWS_AMOUNT)  # who wished to stay unnamed is not named here either
    gifts = Donation.objects.filter(kind=GiftKind.MONEY, state=GiftState.CONFIRMED, shown__in=shown, **booked)
    gifts = gifts.filter(donor=partner.contact).select_related("transaction").order_by("-received_on", "-id")
    found = [(each.transaction, each.what, each.fen) for each in receipts[:RECORDS]]
    found += [(each.transaction, each.number, each.fen or 0) for each in gifts[:RECORDS]]
    return [
        Record(f"b{entry.pk}", f"{what} {say_amount(money, fen)}", entry.on, money, booked=entry)
        for entry, what, fen in found
        if entry
    ]


def _exchanged(agreement: Agreement) -> list[Record]:
    account = exchanges.exchange_of(agreement)
    if account is None:
        return []
    confirmed = exchanges.deliveries_of(account).filter(state=DeliveryState.CONFIRMED)[:RECORDS]
    return [
        Record(f"e{each.pk}", str(each), each.on, None, exchanged=each)
        for each in confirmed
        if each.side == Side.PARTNER
    ]
