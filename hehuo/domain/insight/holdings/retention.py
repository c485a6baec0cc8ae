"""How long what is kept, as a table, and the daily pruning of what is past its term (R-32, R-46, PIPL 19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.access.models import EntryTry
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.intakes.kinds import IntakeState, PieceState, RowState
from hehuo.domain.ground.intakes.models import IntakeRow, Piece
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.run.banks.models import HeldPaper

LAWFUL_LOG_DAYS = 183  # no access log goes before six months are over (Cybersecurity Law, 网络安全法)


@dataclass(frozen=True, slots=True)
class Term:
    """One kind of data, how long it stays, by which article or habit, and what takes it out."""

    key: str
    what: Promise
    days: int
    basis: Promise
    prune: Callable[[datetime], int]


def _looks(before: datetime) -> int:
    return Look.objects.filter(at__lt=before).delete()[0]


def _rows(before: datetime) -> int:
    """Rows of rosters that were put right or left aside; those that wait for somebody stay."""
    done = IntakeRow.objects.filter(intake__made_at__lt=before, state__in=(RowState.MENDED, RowState.LEFT))
    return done.delete()[0]


def _undo_notes(before: datetime) -> int:
    """A roster of long ago is no longer taken back as a whole, so how to do it need not lie here."""
    old = Piece.objects.filter(intake__made_at__lt=before, intake__state=IntakeState.TAKEN, state=PieceState.TAKEN)
    return old.delete()[0]


def _tries(before: datetime) -> int:
    return EntryTry.objects.filter(since_at__lt=before).delete()[0]


def _consents(before: datetime) -> int:
    return Consent.objects.filter(withdrawn_at__lt=before).delete()[0]


def _messages(before: datetime) -> int:
    return Message.objects.filter(read_at__lt=before).delete()[0]


def _papers(before: datetime) -> int:
    return HeldPaper.objects.filter(made_at__lt=before).delete()[0]


TERMS: tuple[Term, ...] = (
    Term("looks", _("查看记录（谁看过谁）"), max(settings.LOOK_DAYS, LAWFUL_LOG_DAYS),
         _("网络安全法：日志不少于六个月"), _looks),
    Term("rows", _("花名册里看过的行"), 30, _("办完就不用再留（个人信息保护法第十九条）"), _rows),
    Term("undo_notes", _("花名册整份撤回用的底"), 30, _("过了一个月不再整份撤回（习惯）"), _undo_notes),
    Term("papers", _("没认出列、没有收下的银行流水文件"), 30, _("办完就不用再留（个人信息保护法第十九条）"), _papers),
    Term("tries", _("输错密码的次数"), 1, _("只用来防猜密码（习惯）"), _tries),
    Term("consents", _("撤回了的同意"), 3 * 365, _("证明同意过：诉讼时效三年（民法典第一百八十八条）"), _consents),
    Term("messages", _("看过的通知"), 2 * 365, _("事情过去两年（习惯）"), _messages),
)  # fmt: skip


def before_of(term: Term, now: datetime) -> datetime:
    """What is older than this is past its term."""
    return now - timedelta(days=term.days)
