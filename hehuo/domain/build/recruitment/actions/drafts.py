"""An application in steps: begun, left, gone on with by its code, completed with photos, sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.recruitment import drafting, flags, kinds, rules
from hehuo.domain.build.recruitment.actions import applications, screening
from hehuo.domain.build.recruitment.kinds import Channel, CheckState, Stage
from hehuo.domain.build.recruitment.models import Application, Call, Draft, DraftPaper
from hehuo.domain.ground.access import tries
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

LETTERS = 8


def begin_draft(
    *, actor: Person | None, call: Call, phone: str, said: Mapping[str, Any], address: str, key: UUID | None = None
) -> tuple[Draft, str]:
    """Begin an application; the code to go on with is shown this once, and again to the browser that has it.

    The same key twice begins one, then without a code. Raises Invalid, Refused.
    """
    if key and (made := drafting.draft_of(key)):
        return made, ""
    counted = tries.key("draft-from", address)
    tries.refuse_too_many({counted: kinds.DRAFTS_AN_ADDRESS})
    begun = _begin(actor, call, phone, said, key)
    tries.count(counted)
    return begun


@transaction.atomic
def _begin(
    actor: Person | None, call: Call, phone: str, said: Mapping[str, Any], key: UUID | None
) -> tuple[Draft, str]:
    rules.may_apply(actor, call, on=clock.today(), channel=Channel.PHONE).or_refuse()
    code = ids.code(LETTERS)
    draft = Draft(id=key or ids.uuid7(), call=call, said=dict(said), person=actor, code_hash=Draft.hash_of(code))
    draft.phone = _number(phone)
    draft.save(force_insert=True)
    journal.record(actor=actor, act="recruitment.draft_begun", thing=draft)
    return draft, code


@transaction.atomic
def save_draft(
    *, actor: Person | None, draft: Draft, code: str, said: Mapping[str, Any], phone: str | None = None
) -> Draft:
    """Keep what one step says; the other steps stay as they are."""
    draft = _locked(draft)
    rules.may_write_draft(actor, draft, code=code, on=clock.today()).or_refuse()
    draft.said = {**draft.said, **said}
    if phone is not None:
        draft.phone = _number(phone)
    draft.saved_at = clock.now()
    draft.save()
    return draft


@transaction.atomic
def attach_paper(*, actor: Person | None, draft: Draft, code: str, slug: str, upload: "Upload[Any]") -> DraftPaper:
    """A photo for one item of the checklist, private; the one before goes. Raises Invalid for what is no such item."""
    draft = _locked(draft)
    rules.may_write_draft(actor, draft, code=code, on=clock.today()).or_refuse()
    if slug not in {check.slug for check in drafting.checks_of(draft)}:
        raise Invalid(slug, _("这份报名不用交这一样。"))
    file = files.keep_file(actor=actor, upload=upload, about=draft)
    before = DraftPaper.objects.filter(draft=draft, slug=slug).select_related("file").first()
    paper, _made = DraftPaper.objects.update_or_create(draft=draft, slug=slug, defaults={"file": file})
    if before and draft.application is None:
        files.let_go(file=before.file, reason=_("换了一张"))
    Draft.objects.filter(pk=draft.pk).update(saved_at=clock.now())
    return paper


@transaction.atomic
def send_draft(*, actor: Person | None, draft: Draft, code: str) -> Application:
    """Hand the draft in as an application, or, where it came back, complete it and hand it in again; once.

    Its photos go to the checklist. Raises Invalid for what must still be said, Refused.
    """
    draft = _locked(draft)
    if draft.application is not None and draft.application.stage != Stage.RETURNED:
        rules.may_open_draft(actor, draft, code=code).or_refuse()
        sent: Application = draft.application
        return sent
    rules.may_write_draft(actor, draft, code=code, on=clock.today()).or_refuse()
    if missing := drafting.missing_of(draft):
        raise Invalid("said", _("还差：%s。") % _("、").join(label for _step, label in missing))
    application = _hand_in(actor, draft)
    draft.application, draft.said, draft.saved_at = application, {}, clock.now()
    draft.save()
    return application


def _hand_in(actor: Person | None, draft: Draft) -> Application:
    words = drafting.words_of(draft)
    if draft.application is None:
        application = applications.apply(
            actor=draft.person or actor, call=draft.call, words=words, channel=Channel.PHONE, key=draft.id
        )
        _put_papers(draft, application)
        return application
    application = applications.mend(actor=actor, application=applications.locked(draft.application), words=words)
    _put_papers(draft, application)
    applications.move(actor=actor, application=application, stage=Stage.RECEIVED)
    return application


def _put_papers(draft: Draft, application: Application) -> None:
    """Each photo to its item; an item that had been looked at with another one is open again."""
    papers = drafting.papers_of(draft)
    items = screening.lay_out_items(application) if papers else []
    for item in items:
        paper = papers.get(item.slug)
        if paper is None or item.file_id == paper.file_id:
            continue
        item.file = paper.file
        item.state, item.checked_by, item.checked_on = CheckState.OPEN, None, None
        item.save()


@transaction.atomic
def complete_draft(*, actor: Person | None, draft: Draft, code: str) -> Draft:
    """Take up again what came back: its words return into the draft, to be put right step by step."""
    draft = _locked(draft)
    rules.may_write_draft(actor, draft, code=code, on=clock.today()).or_refuse()
    if draft.application is not None and not draft.said:
        draft.said = drafting.said_of(draft.application)
        draft.save(update_fields=["said"])
    return draft


def open_draft(*, code: str, last_four: str, address: str) -> Draft:
    """The draft of a code and the last four digits of its phone, on whatever phone. Raises Refused, always the same."""
    keys = {
        tries.key("draft", Draft.hash_of(code)): kinds.CODE_TRIES,
        tries.key("draft-code-from", address): kinds.CODE_TRIES_AN_ADDRESS,
    }
    tries.refuse_too_many(keys)
    draft = drafting.drafts().filter(code_hash=Draft.hash_of(code)).first()
    if draft is None or draft.phone[-4:] != last_four.strip():
        for key in keys:
            tries.count(key)
        raise Refused(_("码或手机号后四位不对，或者过了 30 天已经删掉。请再核对一遍，或打电话问社区。"))
    tries.forget(next(iter(keys)))
    return draft


def forget_drafts() -> int:
    """Remove drafts that nobody went on with for thirty days, with their photos, and keys to what ended; how many."""
    return sum(_forget(draft) for draft in list(drafting.lost()))


@transaction.atomic
def _forget(draft: Draft) -> int:
    found = drafting.lost().select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found is None:
        return 0
    papers = list(DraftPaper.objects.filter(draft=found).select_related("file"))
    photos: list[File] = [paper.file for paper in papers] if found.application_id is None else []
    journal.record(actor=None, act="recruitment.draft_removed", thing=found)
    found.delete()
    for photo in photos:
        files.let_go(file=photo, reason=_("报名 30 天没有交，连照片一起删"))
    return 1


def _locked(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update(of=("self",)).select_related("call", "application", "person")
    return found.get(pk=draft.pk)


def _number(phone: str) -> str:
    number = "".join(letter for letter in phone if letter.isdigit())
    if not flags.is_phone(number):
        raise Invalid("phone", _("手机号「%s」不对，应是 11 位。") % phone)
    return number
