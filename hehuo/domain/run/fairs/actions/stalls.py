"""Stalls: asked for by a unit on the phone or entered at the desk, answered, given a place, taken back."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.run.fairs import rules
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.domain.run.fairs.locks import locked, locked_stall
from hehuo.domain.run.fairs.models import Fair, Stall, StallKind


@transaction.atomic
def ask_stall(
    *,
    actor: Person,
    fair: Fair,
    kind: StallKind,
    unit: str,
    gives: str = "",
    partner: Partner | None = None,
    team: Team | None = None,
    key: UUID | None = None,
) -> Stall:
    """A unit asks for a stall; whoever runs sessions answers. Raises Invalid, Refused, Conflict for the same again."""
    if key and (asked := Stall.objects.filter(pk=key).first()):
        return asked
    fair = locked(fair)
    rules.may_ask(actor, fair).or_refuse()
    stall = _asked_again(actor, fair, kind, unit) or _new(
        fair, kind, unit, gives, key, asked_by=actor, keeper=actor, partner=partner, team=team
    )
    duties.assign(
        about=stall, act="answer_stall", title=sentence("答摊位：%(unit)s，%(fair)s", unit=stall.unit, fair=fair.title),
        verb="guan", due_at=max(clock.now(), clock.at(fair.on, 0)), power=Power.RUN_SESSIONS,
    )  # fmt: skip
    journal.record(actor=actor, act="fairs.stall_asked", thing=stall, words=stall.unit, fair=str(fair.id))
    return stall


@transaction.atomic
def add_stall(
    *,
    actor: Person,
    fair: Fair,
    kind: StallKind,
    unit: str,
    gives: str = "",
    number: int | None = None,
    keeper: Person | None = None,
    partner: Partner | None = None,
    team: Team | None = None,
    key: UUID | None = None,
) -> Stall:
    """A stall entered at the desk for a unit that said yes by phone; it stands at once."""
    if key and (made := Stall.objects.filter(pk=key).first()):
        return made
    fair = locked(fair)
    rules.may_run(actor).or_refuse()
    said = {"number": number, "keeper": keeper, "partner": partner, "team": team, "answered_by": actor}
    stall = _new(fair, kind, unit, gives, key, state=StallState.APPROVED, **said)
    journal.record(actor=actor, act="fairs.stall_added", thing=stall, words=stall.unit, fair=str(fair.id))
    return stall


@transaction.atomic
def approve_stall(*, actor: Person, stall: Stall, number: int | None = None) -> Stall:
    """Yes, at this place of the plan; the unit is told. Never by who asked for it (Refused)."""
    stall = locked_stall(stall)
    rules.may_answer(actor, stall).or_refuse()
    if stall.state == StallState.APPROVED:
        return stall
    stall.move_to(StallState.APPROVED)
    stall.number, stall.answered_by, stall.why = number or stall.number, actor, ""
    _save(stall, "state", "number", "answered_by", "why")
    duties.done(about=stall, act="answer_stall", actor=actor)
    journal.record(actor=actor, act="fairs.stall_approved", thing=stall, number=stall.number)
    _tell(stall, sentence("摊位定了：%(fair)s", fair=stall.fair.title), sentence(
        "%(day)s在%(place)s见。当天在「我的摊位」里记人次。", day=stall.fair.on.isoformat(), place=stall.fair.place
    ))  # fmt: skip
    return stall


@transaction.atomic
def decline_stall(*, actor: Person, stall: Stall, why: str) -> Stall:
    """No, with a reason that the unit reads."""
    stall = locked_stall(stall)
    rules.may_answer(actor, stall).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么，对方会看到。"))
    stall.move_to(StallState.DECLINED)
    stall.answered_by, stall.why = actor, why.strip()[:200]
    _save(stall, "state", "answered_by", "why")
    duties.done(about=stall, act="answer_stall", actor=actor)
    journal.record(actor=actor, act="fairs.stall_declined", thing=stall, words=stall.why)
    _tell(stall, sentence("摊位这次不设：%(fair)s", fair=stall.fair.title), stall.why)
    return stall


@transaction.atomic
def withdraw_stall(*, actor: Person, stall: Stall) -> Stall:
    """The unit does not come after all; its place is free."""
    stall = locked_stall(stall)
    rules.may_withdraw(actor, stall).or_refuse()
    stall.move_to(StallState.WITHDRAWN)
    stall.number = None
    _save(stall, "state", "number")
    duties.drop(about=stall)
    journal.record(actor=actor, act="fairs.stall_withdrawn", thing=stall)
    return stall


@transaction.atomic
def place_stall(*, actor: Person, stall: Stall, number: int | None) -> Stall:
    """Another place on the plan. Raises Conflict where another stall stands."""
    stall = locked_stall(stall)
    rules.may_run(actor).or_refuse()
    stall.number = number
    _save(stall, "number")
    journal.record(actor=actor, act="fairs.stall_placed", thing=stall, number=number)
    return stall


@transaction.atomic
def mark_away(*, actor: Person, stall: Stall) -> Stall:
    """The stall stood on the plan, and nobody came to keep it. Raises Conflict where people were counted at it."""
    stall = locked_stall(stall)
    rules.may_fix(actor, stall).or_refuse()
    if stall.visits:
        raise Conflict(_("这个摊位记了 %d 人次，不能说当天没来。") % stall.visits)
    stall.move_to(StallState.AWAY)
    _save(stall, "state")
    journal.record(actor=actor, act="fairs.stall_away", thing=stall)
    return stall


def _asked_again(actor: Person, fair: Fair, kind: StallKind, unit: str) -> Stall | None:
    """The stall that the same person took back before."""
    before = Stall.objects.filter(
        fair=fair, kind=kind, unit=unit.strip()[:60], asked_by=actor, state=StallState.WITHDRAWN
    ).first()
    if before is None:
        return None
    stall = locked_stall(before)
    stall.move_to(StallState.ASKED)
    stall.answered_by = None
    _save(stall, "state", "answered_by")
    return stall


def _new(fair: Fair, kind: StallKind, unit: str, gives: str, key: UUID | None, **said: Any) -> Stall:
    if not unit.strip():
        raise Invalid("unit", _("请写是哪个单位或哪支队伍。"))
    if (number := said.get("number")) is not None and number < 1:
        raise Invalid("number", _("摊位号从 1 起。"))
    stall = Stall(
        id=key or ids.uuid7(), fair=fair, kind=kind, unit=unit.strip()[:60], gives=gives.strip()[:200], **said
    )
    try:
        with transaction.atomic():
            stall.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("这一场已经有这个摊位，或者这个摊位号有人了。")) from None
    return stall


def _save(stall: Stall, *fields: str) -> None:
    try:
        with transaction.atomic():
            stall.save(update_fields=fields)
    except IntegrityError:
        raise Conflict(_("%d 号位已经有摊位了，请换一个号。") % (stall.number or 0)) from None


def _tell(stall: Stall, subject: Sentence, body: Sentence | str) -> None:
    if person := stall.asked_by or stall.keeper:
        messages.tell(person=person, subject=subject, body=body, about=stall.fair)
