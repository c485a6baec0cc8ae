"""The card a community starts with, its bands, and the way of a review from opened to final (domain facts 1.6)."""

from typing import NamedTuple, TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class ReviewState(models.TextChoices):
    OPEN = "open", _("正在打分")
    ASKED = "asked", _("等书记定")
    DECIDED = "decided", _("定了，等公示")
    POSTED = "posted", _("正在公示")
    FINAL = "final", _("定案")
    DROPPED = "dropped", _("不评了")


_S = ReviewState
REVIEW_MOVES: Moves[ReviewState] = Moves(
    {
        _S.OPEN: {_S.ASKED, _S.DROPPED},
        _S.ASKED: {_S.OPEN, _S.DECIDED},
        _S.DECIDED: {_S.POSTED},
        _S.POSTED: {_S.FINAL, _S.OPEN},  # an objection was upheld: it is scored again
    }
)
CLOSED = (_S.FINAL, _S.DROPPED)
KNOWN = (_S.POSTED, _S.FINAL)  # what everyone may read


class LineData(TypedDict):
    """A line of a card, as it is kept."""

    key: str
    title: str
    points: int  # at most


class BandData(TypedDict):
    """A band of a card: from how many points on, its name, its stars; `fails` where it is not enough."""

    least: int
    name: str
    stars: int
    fails: bool


class CardData(NamedTuple):
    """What a card says."""

    lines: list[LineData]
    bands: list[BandData]


# No national rule sets it: the typical card of offices (domain facts 1.6). Names are data, as an office's own are.
LINES: list[LineData] = [
    {"key": "service", "title": "服务数量", "points": 25},
    {"key": "quality", "title": "质量与满意度", "points": 30},
    {"key": "giving", "title": "公益性和反哺", "points": 20},
    {"key": "safety", "title": "合规安全", "points": 15},
    {"key": "taking_part", "title": "居民参与与创新", "points": 10},
]
BANDS: list[BandData] = [
    {"least": 90, "name": "五星", "stars": 5, "fails": False},
    {"least": 80, "name": "四星", "stars": 4, "fails": False},
    {"least": 70, "name": "三星", "stars": 3, "fails": False},
    {"least": 60, "name": "二星", "stars": 2, "fails": False},
    {"least": 0, "name": "不合格", "stars": 0, "fails": True},
]
FULL = 100  # the points of a whole card
SAMPLE = 10  # ratings, below which a satisfaction is not shown beside a line
REVIEWERS = 3  # at least
SCORE_DAYS = 5  # working days to score
POST_DAYS = 7  # plain days on the wall (domain facts 1.6), never below the board's own shortest
FAILS = 2  # so many in a row suggest an exit
LONGEST_DAYS = 366


class FigureKey(models.TextChoices):
    """What the house knows by itself of a partner's period."""

    HELD = "held", _("办过的场次")
    VISITS = "visits", _("人次")
    PERSONS = "persons", _("来过的人")
    SERVICES = "services", _("做完的服务单")
    SATISFACTION = "satisfaction", _("满意（四星五星）")
    HELP = "help", _("求助解决了")
    SHARE = "share", _("让利到账（元）")
    FREE_PLACES = "free_places", _("免费名额")
    EXCHANGES = "exchanges", _("往来账兑现")
    CONTRIBUTIONS = "contributions", _("说好的投入兑现")
    COMPLAINTS = "complaints", _("投诉")
    PAUSES = "pauses", _("被暂停")


# Beside which line of the first card a figure stands; a line that the office adds has none.
BESIDE: dict[str, tuple[FigureKey, ...]] = {
    "service": (FigureKey.HELD, FigureKey.VISITS, FigureKey.SERVICES),
    "quality": (FigureKey.SATISFACTION, FigureKey.HELP),
    "giving": (FigureKey.SHARE, FigureKey.FREE_PLACES, FigureKey.EXCHANGES, FigureKey.CONTRIBUTIONS),
    "safety": (FigureKey.COMPLAINTS, FigureKey.PAUSES),
    "taking_part": (FigureKey.PERSONS,),
}
