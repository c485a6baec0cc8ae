"""The journal's and the access log's lines in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.web.ground.journal.words import ACTS

LOOKED = {
    "phone": gettext_lazy("电话"), "identity": gettext_lazy("证件号"), "cares": gettext_lazy("关爱情况"),
    "rows": gettext_lazy("花名册里要人看的行"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a page shows it."""

    at: datetime
    say: str
    who: str
    why: str = ""
    about: str = ""  # whose record it is about, where it is a person's
    thing_id: UUID | None = None


def say_act(act: str) -> str:
    """An act in words; one without words is shown as it is called."""
    return str(ACTS.get(act, act))


def lines_of(
    entries: Iterable[Entry], names: Mapping[UUID, str], words: Mapping[UUID, str] | None = None
) -> list[Line]:
    """What was done, by whom, about whom, and in which words, where the reader may see them."""
    return [
        Line(
            at=each.at, say=say_act(each.act), who=_name(each.actor_id, names), why=(words or {}).get(each.pk, ""),
            about=names.get(each.thing_id, "") if each.thing_id != each.actor_id else "", thing_id=each.thing_id,
        )
        for each in entries
    ]  # fmt: skip


def looks_told(looks: Iterable[Look], names: Mapping[UUID, str]) -> list[Line]:
    """Who looked at what, and why."""
    return [
        Line(
            at=each.at, say=_("看了%s") % LOOKED.get(each.field, each.field), who=_name(each.actor_id, names),
            why=each.why, about=names.get(each.thing_id, ""), thing_id=each.thing_id,
        )
        for each in looks
    ]  # fmt: skip


def _name(who: UUID | None, names: Mapping[UUID, str]) -> str:
    return names.get(who, "—") if who else _("系统")
