"""Which pacts there are, who votes on each and by which law, and what a pact must not say: data."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.ballots.kinds import Law, Roll


class PactKind(models.TextChoices):
    COVENANT = "covenant", _("管理规约（小区业主）")
    NEIGHBOURS = "neighbours", _("小区居民公约")
    BUILDING = "building", _("楼栋公约")
    RESIDENTS = "residents", _("居民公约（全社区）")


@dataclass(frozen=True, slots=True)
class PactRule:
    """Where a kind of pact holds, who votes on it by which law, and whether the street wants to have it."""

    level: PlaceKind | None  # none: the whole community
    whose: str | Promise
    ways: tuple[tuple[Roll, Law], ...]
    article: str | Promise
    is_filed: bool = True


# The residents' meeting is the whole community's: what an estate or a building agrees on is a consultation (R-15).
RULES: dict[PactKind, PactRule] = {
    PactKind.COVENANT: PactRule(
        PlaceKind.ESTATE, _("这个小区的业主"), ((Roll.OWNERS, Law.OWNERS_ORDINARY),),
        _("民法典第 278 条第（二）项"),
    ),
    PactKind.NEIGHBOURS: PactRule(
        PlaceKind.ESTATE, _("住在这个小区的居民"), ((Roll.HOUSEHOLDS, Law.MOST), (Roll.PERSONS, Law.MOST)),
        _("大家商量着定，是意见征询"),
    ),
    PactKind.BUILDING: PactRule(
        PlaceKind.BUILDING, _("住在这栋楼的居民"), ((Roll.HOUSEHOLDS, Law.MOST), (Roll.PERSONS, Law.MOST)),
        _("大家商量着定，是意见征询"), is_filed=False,
    ),
    PactKind.RESIDENTS: PactRule(
        None, _("全社区的居民"),
        ((Roll.HOUSEHOLDS, Law.RESIDENTS), (Roll.PERSONS, Law.RESIDENTS), (Roll.REPRESENTATIVES, Law.REPRESENTATIVES)),
        _("城市居民委员会组织法第 31 条"),
    ),
}  # fmt: skip


class VersionState(models.TextChoices):
    DRAFT = "draft", _("在起草")
    COMMENT = "comment", _("正在征求意见")
    VOTING = "voting", _("正在表决")
    IN_FORCE = "in_force", _("生效了")
    REPLACED = "replaced", _("有了新的一版")
    FAILED = "failed", _("没有通过")
    DROPPED = "dropped", _("不办了")


_S = VersionState
VERSION_MOVES: Moves[VersionState] = Moves(
    {
        _S.DRAFT: {_S.COMMENT, _S.VOTING, _S.IN_FORCE, _S.DROPPED},  # in force at once: only as taken over
        _S.COMMENT: {_S.DRAFT},
        _S.VOTING: {_S.IN_FORCE, _S.FAILED, _S.DRAFT},
        _S.IN_FORCE: {_S.REPLACED},
    }
)
UNDERWAY = (_S.DRAFT, _S.COMMENT, _S.VOTING)
TOLD = (_S.COMMENT, _S.VOTING, _S.IN_FORCE, _S.REPLACED, _S.FAILED)  # what everyone may read


class ChangeKind(models.TextChoices):
    ADDED = "added", _("添了一条")
    CHANGED = "changed", _("改了一条")
    DROPPED = "dropped", _("去掉一条")


class Hand(models.TextChoices):
    PHONE = "phone", _("手机")
    PAPER = "paper", _("纸上签名")


@dataclass(frozen=True, slots=True)
class Watched:
    """Words (as patterns) that often stand where a pact goes too far, and why."""

    words: tuple[str, ...]
    why: str | Promise


# Not a ban on words: whoever puts a pact to the vote looks at each place and says why it touches no right.
WATCHED = (
    Watched(("罚款", "处罚", "扣分", "违约金"), _("公约不能罚款、处罚，只能劝说、约定赔偿")),
    Watched(("停水", "断水", "停电(?![动瓶])", "断电", "停气", "断气"), _("不能用停水停电来催")),
    Watched(("没收", "扣押", "强制拆除", "拖走", "销毁"), _("不能动别人的东西")),
    Watched(("禁止进入", "不准进入", "限制出入", "搜查", "扣人"), _("不能限制人进出")),
    Watched(("取消投票", "不得投票", "取消资格", "不得参加选举"), _("不能去掉谁的投票、选举权利")),
    Watched(("曝光", "点名批评", "公布姓名", "贴照片"), _("不能公开个人信息来羞人")),
)  # fmt: skip

COMMENT_DAYS = 7  # a round of comments lasts at least so long: a weekend lies in it
ANSWER_WITHIN = 3  # working days
TEXT_LIMIT, TITLE_LIMIT, COMMENT_LIMIT = 1000, 40, 500
ARTICLES_MOST = 80
