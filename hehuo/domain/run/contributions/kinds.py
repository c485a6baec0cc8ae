"""In which unit each kind of contribution is counted; states and sides are those of the give-and-get account."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core import money, ratios
from hehuo.domain.build.partners.kinds import Contribution


@dataclass(frozen=True, slots=True)
class Unit:
    """What people say, and how many of what is kept make one of it: fen to yuan, minutes to hours."""

    word: Promise
    whole: int = 1


UNITS: dict[Contribution, Unit] = {
    Contribution.MONEY: Unit(_("元"), 100),
    Contribution.GOODS: Unit(_("件")),
    Contribution.HANDS: Unit(_("人次")),
    Contribution.SKILL: Unit(_("小时"), 60),
    Contribution.VENUE: Unit(_("小时"), 60),
    Contribution.NEWS: Unit(_("次")),
}
FROM_BOOKS = frozenset({Contribution.MONEY})  # never typed: what was booked is what came
LATE_WITHIN = timedelta(days=7)  # to keep a promise that was not kept in time


def say_amount(kind: Contribution, amount: int) -> str:
    """`90` minutes of a place are `1.5 小时`; nothing is `—`."""
    unit = UNITS[kind]
    if not amount:
        return ratios.NONE
    if kind == Contribution.MONEY:
        return f"{money.yuan(amount)} {unit.word}"
    whole, rest = divmod(amount, unit.whole)
    return f"{whole:,}{f'{rest / unit.whole:.2f}'.lstrip('0').rstrip('0') if rest else ''} {unit.word}"
