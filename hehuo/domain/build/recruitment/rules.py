"""May I? For calls, applications, trials and decisions; and the two sums that decide: the trial's and the body's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.partners import rules as partner_rules
from hehuo.domain.build.recruitment import kinds
from hehuo.domain.build.recruitment.kinds import Answer, CallState, Channel, DecisionState, Measure, Stage
from hehuo.domain.build.recruitment.models import (
    Application,
    Assessment,
    Call,
    Decision,
    Draft,
    Interest,
    ScreeningItem,
    Seat,
)
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, in_person, may
from hehuo.domain.ground.people.models import Person

SCORED = frozenset({Stage.TRIAL, Stage.DECISION})  # from the papers checked to the decision
JOINABLE = frozenset({Stage.RECEIVED, Stage.SCREENING, Stage.RETURNED})  # a paper goes into another before its trial


def may_run(actor: Person | None) -> Verdict:
    """Writing calls, entering and moving applications."""
    return may(actor, Power.RUN_RECRUITMENT)


def may_publish_call(actor: Person | None, call: Call, *, needs: int) -> Verdict:
    """A call goes out with a need behind it and at least seven days to answer (R-04)."""
    if not (allowed := may_run(actor)):
        return allowed
    if not needs:
        return no(_("招募要从需求来：请先选至少一条需求。"))
    if (call.closes_on - call.opens_on).days < kinds.OPEN_DAYS:
        return no(_("报名至少开放 %(days)s 天，请把截止日往后改。") % {"days": kinds.OPEN_DAYS})
    return YES


def may_apply(actor: Person | None, call: Call | None, *, on: date, channel: Channel) -> Verdict:
    """Anyone, while the call is open; staff may enter a paper that came in time later on, and a table too.

    A table without an actor comes from the command line, which stands on the machine itself.
    """
    if channel == Channel.TABLE and actor is None:
        return YES
    if channel != Channel.PHONE:
        return may_run(actor)
    if call is None or call.state != CallState.PUBLISHED:
        return no(_("这份招募不在报名中。请看看别的招募，或打电话问社区。"))
    if on < call.opens_on:
        return no(_("%(day)s开始报名，到时候再来。") % {"day": call.opens_on})
    if on > call.closes_on:
        return no(_("%(day)s已经截止报名。请打电话问社区，或等下一次。") % {"day": call.closes_on})
    return YES


def may_mend(actor: Person | None, application: Application) -> Verdict:
    """Those who run the recruitment; a table that comes again on the command line mends its own rows."""
    if actor is None and application.channel == Channel.TABLE:
        return YES
    return may_run(actor)


def may_join(actor: Person | None, kept: Application, second: Application) -> Verdict:
    """Joining a second paper of the same firm into the one that is kept."""
    if not (allowed := may_run(actor)):
        return allowed
    if kept.id == second.id or kept.joined_into_id or second.joined_into_id:
        return no(_("这两份里有一份已经并过了，请刷新再看。"))
    if second.stage not in JOINABLE:
        return no(_("「%(name)s」已经走到%(stage)s，不能并进别的申请。") % {
            "name": second.name, "stage": second.get_stage_display(),
        })  # fmt: skip
    return YES


def may_pass_screening(items: Iterable[ScreeningItem], on: date) -> Verdict:
    """Every mandatory item passed and in force, none failed (R-05)."""
    open_items = [item.title for item in items if not item.holds_on(on)]
    if open_items:
        return no(_("初审还差：%(items)s。查完再往下走。") % {"items": _("、").join(open_items)})
    return YES


@dataclass(frozen=True, slots=True)
class Terms:
    """By what a trial is measured."""

    measure: Measure
    threshold: Fraction
    minimum_people: int

    @classmethod
    def of(cls, call: Call | None) -> "Terms":
        """The call's terms, or what every call starts with."""
        if call is None:
            return cls(kinds.MEASURE, Fraction(kinds.THRESHOLD), kinds.MINIMUM_PEOPLE)
        return cls(Measure(call.measure), Fraction(call.threshold), call.minimum_people)


def is_sufficient(terms: Terms, *, valid: int, mean: Fraction | None, satisfied: int) -> Verdict:
    """Whether a trial's feedback is enough: exact fractions, the threshold itself is enough (R-12)."""
    if valid < terms.minimum_people:
        return no(
            _("有效打分 %(valid)s 人，还差 %(missing)s 人。")
            % {"valid": valid, "missing": terms.minimum_people - valid}
        )
    reached = mean if terms.measure == Measure.MEAN else Fraction(100 * satisfied, valid)
    if reached is None or reached < terms.threshold:
        return no(
            _("有效打分 %(valid)s 人，得 %(reached).2f，要到 %(threshold).2f。")
            % {"valid": valid, "reached": float(reached or 0), "threshold": float(terms.threshold)}
        )
    return YES


def may_exempt(actor: Person | None, application: Application) -> Verdict:
    """Only the secretary lets somebody on without a sufficient trial, in writing, and never for their own firm."""
    return all_of(may(actor, Power.SIGN_AGREEMENTS), may_judge(actor, application, interests=()))


def may_judge(actor: Person | None, application: Application, *, interests: Iterable[Interest]) -> Verdict:
    """Nobody judges their own application or one they have an interest in (R-46)."""
    if actor is None:
        return may(actor, Power.DECIDE)
    if partner_rules.is_own(actor, phone_hash=application.phone_hash, name=application.contact_name):
        return no(_("这是您自己的申请，要请别人来议。"))
    if application.partner and partner_rules.speaks_for(actor, application.partner):
        return no(_("这是您自己的申请，要请别人来议。"))
    if any(not different_humans(actor, interest.person) for interest in interests):
        return no(_("您登记过与「%(name)s」有利害关系，要回避。") % {"name": application.name})
    return YES


def may_rule(actor: Person | None, application: Application, *, interests: Iterable[Interest]) -> Verdict:
    """A word on what was found is the office's, and nobody's on an application of their own (R-46)."""
    return all_of(may_run(actor), may_judge(actor, application, interests=interests))


def may_sit(person: Person, application: Application, *, interests: Iterable[Interest]) -> Verdict:
    """A member of the body holds the power to decide and has no interest."""
    if not may(person, Power.DECIDE):
        return no(_("%(name)s没有参加决定的身份，请另选一位。") % {"name": person.name})
    if not may_judge(person, application, interests=interests):
        return no(_("%(name)s与「%(firm)s」有利害关系，要回避，请另选一位。") % {
            "name": person.name, "firm": application.name,
        })  # fmt: skip
    return YES


def may_review(person: Person) -> Verdict:
    """A reviewer of a call holds the power to decide; about single applicants they step back."""
    if not may(person, Power.DECIDE):
        return no(_("%(name)s没有参加决定的身份，请另选一位。") % {"name": person.name})
    return YES


def is_kin(person: Person, kin: Iterable[Person]) -> bool:
    """Whether somebody is one of these humans, or shares a household with one."""
    return any(
        not different_humans(person, other) or (person.household_id and person.household_id == other.household_id)
        for other in kin
    )


def may_score(
    actor: Person | None, assessment: Assessment, *, interests: Iterable[Interest], kin: Iterable[Person]
) -> Verdict:
    """A reviewer scores in person, from the screening to the decision, and never an applicant of their own (R-46)."""
    application = assessment.application
    if actor is None or actor.id != assessment.person_id:
        return no(_("这一份请被请的评审来打分。"))
    if assessment.stepped_back_at:
        return no(_("您已经回避，这一家不打分。"))
    if application.stage not in SCORED:
        return no(_("「%(name)s」现在是%(stage)s，分数已经定下，不能再改。") % {
            "name": application.name, "stage": application.get_stage_display(),
        })  # fmt: skip
    if is_kin(actor, kin):
        return no(_("申请人和您是同一户，请回避。"))
    return all_of(in_person(), may_judge(actor, application, interests=interests))


def may_see_scores(viewer: Person | None, assessments: Iterable[Assessment]) -> Verdict:
    """Who runs the recruitment or was asked to score sees all scores; a reviewer only after giving their own."""
    mine = [each for each in assessments if viewer and each.person_id == viewer.id]
    if any(each.waits for each in mine):
        return no(_("您打完分，才看得到别人的分。"))
    if any(each.given_at for each in mine) or may_run(viewer):
        return YES
    return no(_("评审打分给评审和办招募的社工看。"))


def may_open_draft(actor: Person | None, draft: Draft, *, code: str) -> Verdict:
    """Whoever has its code, or began it having entered."""
    if draft.opens_with(code) or (actor is not None and draft.person_id == actor.id):
        return YES
    return no(_("请输入接着填的码和手机号后四位，再打开这份报名。"))


def may_write_draft(actor: Person | None, draft: Draft, *, code: str, on: date) -> Verdict:
    """While the call is open; and again once what was sent came back to be completed."""
    if draft.application is None:
        return all_of(
            may_open_draft(actor, draft, code=code), may_apply(actor, draft.call, on=on, channel=Channel.PHONE)
        )
    if draft.application.stage != Stage.RETURNED:
        return no(_("报名 %(number)s 已经交了。要改，请打电话给社工。") % {"number": draft.application.number})
    return may_open_draft(actor, draft, code=code)


def may_answer(
    actor: Person | None, decision: Decision, seat: Seat | None, *, interests: Iterable[Interest]
) -> Verdict:
    """A seated member answers in person while the sitting is open."""
    if decision.state != DecisionState.OPEN:
        return no(_("这次评议已经有结果了。"))
    if seat is None:
        return no(_("您不在这次评议的名单里。"))
    if seat.stepped_back_at:
        return no(_("您已经回避，这次不投。"))
    return all_of(in_person(), may_judge(actor, decision.application, interests=interests))


def may_post_decision(actor: Person | None, decision: Decision) -> Verdict:
    """A passed decision is posted by the one who publishes, once (R-04)."""
    if decision.posting_id:
        return no(_("已经公示过了，请看那一份公示。"))
    if decision.state != DecisionState.PASSED:
        return no(_("评议通过之后才能公示。"))
    return may(actor, Power.PUBLISH)


def outcome(decision: Decision, seats: Iterable[Seat]) -> DecisionState:
    """Open until every seat has answered; passed by more than half of the seats (abstaining helps nobody)."""
    answers = [seat.answer for seat in seats if not seat.stepped_back_at and seat.answer]
    if len(answers) < decision.seats:
        return DecisionState.OPEN
    return DecisionState.PASSED if 2 * answers.count(Answer.YES) > decision.seats else DecisionState.REJECTED


def is_price_within(*, resident_fen: int, market_fen: int, percent: int) -> bool:
    """Whether a price keeps to the rule: at most so many percent of the market price; the boundary is allowed."""
    return 100 * resident_fen <= percent * market_fen
