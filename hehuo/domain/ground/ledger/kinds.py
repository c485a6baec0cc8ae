"""Units and kinds of account, as data."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    MONEY = "money", _("钱")
    POINTS = "points", _("积分")
    TIME = "time", _("工时")
    OFF_BOOK = "off_book", _("账外往来")  # give and get between neighbours: never part of a fund's totals


class UnitData(NamedTuple):
    """One row of the table of units."""

    code: str
    name: str
    kind: UnitKind


FEN = "fen"
POINTS = "points"
MINUTES = "minutes"
UNITS = {
    unit.code: unit
    for unit in (
        UnitData(FEN, "分", UnitKind.MONEY),
        UnitData(POINTS, "积分", UnitKind.POINTS),
        UnitData(MINUTES, "服务分钟", UnitKind.TIME),
        UnitData("space_minutes", "场地分钟", UnitKind.OFF_BOOK),
        UnitData("service_times", "服务次数", UnitKind.OFF_BOOK),
        UnitData("publicity_times", "宣传次数", UnitKind.OFF_BOOK),
        UnitData("visitor_times", "带来的客人人次", UnitKind.OFF_BOOK),
        UnitData("fitting_fen", "装修投入分（账外）", UnitKind.OFF_BOOK),
        UnitData("free_places", "免费名额", UnitKind.OFF_BOOK),
        UnitData("low_fee_places", "低价名额", UnitKind.OFF_BOOK),
        UnitData("free_events", "免费活动场数", UnitKind.OFF_BOOK),
        UnitData("share_fen", "让利分（账外对照）", UnitKind.OFF_BOOK),
    )
}


class AccountKind(models.TextChoices):
    ASSET = "asset", _("资金")
    EARMARK = "earmark", _("用途总额")
    PURPOSE = "purpose", _("用途")
    INCOME = "income", _("收入")
    EXPENSE = "expense", _("支出")
    OPENING = "opening", _("期初")
    ISSUER = "issuer", _("发放方")
    HOLDER = "holder", _("持有人")


@dataclass(frozen=True, slots=True)
class KindRule:
    """On which side an account of this kind grows, and whether it may go below nothing."""

    grows_by_debit: bool
    may_overdraw: bool = False


KIND_RULES: dict[AccountKind, KindRule] = {
    AccountKind.ASSET: KindRule(grows_by_debit=True),
    AccountKind.EARMARK: KindRule(grows_by_debit=True),
    AccountKind.PURPOSE: KindRule(grows_by_debit=False),
    AccountKind.INCOME: KindRule(grows_by_debit=False),
    AccountKind.EXPENSE: KindRule(grows_by_debit=True),
    AccountKind.OPENING: KindRule(grows_by_debit=False, may_overdraw=True),
    AccountKind.ISSUER: KindRule(grows_by_debit=True, may_overdraw=True),
    AccountKind.HOLDER: KindRule(grows_by_debit=False),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not as it was written: what is wrong (a slug), which row, and one sentence for a person."""

    code: str
    row: str
    say: str
