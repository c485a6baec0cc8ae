"""A partner's price list: read, looked at line by line, and taken in whole, by chosen lines, or not at all."""

import hashlib
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.pricelists import checking
from hehuo.domain.run.pricelists.checking import Checked
from hehuo.domain.run.pricelists.reading import PricePaper, read_prices
from hehuo.domain.run.services import rules
from hehuo.domain.run.services.actions import set_price
from hehuo.domain.run.services.kinds import Basis, SheetState
from hehuo.domain.run.services.models import PriceItem, PriceSheet


@transaction.atomic
def read_sheet(
    *,
    actor: Person,
    agreement: Agreement,
    content: bytes,
    name: str,
    seen_on: date | None = None,
    key: UUID | None = None,
) -> PriceSheet:
    """Read a list; no price changes. `seen_on` is when market prices were seen whose line says no day.

    Raises FileFault for no list at all; nothing is stored then.
    """
    if key and (made := PriceSheet.objects.filter(pk=key).first()):
        return made
    agreement = Agreement.objects.select_related("partner__contact").get(pk=agreement.pk)
    rules.may_set_prices(actor, agreement).or_refuse()
    if agreement.state == AgreementState.ENDED:
        raise Conflict(_("这份协议已经结束，不能再标价。"))
    if seen_on and seen_on > clock.today():
        raise Invalid("seen_on", _("看到市场价的日子不能在今天之后。"))
    paper = read_prices(content, name)
    sheet = PriceSheet.objects.create(
        id=key or ids.uuid7(), agreement=agreement, file_name=name[-120:], made_by=actor,
        digest=hashlib.sha256(content).hexdigest(), seen_on=seen_on or clock.today(),
        lines=[line.as_data for line in paper.lines], remarks=_remarks(paper, agreement),
    )  # fmt: skip
    journal.record(actor=actor, act="services.sheet_read", thing=sheet, lines=len(paper.lines), sha256=sheet.digest)
    return sheet


@transaction.atomic
def take_sheet(*, actor: Person, sheet: PriceSheet, chosen: Collection[str] | None = None) -> list[PriceItem]:
    """Make prices of the whole list, or of the chosen lines; where one of them may not, none is. Raises Refused."""
    sheet = _locked(sheet)
    rules.may_set_prices(actor, sheet.agreement).or_refuse()
    sheet.move_to(SheetState.TAKEN)
    wanted = [each for each in checking.check_sheet(sheet) if chosen is None or each.key in chosen]
    if not wanted:
        raise Invalid("chosen", _("一行也没有选。请勾上要收的行，或点「不要这份」。"))
    if bad := [each for each in wanted if not each.is_good]:
        raise Invalid(
            "chosen",
            _("有 %(n)s 行不合协议，一行也没有收。先看第 %(row)s 行：%(why)s")
            % {"n": len(bad), "row": bad[0].line.number, "why": bad[0].reason},
        )
    items = [_take(actor, sheet, each) for each in wanted]
    sheet.taken_by = actor
    sheet.save(update_fields=["state", "taken_by"])
    journal.record(actor=actor, act="services.sheet_taken", thing=sheet, prices=len(items), lines=len(sheet.lines))
    return items


@transaction.atomic
def drop_sheet(*, actor: Person, sheet: PriceSheet) -> PriceSheet:
    """Leave a list as it is: no price comes of it."""
    sheet = _locked(sheet)
    rules.may_set_prices(actor, sheet.agreement).or_refuse()
    sheet.move_to(SheetState.DROPPED)
    sheet.save(update_fields=["state"])
    journal.record(actor=actor, act="services.sheet_dropped", thing=sheet)
    return sheet


def _take(actor: Person, sheet: PriceSheet, checked: Checked) -> PriceItem:
    item = checked.item
    assert item is not None  # noqa: S101  a good line has its price
    return set_price(
        actor=actor, agreement=sheet.agreement, name=item.name, unit=item.unit, resident_fen=item.resident_fen,
        market_fen=item.market_fen, source=item.source, seen_on=item.seen_on, free_for=item.free_for,
        group=item.group, note=item.note, basis=Basis(item.basis), cost_fen=item.cost_fen, sheet=sheet,
    )  # fmt: skip


def _remarks(paper: PricePaper, agreement: Agreement) -> list[str]:
    remarks = [text[:300] for text in paper.remarks]
    if paper.said_percent not in (None, agreement.price_percent):
        told = {"said": paper.said_percent, "percent": agreement.price_percent, "number": agreement.number}
        remarks.append(_("表上写的是 %(said)s%%，协议 %(number)s 写的是 %(percent)s%%，按协议核对。") % told)
    return remarks


def _locked(sheet: PriceSheet) -> PriceSheet:
    found = PriceSheet.objects.select_for_update(of=("self",)).select_related("agreement__partner__contact")
    return found.get(pk=sheet.pk)
