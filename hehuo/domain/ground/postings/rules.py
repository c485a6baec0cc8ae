"""When a posting is over, what may be posted, and who may object, ask and answer."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.kinds import TERMS, PostingKind, PostingState
from hehuo.domain.ground.postings.models import Objection, Posting, Question


def is_over(posting: Posting, day: date) -> bool:
    """Whether the whole period has passed before this day; a withdrawn posting never gets there."""
    return posting.state != PostingState.WITHDRAWN and day > posting.ends_on


def is_up(posting: Posting, day: date) -> bool:
    """Whether it hangs on this day."""
    return posting.state != PostingState.WITHDRAWN and posting.posted_on <= day <= posting.ends_on


def may_post(actor: Person) -> Verdict:
    """Publishing is the secretary's."""
    return may(actor, Power.PUBLISH)


def is_long_enough(kind: PostingKind, *, ends_on: date, least_on: date) -> Verdict:
    """A posting may hang longer than its kind asks for, never shorter."""
    term = TERMS[kind]
    if ends_on >= least_on:
        return YES
    unit = _("个工作日") if term.in_working_days else _("天")
    return no(
        _("「%(kind)s」至少公示 %(days)d %(unit)s（%(article)s），要到 %(day)s。请改长一点。")
        % {"kind": kind.label, "days": term.days, "unit": unit, "article": _(term.article), "day": least_on.isoformat()}
    )


def may_hang(actor: Person) -> Verdict:
    """Putting the paper on the board is anyone's at the desk."""
    return may(actor, Power.SEE_DESK)


def may_speak_for(actor: Person | None, person: Person) -> Verdict:
    """People on the roll speak for themselves; a worker writes down what another says (R-36)."""
    if actor is not None and actor.id == person.id:
        return YES
    return may(actor, Power.COLLECT_VOICES)


def may_object_to(posting: Posting, day: date) -> Verdict:
    """Objections are for the period; afterwards there are questions."""
    if posting.state == PostingState.WITHDRAWN:
        return no(_("这份公示已经撤下，不用再提异议。"))
    if is_over(posting, day):
        return no(_("公示期已满，不能再提异议。想弄明白的，可以问一句。"))
    return YES


def may_answer(actor: Person) -> Verdict:
    """Answering in public, for the office."""
    return may(actor, Power.ANSWER_QUESTIONS)


def may_answer_objection(actor: Person, objection: Objection) -> Verdict:
    """Nobody answers an objection of their own."""
    if objection.person_id == actor.id:
        return no(_("这条异议是您提的，要请同事来答。"))
    return may_answer(actor)


def may_merge(actor: Person, question: Question, into: Question) -> Verdict:
    """Questions about the same thing are merged into one that was not merged itself."""
    if not (allowed := may_answer(actor)):
        return allowed
    if question.id == into.id or question.about_id != into.about_id:
        return no(_("只能并到同一件事的另一条提问里。"))
    if into.merged_into_id or question.merged_into_id:
        return no(_("这条提问已经并过了，请并到最早的那一条。"))
    if question.answered_at:
        return no(_("这条提问已经答了，不用再并。"))
    return YES
