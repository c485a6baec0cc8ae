"""What is given and got, by which side and in which off-book unit; states of promises and deliveries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core import money
from hehuo.core.states import Moves


class Side(models.TextChoices):
    COMMUNITY = "community", _("社区给的")
    PARTNER = "partner", _("合伙人给的")


class Kind(models.TextChoices):
    VENUE = "venue", _("场地时间")
    PUBLICITY = "publicity", _("宣传")
    VISITORS = "visitors", _("带来的客人")
    FITTING = "fitting", _("装修投入")
    FREE_PLACES = "free_places", _("免费名额")
    LOW_FEE_PLACES = "low_fee_places", _("低价名额")
    FREE_EVENTS = "free_events", _("免费活动")
    SHARE = "share", _("让利进资金")


@dataclass(frozen=True, slots=True)
class KindData:
    """Who gives it, what it is counted in, and how many of the unit make one of what people say."""

    side: Side
    unit: str
    word: Promise
    whole: int = 1


# Of money that was spent or shared only the figure stands here: it is in no pot of this account.
KINDS: dict[Kind, KindData] = {
    Kind.VENUE: KindData(Side.COMMUNITY, "space_minutes", _("小时"), 60),
    Kind.PUBLICITY: KindData(Side.COMMUNITY, "publicity_times", _("次")),
    Kind.VISITORS: KindData(Side.COMMUNITY, "visitor_times", _("人次")),
    Kind.FITTING: KindData(Side.PARTNER, "fitting_fen", _("元"), 100),
    Kind.FREE_PLACES: KindData(Side.PARTNER, "free_places", _("个")),
    Kind.LOW_FEE_PLACES: KindData(Side.PARTNER, "low_fee_places", _("个")),
    Kind.FREE_EVENTS: KindData(Side.PARTNER, "free_events", _("场")),
    Kind.SHARE: KindData(Side.PARTNER, "share_fen", _("元"), 100),
}
FROM_BOOKS = frozenset({Kind.SHARE})  # what came of it stands in the books of money, and is not noted twice


def say_amount(kind: Kind, amount: int) -> str:
    """`90` minutes of a venue are `1.5 小时`; money is written as money."""
    data = KINDS[kind]
    if data.whole == 100:
        return f"{money.yuan(amount)} {data.word}"
    whole, rest = divmod(amount, data.whole)
    return f"{whole:,}{f'{rest / data.whole:.2f}'.lstrip('0').rstrip('0') if rest else ''} {data.word}"


class PromiseState(models.TextChoices):
    OPEN = "open", _("还欠着")
    KEPT = "kept", _("兑现了")
    DROPPED = "dropped", _("不算了")


PROMISE_MOVES: Moves[PromiseState] = Moves(
    {
        PromiseState.OPEN: {PromiseState.KEPT, PromiseState.DROPPED},
        PromiseState.KEPT: {PromiseState.OPEN},  # a delivery was taken back
    }
)


class DeliveryState(models.TextChoices):
    NOTED = "noted", _("等对方确认")
    CONFIRMED = "confirmed", _("双方认了")
    RETURNED = "returned", _("对方不认")
    REVERSED = "reversed", _("冲掉了")


DELIVERY_MOVES: Moves[DeliveryState] = Moves(
    {
        DeliveryState.NOTED: {DeliveryState.CONFIRMED, DeliveryState.RETURNED},
        DeliveryState.CONFIRMED: {DeliveryState.REVERSED},
    }
)

CONFIRM_WITHIN = timedelta(days=7)
REMIND_BEFORE = timedelta(days=14)


class Amount(NamedTuple):
    """How much of one kind, in its unit, and in words."""

    kind: Kind
    amount: int

    def __str__(self) -> str:
        return say_amount(self.kind, self.amount)
