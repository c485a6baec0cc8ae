"""Deciding: the numbers in view, the body at the table, the posting before anything is signed."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.build.recruitment import assessed, kinds, queries, rules
from hehuo.domain.build.recruitment.actions import assessing
from hehuo.domain.build.recruitment.actions.applications import locked, move
from hehuo.domain.build.recruitment.kinds import Answer, DecisionState, Stage
from hehuo.domain.build.recruitment.models import Application, Decision, Interest, Seat
from hehuo.domain.ground.access import rules as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind


@transaction.atomic
def exempt_from_trial(*, actor: Person, application: Application, why: str) -> Application:
    """The secretary lets an application on without a sufficient trial; who and why are public."""
    application = locked(application)
    rules.may_exempt(actor, application).or_refuse()
    if len(why.strip()) < 5:
        raise Invalid("why", _("请写清楚为什么不用试课，这句话会公开。"))
    application.exempt_by, application.exempt_why = actor, why.strip()
    application.save(update_fields=["exempt_by", "exempt_why"])
    journal.record(actor=actor, act="recruitment.exempted_from_trial", thing=application, words=why.strip())
    return application


@transaction.atomic
def open_decision(*, actor: Person, application: Application, members: Sequence[Person]) -> Decision:
    """Lay an application with its figures before the body that its call names; every member without an interest.

    Raises Refused without a sufficient trial, unless the secretary exempted it in writing.
    """
    application = locked(application)
    rules.may_run(actor).or_refuse()
    if application.stage != Stage.TRIAL:
        raise Refused(_("「%(name)s」现在是%(stage)s，试课之后才能送去决定。") % {
            "name": application.name, "stage": application.get_stage_display(),
        })  # fmt: skip
    result = queries.result_of(application)
    if application.exempt_by_id is None:
        result.verdict.or_refuse()
    call = application.call
    seats = call.body_seats if call else kinds.BODY_SEATS
    if len({member.human_id for member in members}) != seats:
        raise Invalid("members", _("评议小组要 %(seats)s 位不同的人，现在选了 %(chosen)s 位。") % {
            "seats": seats, "chosen": len({member.human_id for member in members}),
        })  # fmt: skip
    decision = Decision.objects.create(
        application=application, body_name=call.body_name if call else str(kinds.BODY_NAME), seats=seats,
        figures=result.as_data() | assessed.of(application).as_data(), opened_by=actor,
    )  # fmt: skip
    for member in members:
        _seat(decision, member)
    move(actor=actor, application=application, stage=Stage.DECISION, **result.as_data())
    return decision


@transaction.atomic
def declare_interest(*, actor: Person, application: Application, person: Person, words: str) -> Interest:
    """Write down an interest in an applicant; a member at the table steps back, and the answer given falls."""
    application = locked(application)
    if actor.id != person.id:
        rules.may_run(actor).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句是什么关系。"))
    interest, _made = Interest.objects.get_or_create(
        application=application, person=person, defaults={"words": words.strip(), "declared_by": actor}
    )
    for seat in Seat.objects.select_for_update().filter(
        decision__application=application, decision__state=DecisionState.OPEN, person=person, stepped_back_at=None
    ):
        seat.stepped_back_at, seat.answer, seat.answered_at = clock.now(), "", None
        seat.save()
        duties.done(about=seat, act="answer_decision", actor=actor)
    assessing.step_back(actor=actor, application=application, person=person, why=words)
    journal.record(actor=actor, act="recruitment.interest_declared", thing=application, person=str(person.id))
    return interest


@transaction.atomic
def seat_member(*, actor: Person, decision: Decision, person: Person) -> Seat:
    """Put somebody in the place of a member who stepped back."""
    decision = _locked(decision)
    rules.may_run(actor).or_refuse()
    seated = list(Seat.objects.filter(decision=decision).select_related("person"))
    if sum(seat.stepped_back_at is None for seat in seated) >= decision.seats:
        raise Conflict(_("评议小组已经满了 %(seats)s 位。") % {"seats": decision.seats})
    if any(seat.person.human_id == person.human_id for seat in seated):
        raise Conflict(_("%(name)s已经在名单里。") % {"name": person.name})
    return _seat(decision, person)


@transaction.atomic
def answer_decision(*, actor: Person, decision: Decision, answer: Answer, opinion: str) -> Decision:
    """A member's yes, no or abstention with an opinion; the last one ends the sitting (R-46)."""
    decision = _locked(decision)
    seats = list(Seat.objects.filter(decision=decision).select_related("person"))
    seat = next((seat for seat in seats if seat.person_id == actor.id), None)
    interests = Interest.objects.filter(application=decision.application).select_related("person")
    rules.may_answer(actor, decision, seat, interests=interests).or_refuse()
    if seat is None:
        raise Refused(_("您不在这次评议的名单里。"))
    if answer != Answer.YES and not opinion.strip():
        raise Invalid("opinion", _("不同意或弃权，请写一句意见。"))
    seat.answer, seat.opinion, seat.answered_at = answer, opinion.strip(), clock.now()
    seat.save()
    duties.done(about=seat, act="answer_decision", actor=actor)
    journal.record(
        actor=actor, act="recruitment.member_answered", thing=decision.application, answer=answer.value, words=opinion
    )
    _conclude(decision, seats)
    return decision


@transaction.atomic
def post_decision(*, actor: Person, decision: Decision) -> Decision:
    """Post a passed decision for the working days that its call names; nothing is signed before they are over."""
    decision = _locked(decision)
    access.may(actor, Power.PUBLISH).or_refuse()
    if decision.posting_id:
        return decision
    rules.may_post_decision(actor, decision).or_refuse()
    application = locked(decision.application)
    call = application.call
    decision.posting = postings.post(
        actor=actor, kind=PostingKind.PARTNER, about=application, in_working_days=True,
        title=f"拟入伙合伙人公示：{application.name}（{application.project}）",
        days=call.posting_days if call else kinds.POSTING_DAYS, body=_posted(decision, application),
        contact=f"{call.contact_name} {call.contact_phone}" if call else "",
    )  # fmt: skip
    decision.save(update_fields=["posting"])
    move(actor=actor, application=application, stage=Stage.POSTED, ends_on=decision.posting.ends_on.isoformat())
    return decision


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("application__call", "posting")
    return found.get(pk=decision.pk)


def _seat(decision: Decision, person: Person) -> Seat:
    interests = Interest.objects.filter(application=decision.application).select_related("person")
    rules.may_sit(person, decision.application, interests=interests).or_refuse()
    seat = Seat.objects.create(decision=decision, person=person)
    duties.assign(
        about=seat, act="answer_decision", verb="jian", person=person, title=decision.application.name,
        due_at=clock.at(clock.today() + queries.DECIDE_WITHIN, 18),
    )  # fmt: skip
    return seat


def _conclude(decision: Decision, seats: Sequence[Seat]) -> None:
    state = rules.outcome(decision, seats)
    if state == DecisionState.OPEN:
        return
    application = locked(decision.application)
    decision.state, decision.decided_at = state, clock.now()
    decision.figures |= assessed.of(application).as_data()  # as they stood when it was decided
    decision.save(update_fields=["state", "decided_at", "figures"])
    assessing.close_scoring(application=application)
    votes = queries.votes_of(seats)
    journal.record(actor=None, act="recruitment.decided", thing=application, state=state.value, **votes)
    if state == DecisionState.REJECTED:
        application.ending = "评议没通过：同意 {yes}，不同意 {no}，弃权 {abstain}。".format(**votes)
        move(actor=None, application=application, stage=Stage.REFUSED)
    else:
        _wait_for_posting(application)


def _wait_for_posting(application: Application) -> None:
    """The turn goes from whoever ran the application to whoever publishes."""
    duties.assign(
        about=application, act=f"{Stage.DECISION.value}_application", verb="jian", power=Power.PUBLISH,
        title=sentence("%(name)s · 评议通过，请公示", name=application.name),
        due_at=clock.at(application.due_on or clock.today(), 18),
    )  # fmt: skip


def _posted(decision: Decision, application: Application) -> dict[str, object]:
    """What stands on the posted paper: figures and votes, nobody's phone."""
    votes = queries.votes_of(Seat.objects.filter(decision=decision))
    figures = decision.figures
    facts = [
        ["申请人", application.name],
        ["项目", application.project],
        ["评议", decision.body_name],
        ["结果", "同意 {yes}，不同意 {no}，弃权 {abstain}".format(**votes)],
        ["试课打分", "有效 {valid} 人，平均 {mean_words} 分，满意 {satisfied} 人".format(**figures)],
    ]
    if figures.get("scored"):
        facts.append(["评审打分", "{scored} 位评审，平均 {score_words} 分（满分 100）".format(**figures)])
    if application.exempt_why:
        facts.append(["免试课的理由", application.exempt_why])
    return {"facts": facts, "figures": figures, "votes": votes}
