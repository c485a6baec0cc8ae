"""Who votes, in which way, which paper counts, and what the law asks for: data."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Roll(models.TextChoices):
    """Whose vote counts, and as what."""

    PERSONS = "persons", _("居民，一人一票")
    HOUSEHOLDS = "households", _("住户，一户一票")
    REPRESENTATIVES = "reps", _("居民代表，一人一票")
    OWNERS = "owners", _("业主，按人数和专有面积两样算")


class Secrecy(models.TextChoices):
    OPEN = "open", _("记名，截止前可以改")
    SECRET = "secret", _("不记名，投了就定了")


class Counts(models.TextChoices):
    """Which of two good papers of one voter counts, fixed before the ballot opens; a secret one is always the first."""

    FIRST = "first", _("先收到的算")
    LAST = "last", _("后收到的算")


class Way(models.TextChoices):
    """How one matter is marked."""

    YES_NO = "yes_no", _("同意、不同意、弃权")
    PICK = "pick", _("选一个")
    APPROVE = "approve", _("可以选几个")
    RANK = "rank", _("排先后")
    BUDGET = "budget", _("花一笔钱：选想要的项目")


class Channel(models.TextChoices):
    PHONE = "phone", _("手机")
    PAPER = "paper", _("纸票")
    MEETING = "meeting", _("现场会")
    PROXY = "proxy", _("委托")


class BallotState(models.TextChoices):
    DRAFT = "draft", _("在起草")
    ASKED = "asked", _("等另一位来开")
    OPEN = "open", _("正在投")
    CLOSED = "closed", _("截止了")
    COUNTED = "counted", _("计票了")
    PUBLISHED = "published", _("公布了")
    VOID = "void", _("作废")


_S = BallotState
BALLOT_MOVES: Moves[BallotState] = Moves(
    {
        _S.DRAFT: {_S.ASKED, _S.VOID},
        _S.ASKED: {_S.OPEN, _S.DRAFT},
        _S.OPEN: {_S.CLOSED, _S.VOID},
        _S.CLOSED: {_S.COUNTED},
        _S.COUNTED: {_S.PUBLISHED},
    }
)
BEGUN = (_S.OPEN, _S.CLOSED, _S.COUNTED, _S.PUBLISHED)


class PaperState(models.TextChoices):
    COUNTS = "counts", _("算数")
    REPLACED = "replaced", _("另一张算数")
    VOID = "void", _("废票")


class VoidWhy(models.TextChoices):
    """Why a paper does not count: words of the rules of procedure."""

    UNSIGNED = "unsigned", _("没有签名")
    STRANGER = "stranger", _("不在名册上")
    COPY = "copy", _("复印件")
    UNREADABLE = "unreadable", _("涂改得认不出")
    LATE = "late", _("过了截止时间")
    NO_PROXY = "no_proxy", _("没有书面委托")
    TOO_MANY = "too_many", _("一个人代的超过了")


class SlipState(models.TextChoices):
    """A paper ballot on its way in: typed by one, typed by another, laid side by side."""

    ONCE = "once", _("录了一遍，等第二个人")
    DIFFERS = "differs", _("两遍不一样")
    DONE = "done", _("两遍一样")


YES, NO, ABSTAIN = 1, 2, 3  # the choices of every yes-or-no matter, in this order
YES_NO_NAMES = (_("同意"), _("不同意"), _("弃权"))


@dataclass(frozen=True, slots=True)
class Least:
    """A share that must be reached (以上 counts the share itself) or passed (过 does not): Civil Code 1259."""

    part: int
    of: int
    is_over: bool = False

    def holds(self, number: int, whole: int) -> bool:
        """Whether `number` is that much of `whole`: integers only (R-12)."""
        mine, asked = number * self.of, whole * self.part
        return mine > asked if self.is_over else mine >= asked

    def needed(self, whole: int) -> int:
        """The least number that holds."""
        asked = whole * self.part
        return asked // self.of + 1 if self.is_over else -(-asked // self.of)


@dataclass(frozen=True, slots=True)
class PassRule:
    """When a matter is carried: how many take part of all, and how many of them say yes."""

    name: str | Promise
    article: str | Promise
    rolls: tuple[Roll, ...]
    quorum: Least | None = None
    yes: Least | None = None


class Law(models.TextChoices):
    OWNERS_ORDINARY = "owners", _("业主共同决定：一般事项")
    OWNERS_SPECIAL = "owners_special", _("业主共同决定：重大事项")
    RESIDENTS = "residents", _("居民会议")
    REPRESENTATIVES = "reps", _("居民代表会议")
    MOST = "most", _("意见征询：得票多的")


_TWO_THIRDS, _HALF = Least(2, 3), Least(1, 2, is_over=True)
LAWS: dict[Law, PassRule] = {
    Law.OWNERS_ORDINARY: PassRule(
        _("来的业主，人数和面积都到三分之二；同意的，人数和面积都过半"),
        _("民法典第 278 条"), (Roll.OWNERS,), _TWO_THIRDS, _HALF,
    ),
    Law.OWNERS_SPECIAL: PassRule(
        _("来的业主，人数和面积都到三分之二；同意的，人数和面积都到四分之三"),
        _("民法典第 278 条第（六）（七）（八）项"), (Roll.OWNERS,), _TWO_THIRDS, Least(3, 4),
    ),
    Law.RESIDENTS: PassRule(
        _("来的过半数；同意的，过到场的半数"),
        _("城市居民委员会组织法第 27 条"), (Roll.PERSONS, Roll.HOUSEHOLDS), _HALF, _HALF,
    ),
    Law.REPRESENTATIVES: PassRule(
        _("来的代表到三分之二；同意的，过到场的半数"),
        _("城市居民委员会组织法第 29 条"), (Roll.REPRESENTATIVES,), _TWO_THIRDS, _HALF,
    ),
    Law.MOST: PassRule(_("没有门槛，只看谁得票多；是征求意见，不是法定表决"), "", tuple(Roll)),
}  # fmt: skip

# A meeting of owners is announced so long before (property regulations 14), one of residents 10 days (Organic Law 26).
NOTICE_DAYS: dict[Roll, int] = {Roll.OWNERS: 15, Roll.PERSONS: 10, Roll.HOUSEHOLDS: 10, Roll.REPRESENTATIVES: 0}
PROXIES_MOST = 3  # one agent carries at most so many, where the estate's own rules say nothing
STEP_FEN = 100  # a participatory budget hands out what is left a yuan a voter at a time
