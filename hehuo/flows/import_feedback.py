"""Trial feedback taken in from a table: one form a phone and trial counts, the latest by time."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import trials
from hehuo.domain.build.recruitment.models import Trial
from hehuo.domain.build.recruitment.papers.feedback import Filled, Paper, read_paper
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.forms.kinds import SESSION_QUESTIONS, StarQuestion
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.intakes.actions import receiving
from hehuo.domain.ground.intakes.kinds import Outcome
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Taken:
    """What one filled form became."""

    form: Filled
    reply_id: uuid.UUID


def import_feedback(
    *,
    actor: Person | None,
    content: bytes,
    name: str,
    only: Collection[str] | None = None,
    dry_run: bool = False,
    strict: bool = False,
) -> Outcome:
    """Take filled forms in; a trial whose applicant is not known here is kept under its name and told.

    `only` names the trials (cores) to take, in a street's file. Taking the same file again changes nothing.
    Raises FileFault; nothing was changed then.
    """
    paper = read_paper(content, name)
    mine = [form for form in paper.forms if only is None or form.core in only]
    outcome = Outcome({"read": len(mine), "new": 0, "changed": 0, "unchanged": 0, "refused": 0})
    with transaction.atomic():
        sure = [form for form in mine if not form.stops]
        outcome.counts["refused"] = len(mine) - len(sure)
        taken = _take_all(actor, _form_of(actor, paper), sure, outcome)
        _count(taken, outcome)
        outcome.problems = [problem for form in mine for problem in form.problems]
        outcome.commit = not dry_run and not (strict and outcome.problems)
        if outcome.commit:
            receiving.keep_outcome(
                actor=actor, kind="feedback", file_name=name, content=content, outcome=outcome,
                tray=[(form.sheet, form.number, form.written, form.problems) for form in mine if form.problems],
            )  # fmt: skip
        else:
            transaction.set_rollback(True)
    return outcome


def _take_all(actor: Person | None, form: Form, sure: list[Filled], outcome: Outcome) -> list[Taken]:
    held = {
        core: min(each.at for each in sure if each.core == core and each.at) for core in {each.core for each in sure}
    }
    by_core: dict[str, Trial] = {}
    taken = []
    for filled in sure:
        if filled.core not in by_core:
            by_core[filled.core] = trials.ensure_paper_trial(
                actor=actor, title=filled.trial, form=form, held_on=clock.local(held[filled.core]).date(),
                application=queries.application_titled(filled.core),
            )  # fmt: skip
            if by_core[filled.core].application_id is None:
                say = _("没有找到报「%s」的申请，反馈先记在这个名字下。")
                filled.tell("trial_unmatched", "trial", filled.trial, say % filled.trial)
        taken.append(_take(actor, by_core[filled.core], filled, outcome))
    return taken


def _take(actor: Person | None, trial: Trial, filled: Filled, outcome: Outcome) -> Taken:
    said = f"{filled.phone}|{filled.at}|{sorted(filled.answers.items())}|{filled.words}"
    key = uuid.uuid5(trial.id, said)
    is_known = Reply.objects.filter(pk=key).exists()
    outcome.counts["unchanged" if is_known else "new"] += 1
    if not is_known:
        forms.reply(
            actor=actor, form=trial.form, about=trial.about, answers=filled.answers, words=filled.words,
            person=_on_the_roll(filled.phone), respondent_key=filled.phone, at=filled.at, key=key,
        )  # fmt: skip
    return Taken(filled, key)


def _on_the_roll(phone: str) -> Person | None:
    """The person with a whole phone number, who may have answered on a page already; a masked one names nobody."""
    return people.the_one_called(phone) if phone.isdecimal() else None


def _count(taken: list[Taken], outcome: Outcome) -> None:
    """How many of the file's forms count, were overtaken by a later one, or have a star that cannot be."""
    states = dict(Reply.objects.filter(pk__in=[each.reply_id for each in taken]).values_list("id", "counts"))
    invalid = {each.reply_id for each in taken if each.form.problems and _has_bad_star(each.form)}
    counted = sum(states.values())
    outcome.counts |= {"counted": counted, "invalid": len(invalid), "superseded": len(states) - counted - len(invalid)}


def _has_bad_star(filled: Filled) -> bool:
    return any(problem.code.startswith("star_") for problem in filled.problems)


def _form_of(actor: Person | None, paper: Paper) -> Form:
    """The house's form where the file asks the same questions, else one with the file's own."""
    if set(paper.questions) == {question.key for question in SESSION_QUESTIONS}:
        return forms.ensure_session_form()
    title = f"试课反馈（{len(paper.questions)} 题）"
    known = Form.objects.filter(title=title).first()
    asked = [StarQuestion(key, words) for key, words in paper.questions.items()]
    return known or forms.open_form(actor=actor, title=title, questions=asked)
