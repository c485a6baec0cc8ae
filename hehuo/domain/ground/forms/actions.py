"""Opening forms and taking replies in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Invalid
from hehuo.domain.ground.forms import rules
from hehuo.domain.ground.forms.kinds import SESSION, SESSION_QUESTIONS, SESSION_TITLE, StarQuestion
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def open_form(*, actor: Person | None, title: str, questions: Sequence[StarQuestion], key: UUID | None = None) -> Form:
    """A form of one to five star questions, the overall one among them; `actor` is None when a file brings it.

    Raises Invalid.
    """
    if key and (made := Form.objects.filter(pk=key).first()):
        return made
    if actor is not None:
        rules.may_open_form(actor).or_refuse()
    rules.check_questions(questions)
    if not title.strip():
        raise Invalid("title", _("请给这张表起个名字。"))
    form = Form(
        id=key or ids.uuid7(), title=title.strip(), questions=[each.as_data() for each in questions], made_by=actor
    )
    form.save(force_insert=True)
    journal.record(actor=actor, act="forms.form_opened", thing=form, questions=len(questions))
    return form


@transaction.atomic
def ensure_session_form() -> Form:
    """The form given after a session, made on first use."""
    form, made = Form.objects.get_or_create(
        code=SESSION,
        defaults={"title": SESSION_TITLE, "questions": [each.as_data() for each in SESSION_QUESTIONS]},
    )
    if made:
        journal.record(actor=None, act="forms.form_opened", thing=form, questions=len(SESSION_QUESTIONS))
    return form


@transaction.atomic
def reply(
    *,
    actor: Person | None,
    form: Form,
    about: TenantModel,
    answers: Mapping[str, object],
    words: str = "",
    person: Person | None = None,
    respondent_key: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> Reply:
    """Keep one reply about a thing; of a respondent's replies that can count, the latest by `at` counts.

    Pages, papers and files all come through here, so the rule is one: a reply with a missing or impossible star is
    kept with the reason, counts for nothing, and takes nothing away from a whole one given before it; of two whole
    ones the later by its own time counts, in whatever order they come in. The respondent is `person`, or else whoever
    `respondent_key` names (a phone, a paper's number). `actor` is None when a file brings the reply.
    """
    if key and (given := Reply.objects.filter(pk=key).first()):
        return given
    rules.may_reply_for(actor, person).or_refuse()
    Form.objects.select_for_update().get(pk=form.pk)  # two replies of one respondent at once wait for each other
    verdict = rules.judge(form, answers)
    kept = Reply(
        id=key or ids.uuid7(), form=form, about_kind=about.kind_name(), about_id=about.id,
        respondent_key=_key_of(person, respondent_key), person=person, at=at or clock.now(), answers=dict(answers),
        words=words.strip()[: rules.WORDS_LIMIT], is_valid=verdict.allowed, why_not=verdict.reason[:200], counts=False,
        entered_by=actor if actor and actor != person else None,
    )  # fmt: skip
    kept.save(force_insert=True)
    _let_the_latest_count(kept)
    journal.record(
        actor=actor, act="forms.replied", thing=kept, acting_for=person if kept.entered_by_id else None,
        words=kept.words, about=str(about.id), is_valid=kept.is_valid,
    )  # fmt: skip
    kept.refresh_from_db(fields=["counts"])
    return kept


def _key_of(person: Person | None, respondent_key: str) -> str:
    if person:
        return f"person:{person.merged_into_id or person.id}"
    if not respondent_key.strip():
        raise Invalid("respondent_key", _("不知道是谁填的：请写姓名、门牌或手机尾号。"))
    return rules.respondent_of(respondent_key)


def _let_the_latest_count(kept: Reply) -> None:
    same = Reply.objects.filter(form=kept.form, about_id=kept.about_id, respondent_key=kept.respondent_key)
    latest = same.filter(is_valid=True).order_by("-at", "-id").first()
    if latest is None or latest.counts:
        return
    same.filter(counts=True).update(counts=False)
    same.filter(pk=latest.pk).update(counts=True)
