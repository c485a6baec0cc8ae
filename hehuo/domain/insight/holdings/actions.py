"""Asking for what is kept of a person to be put right or erased, and settling it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import queries, retention, rules
from hehuo.domain.insight.holdings.erasing import Erasing
from hehuo.domain.insight.holdings.kinds import ASK_MOVES, OPEN, STEP, AskKind, AskState
from hehuo.domain.insight.holdings.models import DataRequest, Pruning


@transaction.atomic
def ask(*, actor: Person, person: Person, kind: AskKind, words: str = "", key: UUID | None = None) -> DataRequest:
    """Ask that what is kept of a person be put right or erased; a worker's turn begins; one of a kind at once."""
    if key and (made := DataRequest.objects.filter(pk=key).first()):
        return made
    person = Person.objects.select_for_update().get(pk=person.merged_into_id or person.pk)
    rules.may_ask(actor, person).or_refuse()
    if len(words.strip()) < 2 and (kind == AskKind.CORRECT or actor.id != person.id):
        raise Invalid("words", _("请写一句：哪里要改，改成什么；替别人来说，请写是谁、为什么。"))
    if DataRequest.objects.filter(person=person, kind=kind, state__in=OPEN).exists():
        raise Conflict(_("已经提过了，正在办。"))
    request = DataRequest(person=person, kind=kind, words=words.strip()[:300], asked_by=actor)
    request.pk = key or request.pk
    request.save(force_insert=True)
    journal.record(
        actor=actor, act="holdings.asked", thing=request, acting_for=person if actor.id != person.id else None,
        kind=kind.value, words=request.words,
    )  # fmt: skip
    duties.assign(
        about=request, act="check_data", verb="he", due_at=clock.now() + STEP, power=Power.KEEP_ROLL,
        title=sentence("%(what)s：%(who)s", what=kind.label, who=person.masked_name),
    )  # fmt: skip
    return request


@transaction.atomic
def withdraw(*, actor: Person, request: DataRequest) -> DataRequest:
    """Take a request back."""
    request = _locked(request)
    rules.may_withdraw(actor, request).or_refuse()
    return _settle(request, actor, AskState.WITHDRAWN, "")


@transaction.atomic
def correct(*, actor: Person, request: DataRequest, answer: str) -> DataRequest:
    """What was wrong has been put right on the roll; who asked is told what was done."""
    request = _locked(request)
    rules.may_handle(actor, request).or_refuse()
    if request.kind != AskKind.CORRECT:
        raise Conflict(_("这一条要求的是删除，请按删除来办。"))
    return _settle(request, actor, AskState.DONE, _said(answer, _("请写一句改了什么。")))


@transaction.atomic
def refuse(*, actor: Person, request: DataRequest, answer: str) -> DataRequest:
    """Say no, with the reason (PIPL 50)."""
    request = _locked(request)
    rules.may_handle(actor, request).or_refuse()
    return _settle(request, actor, AskState.REFUSED, _said(answer, _("请写明为什么不能办，本人看得到。")))


@transaction.atomic
def check_erasure(*, actor: Person, request: DataRequest, answer: str) -> DataRequest:
    """Who asks was checked, and what the law holds back was told to them; a second person decides."""
    request = _locked(request)
    rules.may_check_erasure(actor, request).or_refuse()
    if request.kind != AskKind.ERASE:
        raise Conflict(_("这一条要求的是更正，改好就行。"))
    ASK_MOVES.check(AskState(request.state), AskState.CHECKED)
    request.answer = _said(answer, _("请写怎么核对的，例如：本人带身份证来过。"))
    request.state, request.checked_by, request.checked_at = AskState.CHECKED, actor, clock.now()
    request.save(update_fields=["state", "checked_by", "checked_at", "answer"])
    journal.record(actor=actor, act="holdings.checked", thing=request, words=request.answer)
    duties.done(about=request, act="check_data", actor=actor)
    duties.assign(
        about=request, act="approve_erasure", verb="he", due_at=clock.now() + STEP, power=Power.SEE_SENSITIVE,
        title=sentence("审批删除资料：%(who)s", who=request.person.masked_name),
    )  # fmt: skip
    return request


@transaction.atomic
def erase(*, actor: Person, request: DataRequest) -> DataRequest:
    """Approve an erasure, and carry it out: what the law holds back stays and is listed; it cannot be undone."""
    request = _locked(request)
    rules.may_settle_erasure(actor, request).or_refuse()
    if request.kind != AskKind.ERASE:
        raise Conflict(_("这一条要求的是更正，改好就行。"))
    if request.state == AskState.ASKED:
        raise Conflict(_("还没有人核对过，请先核对。"))
    rules.may_be_erased(request.person).or_refuse()
    ASK_MOVES.check(AskState(request.state), AskState.DONE)
    held = {each.kept.model._meta.label_lower: each.rows for each in queries.held_back(request.person)}
    request.outcome = {"erased": Erasing(request.person).run(), "held": held}
    request.state, request.settled_by, request.settled_at = AskState.DONE, actor, clock.now()
    request.words = request.answer = ""
    request.save(update_fields=["state", "settled_by", "settled_at", "outcome", "words", "answer"])
    duties.drop(about=request)
    journal.record(actor=actor, act="holdings.erased", thing=request, **request.outcome)
    return request


def prune() -> dict[str, int]:
    """Take out what is past its term, each kind in a transaction of its own; how many rows of each went."""
    return {term.key: _prune(term) for term in retention.TERMS}


@transaction.atomic
def _prune(term: retention.Term) -> int:
    now = clock.now()
    rows = term.prune(retention.before_of(term, now))
    row, _made = Pruning.objects.select_for_update().get_or_create(term=term.key, defaults={"last_at": now})
    row.last_at, row.last_rows, row.all_rows = now, rows, row.all_rows + rows
    row.save()
    if rows:
        journal.record(actor=None, act="holdings.pruned", thing=row, term=term.key, rows=rows)
    return rows


def _locked(request: DataRequest) -> DataRequest:
    rows = DataRequest.objects.select_for_update(of=("self",))
    return rows.select_related("person", "asked_by", "checked_by").get(pk=request.pk)


def _said(answer: str, missing: str) -> str:
    if len(answer.strip()) < 2:
        raise Invalid("answer", missing)
    return answer.strip()[:200]


def _settle(request: DataRequest, actor: Person, state: AskState, answer: str) -> DataRequest:
    ASK_MOVES.check(AskState(request.state), state)
    request.state, request.settled_by, request.settled_at, request.answer = state, actor, clock.now(), answer
    request.save(update_fields=["state", "settled_by", "settled_at", "answer"])
    journal.record(actor=actor, act=f"holdings.{state.value}", thing=request, words=answer)
    duties.drop(about=request)
    if actor.id != request.person_id:
        messages.tell(
            person=request.person, body=answer, about=request,
            subject=sentence("%(what)s：%(how)s", what=AskKind(request.kind).label, how=state.label),
        )  # fmt: skip
    return request
