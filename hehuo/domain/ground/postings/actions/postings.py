"""Posting, hanging the printed twin, withdrawing, and the end of the period."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter, TenantModel
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries, rules
from hehuo.domain.ground.postings.kinds import HANG_WITHIN, TERMS, PostingKind, PostingState
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def post(
    *,
    actor: Person,
    kind: PostingKind,
    title: str,
    about: TenantModel | None = None,
    days: int | None = None,
    in_working_days: bool | None = None,
    body: Mapping[str, Any] | None = None,
    contact: str = "",
    place_note: str = "",
    seal_code: str = "",
    key: UUID | None = None,
) -> Posting:
    """Post something from today for a period; its end comes from the calendar, its number follows the last without gap.

    Without `days` the shortest period of the kind is taken; a shorter one raises Refused, naming the article.
    """
    if key and (posted := Posting.objects.filter(pk=key).first()):
        return posted
    rules.may_post(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写公示的标题。"))
    term, today = TERMS[kind], clock.today()
    days = term.days if days is None else days
    in_working_days = term.in_working_days if in_working_days is None else in_working_days
    if days < 1:
        raise Invalid("days", _("公示天数至少写 1。"))
    posting = Posting(
        id=key or ids.uuid7(), kind=kind, title=title.strip(), body=dict(body or {}), posted_on=today, days=days,
        in_working_days=in_working_days, place_note=place_note.strip(), seal_code=seal_code, posted_by=actor,
        ends_on=queries.last_day(today, days=days, in_working_days=in_working_days),
        about_kind=about.kind_name() if about else "", about_id=about.id if about else None,
    )  # fmt: skip
    least_on = queries.last_day(today, days=term.days, in_working_days=term.in_working_days)
    rules.is_long_enough(kind, ends_on=posting.ends_on, least_on=least_on).or_refuse()
    posting.contact = contact.strip() or f"{posting.community.name} {posting.community.phone}".strip()
    _number(posting, today)
    posting.save(force_insert=True)
    if about:
        threads.tie(earlier=about, later=posting)
    journal.record(
        actor=actor, act="postings.posted", thing=posting, words=posting.title, number=posting.number,
        kind=kind.value, days=days, in_working_days=in_working_days, ends_on=posting.ends_on.isoformat(),
    )  # fmt: skip
    duties.assign(
        about=posting, act="hang_posting", title=sentence("把公示贴上墙：%(title)s", title=posting.title), verb="guan",
        power=Power.SEE_DESK, due_at=clock.at(calendar.add_working_days(today, HANG_WITHIN), 18),
    )  # fmt: skip
    return posting


def _number(posting: Posting, today: date) -> None:
    posting.year, posting.serial = today.year, Counter.take(f"posting.{today.year}")
    posting.number = f"〔{posting.year}〕{posting.serial}号"


@transaction.atomic
def hang_posting(*, actor: Person, posting: Posting, place_note: str, photo: "Upload[Any] | None" = None) -> Posting:
    """Note that the printed twin hangs, and where; a photo of the board is kept and shown with it (R-19)."""
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    rules.may_hang(actor).or_refuse()
    if not place_note.strip():
        raise Invalid("place_note", _("请写贴在哪儿，例如：3 栋一楼公示栏。"))
    posting.place_note, posting.hung_at = place_note.strip(), posting.hung_at or clock.now()
    posting.save(update_fields=["place_note", "hung_at"])
    if photo:
        files.keep_file(actor=actor, upload=photo, about=posting)
    journal.record(actor=actor, act="postings.posting_hung", thing=posting, words=posting.place_note)
    duties.done(about=posting, act="hang_posting", actor=actor)
    return posting


@transaction.atomic
def withdraw_posting(*, actor: Person, posting: Posting, reason: str) -> Posting:
    """Take a posting down, and say why; it stays readable, marked as withdrawn."""
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    rules.may_post(actor).or_refuse()
    if not reason.strip():
        raise Invalid("reason", _("请写一句为什么撤下，大家会看到。"))
    posting.move_to(PostingState.WITHDRAWN)
    posting.withdrawn_why = reason.strip()[:200]
    posting.save(update_fields=["state", "withdrawn_why"])
    journal.record(
        actor=actor, act="postings.posting_withdrawn", thing=posting, words=posting.withdrawn_why,
        number=posting.number,
    )  # fmt: skip
    duties.drop(about=posting)
    return posting


@transaction.atomic
def close_over() -> int:
    """Mark the postings whose period has passed; how many there were."""
    over = list(queries.over_unmarked(clock.today()).select_for_update())
    for posting in over:
        posting.move_to(PostingState.OVER)
        posting.save(update_fields=["state"])
        journal.record(
            actor=None, act="postings.posting_over", thing=posting, number=posting.number,
            ends_on=posting.ends_on.isoformat(),
        )  # fmt: skip
    return len(over)
