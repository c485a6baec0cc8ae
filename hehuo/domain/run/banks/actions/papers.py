"""A file whose columns nobody knew: held, its columns said by hand, taken in by them, or dropped."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, secrecy
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import keeping, mapping, queries, rules
from hehuo.domain.run.banks.kinds import PAPER_LIMIT
from hehuo.domain.run.banks.models import ColumnTemplate, HeldPaper, Statement


@transaction.atomic
def hold_paper(*, actor: Person, fund: Fund, content: bytes, name: str, closing_fen: int) -> HeldPaper:
    """Keep a file sealed until somebody says what its columns are, with what can be guessed; the same file once.

    Raises FileFault where it is no table, Conflict where it was taken before, Refused where it is too large to hold.
    """
    rules.may_reconcile(actor).or_refuse()
    keeping.check_new(fund, content)
    if len(content) > PAPER_LIMIT:
        raise Refused(_("这份文件超过 %d MB，请按月分开传。") % (PAPER_LIMIT >> 20))
    shown = mapping.look_at(content, name)
    proposal = mapping.propose(shown, list(queries.templates_of(fund)))
    paper, made = HeldPaper.objects.get_or_create(
        fund=fund, file_hash=keeping.digest_of(content),
        defaults={
            "file_name": name[:200], "content_sealed": secrecy.seal_bytes(content), "closing_fen": closing_fen,
            "sheet": shown.sheet, "columns": proposal.columns, "start": proposal.start, "called": proposal.called,
            "made_by": actor,
        },
    )  # fmt: skip
    if made:
        journal.record(actor=actor, act="banks.paper_held", thing=paper, words=paper.file_name)
    elif paper.closing_fen != closing_fen:
        paper.closing_fen = closing_fen
        paper.save(update_fields=["closing_fen"])
    return paper


@transaction.atomic
def say_columns(
    *,
    actor: Person,
    paper: HeldPaper,
    said: Mapping[int, str],
    start: int,
    closing_fen: int,
    opening_fen: int | None = None,
    called: str = "",
    sheet: int = 0,
) -> HeldPaper:
    """What each column of the sheet is (by its place, from 0), and the row where the data begin; kept as said.

    Raises Invalid for a column that was said twice, and for days or amounts that were not said at all.
    """
    rules.may_reconcile(actor).or_refuse()
    paper = _locked(paper)
    paper.columns = mapping.columns_of(said)
    if start < 1:
        raise Invalid("start", _("请选数据从哪一行开始。"))
    paper.start, paper.sheet, paper.called = start, sheet, called.strip()[:40]
    paper.closing_fen, paper.opening_fen = closing_fen, opening_fen
    paper.save(update_fields=["columns", "start", "sheet", "called", "closing_fen", "opening_fen"])
    return paper


@transaction.atomic
def take_paper(*, actor: Person, paper: HeldPaper) -> Statement:
    """Take it in by its columns, whole or not at all; they become a template of this account, under their name.

    Raises FileFault (Faults with each row's reason), Invalid, Conflict; the file is still held then.
    """
    rules.may_reconcile(actor).or_refuse()
    paper = _locked(paper)
    if not paper.called:
        raise Invalid("called", _("请给这种样子起个名字，下次照它读。"))
    content = paper.content
    keeping.check_new(paper.fund, content)
    read = mapping.read_paper(paper)
    made = keeping.keep(
        actor, paper.fund, read, content=content, name=paper.file_name, closing_fen=paper.closing_fen
    )  # fmt: skip
    shape = mapping.shape_of(mapping.look_at(content, paper.file_name, paper.sheet), paper.start)
    ColumnTemplate.objects.update_or_create(
        fund=paper.fund, name=paper.called,
        defaults={"header_hash": shape, "columns": paper.columns, "made_by": actor, "used_at": clock.now()},
    )  # fmt: skip
    paper.delete()
    return made


@transaction.atomic
def drop_paper(*, actor: Person, paper: HeldPaper) -> None:
    """It was the wrong file: nothing of it stays but that it was dropped."""
    rules.may_reconcile(actor).or_refuse()
    paper = _locked(paper)
    journal.record(actor=actor, act="banks.paper_dropped", thing=paper, words=paper.file_name)
    paper.delete()


def _locked(paper: HeldPaper) -> HeldPaper:
    found = HeldPaper.objects.select_for_update(of=("self",)).select_related("fund").filter(pk=paper.pk).first()
    if found is None:
        raise Conflict(_("这份文件已经收好或者拿掉了。"))
    return found
