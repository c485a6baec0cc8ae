"""Which forms can be asked, which answers count."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.forms.kinds import OVERALL, QUESTIONS, STARS, StarQuestion
from hehuo.domain.ground.forms.models import Form
from hehuo.domain.ground.people.models import Person

WORDS_LIMIT = 500
_MOBILE = re.compile(r"1[3-9]\d{9}")


def check_questions(questions: Sequence[StarQuestion]) -> None:
    """One to five questions with keys of their own, the overall one among them. Raises Invalid."""
    least, most = QUESTIONS
    if not least <= len(questions) <= most:
        raise Invalid("questions", _("一张表问 %(least)d 到 %(most)d 题。") % {"least": least, "most": most})
    keys = [question.key for question in questions]
    if len(set(keys)) < len(keys):
        raise Invalid("questions", _("有两题的代号一样，请改一个。"))
    if OVERALL not in keys:
        raise Invalid("questions", _("要有一题问总的满意度。"))
    if any(not question.ask.strip() for question in questions):
        raise Invalid("questions", _("有一题没有写问什么。"))


def judge(form: Form, answers: Mapping[str, object]) -> Verdict:
    """Whether every question has one to five stars; a missing or impossible one and the reply does not count."""
    for question in form.asked:
        given = answers.get(question.key)
        if given in (None, ""):
            return no(_("「%s」没有打分。") % question.ask)
        if type(given) is not int or given not in STARS:
            return no(_("「%(ask)s」写的是「%(given)s」，不是 1 到 5 星。") % {"ask": question.ask, "given": given})
    return YES


def respondent_of(written: str) -> str:
    """Whom a paper or a file names, as replies keep it: a whole mobile number as its hash, anything else as written."""
    plain = written.strip()
    return f"phone:{secrecy.search_hash(plain)}" if _MOBILE.fullmatch(plain) else plain[:60]


def may_reply_for(actor: Person | None, person: Person | None) -> Verdict:
    """Everyone answers for themselves; entering another's paper is for those who run sessions (R-36)."""
    if actor is None or (person is not None and actor.id == person.id):
        return YES
    return may(actor, Power.RUN_SESSIONS)


def may_read_replies(viewer: Person | None) -> Verdict:
    """Single replies, with their words, are for the office; the tally is for everyone."""
    return may(viewer, Power.SEE_DESK)


def may_open_form(actor: Person) -> Verdict:
    """Making a form."""
    return may(actor, Power.RUN_SESSIONS)
