"""A gift: registered from the charity's paper, confirmed against it by another, and shown as its donor allows."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, Source
from hehuo.domain.ground.funds.models import BudgetLine, Fund, Purpose
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.run.donations import queries, rules
from hehuo.domain.run.donations.kinds import GiftKind, GiftState, Receipt, Shown
from hehuo.domain.run.donations.models import Campaign, Donation

WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Gift:
    """What the charity's paper says of one gift, and what its donor allows."""

    kind: GiftKind
    received_on: date
    fen: int | None = None
    goods: str = ""
    count: int | None = None
    unit: str = ""
    donor_name: str = ""
    donor: Person | None = None
    shown: Shown = Shown.NOTHING
    receipt: Receipt = Receipt.ISSUED
    receipt_no: str = ""
    note: str = ""


@transaction.atomic
def register_donation(
    *,
    actor: Person,
    fund: Fund,
    gift: Gift,
    campaign: Campaign | None = None,
    purpose: Purpose | None = None,
    key: UUID | None = None,
) -> Donation:
    """Write down a gift that the charity received; it counts once another confirmed it.

    Raises Refused for a fund that is no charity's, Invalid for what does not fit, Conflict for a receipt used before.
    """
    if key and (made := Donation.objects.filter(pk=key).first()):
        return made
    rules.may_register(actor).or_refuse()
    rules.check_fund(fund).or_refuse()
    donor_name = gift.donor_name.strip() or (gift.donor.name if gift.donor else "")
    rules.check_gift(gift.kind, gift.fen, gift.goods, gift.count, gift.unit)
    rules.check_day(gift.kind, gift.received_on)
    rules.check_campaign_open(campaign, fund, gift.received_on)
    rules.check_receipt(gift.receipt, gift.receipt_no)
    rules.check_shown(gift.shown, donor_name, gift.donor)
    _not_used(fund.keeper, gift.receipt_no)
    year = clock.today().year
    donation = Donation(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'donation.{year}'):03d}", campaign=campaign, fund=fund,
        purpose=_purpose(fund, campaign, purpose), kind=gift.kind, fen=gift.fen, goods=gift.goods, count=gift.count,
        unit=gift.unit, donor=gift.donor, shown=gift.shown, receipt=gift.receipt, receipt_issuer=fund.keeper,
        receipt_no=gift.receipt_no, received_on=gift.received_on, note=gift.note, registered_by=actor,
    )  # fmt: skip
    donation.donor_name = donor_name
    donation.save(force_insert=True)
    duties.assign(
        about=donation, act="confirm_donation", title=sentence("核对捐赠登记 %(number)s", number=donation.number),
        verb="guan", due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
    )  # fmt: skip
    journal.record(
        actor=actor, act="donations.registered", thing=donation, kind=donation.kind, fen=donation.fen,
        shown=donation.shown,
    )  # fmt: skip
    return donation


@transaction.atomic
def confirm_donation(*, actor: Person, donation: Donation) -> Donation:
    """It is as the charity's paper says: money is booked into the mirror, goods count. Raises Refused, Conflict."""
    donation = _locked(donation)
    rules.may_confirm(actor, donation).or_refuse()
    donation.move_to(GiftState.CONFIRMED)
    rules.may_be_booked(donation).or_refuse()
    donation.confirmed_by, donation.confirmed_at = actor, clock.now()
    if donation.kind == GiftKind.MONEY:
        donation.transaction = _book(donation)
    journal.record(
        actor=actor, act="donations.confirmed", thing=donation, kind=donation.kind, fen=donation.fen,
        count=donation.count,
    )  # fmt: skip
    seal = seals.seal_now()
    donation.seal_code = seal.code if seal else ""
    donation.save(update_fields=["state", "confirmed_by", "confirmed_at", "transaction", "seal_code"])
    duties.done(about=donation, act="confirm_donation", actor=actor)
    return donation


@transaction.atomic
def return_donation(*, actor: Person, donation: Donation, why: str) -> Donation:
    """It is not as the paper says: back, with the reason; it is registered anew. Raises Refused, Invalid, Conflict."""
    donation = _locked(donation)
    rules.may_confirm(actor, donation).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，登记的人会看到。"))
    donation.move_to(GiftState.RETURNED)
    donation.why = why.strip()[:80]
    donation.save(update_fields=["state", "why"])
    duties.drop(about=donation)
    journal.record(actor=actor, act="donations.returned", thing=donation, words=donation.why)
    return donation


@transaction.atomic
def take_back_donation(*, actor: Person, donation: Donation, why: str) -> Donation:
    """A confirmed gift was wrong: its entry is undone by its mirror image, and it counts no more. Raises Refused."""
    donation = _locked(donation)
    rules.may_take_back(actor, donation).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么冲正，公示时大家会看到。"))
    if donation.transaction_id:
        (voucher,) = pots.vouchers_of([donation.transaction_id])
        if not voucher.reversals.exists():  # the books may have put it right already
            funds.reverse_voucher(actor=actor, voucher=voucher, reason=why.strip()[:80])
    donation.move_to(GiftState.TAKEN_BACK)
    donation.why = why.strip()[:80]
    donation.save(update_fields=["state", "why"])
    journal.record(actor=actor, act="donations.taken_back", thing=donation, words=donation.why)
    return donation


@transaction.atomic
def change_shown(*, actor: Person, donation: Donation, shown: Shown, said: str) -> Donation:
    """What the donor allows from now on, and how they said so; a name that is taken back is off the wall at once."""
    donation = _locked(donation)
    rules.may_register(actor).or_refuse()
    rules.check_shown(shown, donation.donor_name, donation.donor)
    if not said.strip():
        raise Invalid("said", _("请写捐赠人是怎么说的，例如：10 月 5 日打电话来，不要写名字。"))
    before, donation.shown = donation.shown, shown
    donation.save(update_fields=["shown"])
    journal.record(
        actor=actor, act="donations.shown_changed", thing=donation, before=before, shown=shown.value,
        words=said.strip(),
    )  # fmt: skip
    return donation


def _not_used(issuer: str, number: str) -> None:
    if number and (other := queries.with_receipt(issuer, number)):
        raise Conflict(
            _("%(issuer)s的票据 %(number)s 已经登记过了（%(other)s）。一张票只登记一次，请核对。")
            % {"issuer": issuer, "number": number, "other": other.number}
        )


def _purpose(fund: Fund, campaign: Campaign | None, purpose: Purpose | None) -> Purpose:
    """A campaign's own purpose; else the one that the donor gave for; else none in particular."""
    bound: Purpose | None = campaign.purpose if campaign else None
    if bound and purpose and purpose != bound:
        raise Invalid("purpose", _("「%s」有自己的用途，不用另选。") % campaign)
    if purpose and purpose.fund_id != fund.pk:
        raise Invalid("purpose", _("「%(what)s」不是「%(fund)s」的用途，请重新选。") % {"what": purpose, "fund": fund})
    return bound or purpose or pots.general_purpose(fund)


def _book(donation: Donation) -> Transaction:
    """Into the mirror, in words that everyone may read: no name, and no number that leads from the wall to the sum."""
    return funds.receive_plain(
        actor=donation.registered_by, line=_line(donation.fund), fen=donation.fen or 0, on=donation.received_on,
        what=f"{on_paper(Source.DONATION.label)}：{donation.campaign or donation.purpose}", purpose=donation.purpose,
        receipt_issuer=donation.receipt_issuer,
        receipt_no=donation.receipt_no or on_paper(Receipt(donation.receipt).label),
        requested_by=donation.registered_by, approved_by=donation.confirmed_by, about=donation,
    )  # fmt: skip


def _line(fund: Fund) -> BudgetLine:
    """The fund's line for gifts."""
    kept = pots.lines(fund=fund, direction=Direction.IN).filter(source=Source.DONATION).select_related("account")
    return kept.first() or funds.open_line(
        actor=None, fund=fund, direction=Direction.IN, name=on_paper(Source.DONATION.label), source=Source.DONATION
    )


def _locked(donation: Donation) -> Donation:
    found = Donation.objects.select_for_update(of=("self",)).select_related(
        "campaign", "fund__money", "fund__earmark", "purpose__account", "donor", "registered_by"
    )
    return found.get(pk=donation.pk)
