"""Who asks and who answers, and what must stand before each."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.surveys.kinds import PAPERS_FOR_DAYS, QUESTIONS_MOST, SMALLEST, SurveyState
from hehuo.domain.plan.surveys.models import Asked, Survey


def may_run(actor: Person | None, place: Place | None = None) -> Verdict:
    """Those who sort needs ask, at the place of the survey."""
    return may(actor, Power.SORT_NEEDS, place)


def may_change(actor: Person, survey: Survey) -> Verdict:
    """Only a draft: once somebody may have answered, the questions stay as they were asked."""
    if not (allowed := may_run(actor, survey.place)):
        return allowed
    if survey.state == SurveyState.DRAFT:
        return YES
    return no(_("问卷已经「%s」，题目不能再改。要改，请另办一份。") % survey.get_state_display())


def may_add_question(actor: Person, survey: Survey) -> Verdict:
    """A draft, while it is short enough to be answered."""
    if not (allowed := may_change(actor, survey)):
        return allowed
    if len(survey.questions) < QUESTIONS_MOST:
        return YES
    return no(_("一份问卷最多 %s 题，再多就没人答完了。") % QUESTIONS_MOST)


def may_open(actor: Person, survey: Survey) -> Verdict:
    """A draft that asks something and does not end before it begins."""
    return all_of(
        may_change(actor, survey),
        YES if survey.questions else no(_("还没有题目。请先写至少一题。")),
        no(_("截止的日子已经过了，请改到今天以后。")) if survey.closes_on and survey.closes_on < clock.today() else YES,
    )


def takes_papers(survey: Survey) -> Verdict:
    """Papers that came in time are typed until the survey is ended."""
    if survey.state == SurveyState.OPEN:
        return YES
    return no(_("问卷「%s」，不再收了。") % survey.get_state_display())


def takes_answers(survey: Survey) -> Verdict:
    """Phones, until the last day is over."""
    if survey.state == SurveyState.DRAFT:
        return no(_("问卷还没有开始。"))
    if survey.state != SurveyState.OPEN or (survey.closes_on and clock.today() > survey.closes_on):
        return no(_("问卷已经截止了，不再收。有话想说，请到「说需求」里说。"))
    return YES


def may_answer(actor: Person, hands: Sequence[Person]) -> Verdict:
    """One's own answer, or one's home's: `hands` are those who may give it today; a helper's errand is theirs."""
    if any(not different_humans(actor, hand) for hand in hands):
        return YES
    return no(_("这份问卷不是问您的，或者要您家满 18 岁的家人来答。"))


def may_answer_again(survey: Survey, asked: Asked) -> Verdict:
    """A named answer is replaced by a later one; an anonymous one cannot be found again, so it is final."""
    if asked.channel and survey.is_anonymous:
        return no(_("「%s」的一份已经收到了。这次不记名，谁也找不出是哪一份，所以交了就不能再交。") % asked.label)
    return YES


def may_enter_paper(actor: Person, survey: Survey, asked: Asked) -> Verdict:
    """A worker, once for each of those who are asked, and never over what they gave by phone."""
    if not (allowed := all_of(may_run(actor, survey.place), takes_papers(survey))):
        return allowed
    if not asked.channel:
        return YES
    said = {"who": asked.label, "how": asked.get_channel_display()}
    return no(_("「%(who)s」已经收到一份（%(how)s），不能再录一份。要改，请本人在手机上再答一次。") % said)


def may_close(actor: Person, survey: Survey) -> Verdict:
    """By hand at any time while it is open."""
    return all_of(may_run(actor, survey.place), takes_papers(survey))


def is_over(survey: Survey) -> bool:
    """Whether the clock may end it: the last day is past, and the days for typing papers too."""
    last = survey.closes_on
    return last is not None and clock.today() > last + timedelta(days=PAPERS_FOR_DAYS)


def may_publish(actor: Person, survey: Survey, answers: int) -> Verdict:
    """Those who asked tell everyone what came of it."""
    if survey.state != SurveyState.CLOSED:
        return all_of(
            may_run(actor, survey.place),
            no(_("现在是「%s」，截止以后才能公布。") % survey.get_state_display()),
        )
    return all_of(may_run(actor, survey.place), is_enough(survey, answers))


def is_enough(survey: Survey, answers: int) -> Verdict:
    """Out of a few anonymous answers one could guess whose they are."""
    if not survey.is_anonymous or answers >= SMALLEST:
        return YES
    return no(
        _("不记名的只收到 %(n)s 份，不到 %(least)s 份，不看结果：份数太少猜得出是谁。")
        % {"n": answers, "least": SMALLEST}
    )


def may_see_results(viewer: Person | None, survey: Survey) -> Verdict:
    """Nobody before the end; then those who asked; everyone once it is published."""
    if survey.state == SurveyState.PUBLISHED:
        return YES
    if not survey.is_ended:
        return no(_("还在问，截止以后才看得到结果：怕影响后面的人。"))
    return may_run(viewer, survey.place)


def may_see_records(viewer: Person | None, survey: Survey) -> Verdict:
    """Single answers are for those who asked, after the end."""
    return all_of(may_run(viewer, survey.place), may_see_results(viewer, survey))
