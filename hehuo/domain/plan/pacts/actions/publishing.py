"""What is in force hangs on the board, and is filed with the street."""

from datetime import date
from typing import Any

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.plan.pacts import queries, rules
from hehuo.domain.plan.pacts.actions.drafting import locked
from hehuo.domain.plan.pacts.models import Filing, Version


@transaction.atomic
def post_version(*, actor: Person, version: Version) -> Version:
    """Post the whole pact, word for word with its code. Posted once it stays the same posting."""
    version = locked(version)
    if version.posting_id:
        return version
    rules.may_post(actor, version).or_refuse()
    assert version.in_force_on is not None  # noqa: S101  in force
    how = f"投票编号 {version.ballot.number}" if version.ballot else version.adopted
    facts = [[f"第 {each.position} 条 {each.title}", each.text] for each in queries.articles_of(version)]
    version.posting = postings.post(
        actor=actor, kind=PostingKind.AFFAIRS, about=version, title=f"{version.pact.title}（第 {version.number} 版）",
        body={"text": f"{version.in_force_on.isoformat()} 起生效，{how}。原文码 {version.code}。", "facts": facts},
    )  # fmt: skip
    version.save(update_fields=["posting"])
    journal.record(actor=actor, act="pacts.posted", thing=version)
    return version


@transaction.atomic
def file_version(
    *, actor: Person, version: Version, office: str, number: str, on: date, paper: "Upload[Any] | None" = None
) -> Filing:
    """Note that it was filed: with whom, under which number, on which day, and the stamped paper.

    Filed again, the last one holds and the first stays in the books.
    """
    version = locked(version)
    rules.may_file(actor, version).or_refuse()
    if not office.strip():
        raise Invalid("office", _("请写报给了谁，例如：永安街道办事处。"))
    if not number.strip():
        raise Invalid("number", _("请写备案号；没有编号的，写收件的凭据号。"))
    if on > clock.today():
        raise Invalid("on", _("备案的日子还没有到。"))
    if on < clock.local(version.drafted_at).date():
        raise Invalid("on", _("这一天还没有这份公约。"))
    if queries.filings_of(version).filter(number=number.strip()).exists():
        raise Conflict(_("备案号 %s 已经记过了。") % number.strip())
    filing = Filing.objects.create(
        version=version, office=office.strip()[:60], number=number.strip()[:40], on=on, by=actor,
        paper=files.keep_file(actor=actor, upload=paper, about=version) if paper else None,
    )  # fmt: skip
    duties.done(about=version, act="file_pact", actor=actor)
    journal.record(actor=actor, act="pacts.filed", thing=version, number=filing.number, on=on.isoformat())
    return filing
