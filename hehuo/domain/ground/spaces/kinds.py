"""Words for spaces and bookings."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves

QUARTER = timedelta(minutes=15)


class Ownership(models.TextChoices):
    """Whose the space is (R-10): it decides what must be decided before anybody earns money in it."""

    STATE = "state", _("国有")
    COMMITTEE = "committee", _("居委会自有")
    OWNERS = "owners", _("业主共有")
    PUBLIC = "public", _("公建配套")
    LENT = "lent", _("民居出借")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What ownership allows: which paper lets money be earned there, whose the money is, and by what article."""

    paper: Promise
    income: Promise
    article: Promise


ALLOWANCES: dict[Ownership, Allowance] = {
    Ownership.STATE: Allowance(
        _("主管单位的批准文件"), _("出租收入上缴国库"), _("《行政事业性国有资产管理条例》第二十五条")
    ),
    Ownership.COMMITTEE: Allowance(
        _("居民会议或居民代表会议的决定，先经社区党组织研究"), _("归居委会，向居民公开"),
        _("《城市居民委员会组织法》第三十条"),
    ),
    Ownership.OWNERS: Allowance(
        _("业主共同决定：参与表决的四分之三以上同意"), _("扣除合理成本后归业主共有"), _("《民法典》第二百七十八条")
    ),
    Ownership.PUBLIC: Allowance(
        _("产权单位的书面同意，用途不变"), _("按移交协议"), _("《物业管理条例》第四十九条")
    ),
    Ownership.LENT: Allowance(
        _("有利害关系的业主一致同意"), _("按和房主的约定"), _("《民法典》第二百七十九条")
    ),
}  # fmt: skip


class Audience(models.TextChoices):
    """For whom a time is kept. The office's own use follows no opening hours."""

    RESIDENT = "resident", _("居民")
    PARTNER = "partner", _("合伙人")
    OFFICE = "office", _("社区自用")


class BookingState(models.TextChoices):
    HELD = "held", _("先留着")
    BOOKED = "booked", _("已订")
    CANCELLED = "cancelled", _("已取消")
    UNUSED = "unused", _("订了没来")


BOOKING_MOVES = Moves[BookingState](
    {
        BookingState.HELD: {BookingState.BOOKED, BookingState.CANCELLED},
        BookingState.BOOKED: {BookingState.CANCELLED, BookingState.UNUSED},
    }
)
KEPT = (BookingState.HELD, BookingState.BOOKED)  # nobody else can have the place
