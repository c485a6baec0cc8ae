"""The journal's lines about homes, households and people in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.rolls.queries.histories import Happening
from hehuo.web.ground.journal.words import ACTS

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
