"""Asking that money be received or paid, with what its pot asks for; mending it, and taking it back."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Required, TypedDict, Unpack
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, money
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files import queries as kept
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine, Purpose
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules, spending
from hehuo.domain.run.books.kinds import RequestKind, RequestState
from hehuo.domain.run.books.models import Offer, Request
from hehuo.domain.run.books.turns import ask_next, locked


class Price(NamedTuple):
    """What another would have taken, in fen."""

    supplier: str
    fen: int


class Said(TypedDict, total=False):
    """What a request says: `fen`, `what` and `party` always, the rest as its kind and its fund's ladder ask."""

    fen: Required[int]
    what: Required[str]
    party: Required[str]
    proof: str
    purpose: Purpose | None
    scope: str
    supplier: Partner | None
    payee: Person | None
    offers: Sequence[Price]
    why_not_lowest: str
    decision: str
    papers: Sequence["Upload[Any]"]


@transaction.atomic
def request_money(
    *,
    actor: Person,
    line: BudgetLine,
    kind: RequestKind = RequestKind.EXPENSE,
    key: UUID | None = None,
    **said: Unpack[Said],
) -> Request:
    """Ask that money be received or paid on a line; `what` and `proof` will be published, `party` will not.

    Raises Invalid for what the fund's ladder asks and is missing: prices compared, a reason, a decision.
    """
    if key and (asked := Request.objects.filter(pk=key).first()):
        return asked
    rules.may_ask_for_money(actor).or_refuse()
    kind = RequestKind.RECEIPT if line.direction == Direction.IN else kind
    request = Request(id=key or ids.uuid7(), kind=kind, direction=line.direction, line=line, requested_by=actor)
    _fill(request, said)
    ask_next(request)
    journal.record(
        actor=actor,
        act="books.money_requested",
        thing=request,
        direction=request.direction,
        fen=request.fen,
        words=request.what,
    )
    return request


@transaction.atomic
def mend_request(*, actor: Person, request: Request, **said: Unpack[Said]) -> Request:
    """Put a returned request right and ask again: who approves and advises begins anew."""
    request = locked(request)
    rules.may_mend_request(actor, request).or_refuse()
    request.move_to(RequestState.ASKED)
    request.requested_at = clock.now()
    request.offers.all().delete()
    _fill(request, said)
    duties.done(about=request, act="mend_request", actor=actor)
    ask_next(request)
    journal.record(actor=actor, act="books.request_mended", thing=request, fen=request.fen, words=request.what)
    return request


@transaction.atomic
def add_paper(*, actor: Person, request: Request, upload: "Upload[Any]") -> File:
    """Keep one more invoice, contract or photo with a request that is still under way."""
    request = locked(request)
    rules.may_add_paper(actor, request).or_refuse()
    return files.keep_file(actor=actor, upload=upload, about=request)


@transaction.atomic
def withdraw_request(*, actor: Person, request: Request) -> Request:
    """Take back what one asked for and nobody approved yet."""
    request = locked(request)
    rules.may_mend_request(actor, request).or_refuse()
    request.move_to(RequestState.WITHDRAWN)
    request.save(update_fields=["state"])
    duties.drop(about=request)
    journal.record(actor=actor, act="books.request_withdrawn", thing=request, fen=request.fen)
    return request


def _fill(request: Request, said: Said) -> None:
    """Check what was written and keep it, with its prices and papers."""
    fund, purpose = request.line.fund, said.get("purpose") or pots.general_purpose(request.line.fund)
    fund_rules.check_amount(said["fen"])
    fund_rules.check_belongs(fund, Direction(request.direction), request.line, purpose)
    if not said["what"].strip():
        raise Invalid("what", _("请写一句这笔钱是做什么的，公示时大家会看到。"))
    request.purpose, request.fen, request.what = purpose, said["fen"], said["what"].strip()
    request.supplier, request.payee = said.get("supplier"), said.get("payee") or request.payee
    request.party = (said["party"] or _name_of(request.payee) or _name_of(request.supplier)).strip()[:60]
    request.proof, request.scope = said.get("proof", "").strip(), said.get("scope", "").strip()
    request.why_not_lowest = said.get("why_not_lowest", "").strip()
    request.decision = said.get("decision", "").strip()
    offers, papers = said.get("offers", ()), said.get("papers", ())
    _check_kind(request, has_papers=bool(papers))
    _check_ladder(request, offers)
    request.save()
    Offer.objects.bulk_create(
        Offer(request=request, supplier=each.supplier.strip(), fen=each.fen) for each in offers
    )  # fmt: skip
    for paper in papers:
        files.keep_file(actor=request.requested_by, upload=paper, about=request)


def _name_of(who: Person | Partner | None) -> str:
    return who.name if who else ""


def _check_kind(request: Request, *, has_papers: bool) -> None:
    """What each kind cannot be without."""
    if request.kind == RequestKind.SERVICE and not request.scope:
        raise Invalid("scope", _("请写清楚要做什么、做到什么样算好：验收就按这几句。"))
    if request.kind == RequestKind.CLAIM and request.payee is None:
        raise Invalid("payee", _("请写是谁垫的钱：写姓名或手机号，要在花名册里。"))
    if request.kind == RequestKind.CLAIM and not has_papers and not kept.files_of(request.id).exists():
        raise Invalid("papers", _("报销要附票据，拍一张照片就行。"))


def _check_ladder(request: Request, offers: Sequence[Price]) -> None:
    """What the fund asks for this much."""
    if request.direction == Direction.IN:
        return
    step = spending.step_for(request.line.fund, request.fen)
    if len({each.supplier.strip() for each in offers} | {request.party}) < 1 + len(offers):
        raise Invalid("offers", _("同一家写了两次，请改成不同的几家。"))
    if 1 + len(offers) < step.prices:
        raise Invalid(
            "offers",
            _("%(fen)s 元以上要比 %(n)s 家的价，请再写 %(more)s 家。")
            % {"fen": money.yuan(step.from_fen), "n": step.prices, "more": step.prices - 1 - len(offers)},
        )
    if offers and min(each.fen for each in offers) < request.fen and not request.why_not_lowest:
        raise Invalid("why_not_lowest", _("有更便宜的一家，请写为什么不选它，公示时大家会问。"))
    if step.asks_decision and not request.decision:
        raise Invalid(
            "decision",
            _("「%(fund)s」付这笔要先有决议（%(who)s）。请写哪天、谁定的。")
            % {"fund": request.line.fund, "who": request.line.fund.rule.decides},
        )
