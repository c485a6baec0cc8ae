"""Words for who may come, and the text a guardian agrees to."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.people.kinds import CareKind


class FreeGroup(models.TextChoices):
    """Who may come, or is free of charge (R-09): proven from the roll, but for the last, whom the office names."""

    ALONE = CareKind.ALONE.value, _("独居老人")
    DISABLED = CareKind.DISABLED.value, _("残疾")
    MIN_ALLOWANCE = CareKind.MIN_ALLOWANCE.value, _("低保")
    EXTREME_POVERTY = CareKind.EXTREME_POVERTY.value, _("特困")
    HARDSHIP_CHILD = CareKind.HARDSHIP_CHILD.value, _("困境儿童")
    AGE_70 = "age_70", _("70 岁以上")
    NAMED = "named", _("社区点名的人")


OLD = 70  # years; 以上 includes the number (Civil Code 1259)
CARES = frozenset(FreeGroup.values) & frozenset(CareKind.values)
PROVEN = [(group.value, group.label) for group in FreeGroup if group != FreeGroup.NAMED]


class ForWhom(models.TextChoices):
    ANYONE = "anyone", _("谁都可以")
    RESIDENTS = "residents", _("住在本社区的人")
    GROUPS = "groups", _("只给下面勾的人")


OLDEST = 150  # years: nobody is older, so no rule says more
CROWD = 1000  # people from whom on the police permit an event (大型群众性活动安全管理条例 2)
PERMIT_DAYS = 20  # before the event it is asked for (the same, 13)

# What a guardian agrees to with each sign-up; the line keeps the version that was read (PIPL 31, R-03).
AGREED_VERSION = "2026-1"
AGREED_TEXT = _(
    "我是孩子的监护人，同意孩子参加这次活动。孩子的姓名和我的电话（只显示后四位）给带活动的人看，"
    "只用来点名和联系我，结束 30 天后不再显示。"
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What somebody wrote down about who may come. Ages are full years on the day; a number includes itself."""

    youngest: int | None = None
    oldest: int | None = None
    for_whom: ForWhom = ForWhom.ANYONE
    groups: tuple[FreeGroup, ...] = ()
    label: str = ""  # how everyone reads the groups; nobody is to guess a person's reason from it
    accompanied_under: int | None = None
    free_places: int = 0
    free_groups: tuple[FreeGroup, ...] = ()
    free_label: str = ""
    is_risky: bool = False
    insurer: str = ""
    policy: str = ""
    covered_from: date | None = None
    covered_until: date | None = None
    expected: int | None = None
    permit: str = ""
    permitted_on: date | None = None


OPEN_TO_ALL = Conditions()
