"""The journal's lines about homes, households and people in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.rolls.queries.histories import Happening

ACTS = {
    "homes.added": _("登记了这套房"),
    "homes.edited": _("改了资料"),
    "homes.owner_added": _("记了一位业主"),
    "homes.owner_ended": _("一位业主不再是业主"),
    "homes.split": _("拆成两套"),
    "homes.join": _("合并成一套"),
    "homes.change_undone": _("拆分或合并撤回了"),
    "households.delegate_named": _("换了户代表"),
    "households.relations_written": _("写了与户主的关系"),
    "people.registered": _("登记上花名册"),
    "people.edited": _("改了资料"),
    "people.moved_in": _("搬进来"),
    "people.moved_out": _("搬走"),
    "people.home_changed": _("随房子拆并换了门牌"),
    "people.move_undone": _("撤回了一次搬动"),
    "people.guardian_named": _("登记了监护人"),
    "people.guardian_ended": _("结束了监护"),
    "people.merged": _("并入另一条记录"),
    "people.merged_in": _("另一条记录并进来"),
    "people.merge_undone": _("合并撤回了"),
    "people.told_apart": _("核对过，不是同一个人"),
    "people.care_added": _("加了一项关爱情况"),
    "people.care_ended": _("结束了一项关爱情况"),
    "access.role_granted": _("授予了身份"),
    "access.role_ended": _("结束了身份"),
    "access.card_printed": _("印了个人卡"),
    "access.account_given": _("开了账号"),
    "access.entered_by_card": _("刷卡进来"),
}
FIELDS = {
    "kind": _("是什么"), "use": _("怎么用"), "area_x100": _("面积"), "is_fitted_out": _("装修入住"), "note": _("备注"),
    "name": _("姓名"), "sex": _("性别"), "born_on": _("出生日期"), "living": _("居住情况"), "phone": _("电话"),
    "identity": _("证件号"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a history as a page shows it."""

    at: datetime
    say: str
    about: str
    who: str


def told(history: Iterable[Happening]) -> list[Told]:
    """The lines in words, the newest first."""
    lines = [Told(each.at, str(ACTS.get(each.act, each.act)), _about(each), each.who) for each in history]
    return list(reversed(lines))


def _about(happening: Happening) -> str:
    fields = happening.facts.get("fields")
    if isinstance(fields, list):
        return "、".join(str(FIELDS.get(str(name), name)) for name in fields) + _areas(happening.facts)
    return happening.about


def _areas(facts: dict[str, object]) -> str:
    """What the area was and is, where it changed."""
    was, now = facts.get("was"), facts.get("now")
    if not isinstance(was, dict) or not isinstance(now, dict) or "area_x100" not in was:
        return ""
    before, after = (f"{(each.get('area_x100') or 0) / 100:.2f}" for each in (was, now))
    return f"（{before} → {after}）"
