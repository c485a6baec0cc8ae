"""Of what a recipe is made, how far a setup came, and the figures that say how it did."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.places.kinds import PlaceKind


class PartKind(models.TextChoices):
    PROJECT = "project", _("项目")
    CALL = "call", _("招募令")
    PACT = "pact", _("公约")
    COURSE = "course", _("课程")


class RecipeState(models.TextChoices):
    DRAFT = "draft", _("在写")
    SHARED = "shared", _("公开了")


class PieceState(models.TextChoices):
    """What became of one part in one place."""

    WAITING = "waiting", _("还没动")
    MADE = "made", _("起草了")
    SKIPPED = "skipped", _("这里不做")


PIECE_MOVES: Moves[PieceState] = Moves(
    {
        PieceState.WAITING: {PieceState.MADE, PieceState.SKIPPED},
        PieceState.SKIPPED: {PieceState.WAITING},
    }
)

PLACES = (PlaceKind.ESTATE, PlaceKind.BUILDING)  # where a recipe is set up
PARTS_MOST = 20
DAYS_MOST = 3650

# How it did there: what each figure is called. Fen where its name says so.
FIGURES: dict[str, str | Promise] = {
    "planned_fen": _("预算"),
    "paid_fen": _("实付"),
    "days": _("用了几天"),
    "answered": _("回访人数"),
    "better": _("说好了的"),
    "applications": _("报名"),
    "agreed": _("入伙"),
    "articles": _("条数"),
    "sessions": _("上了几节"),
    "visits": _("人次"),
    "persons": _("人数"),
}
