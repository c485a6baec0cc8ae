"""Which acts the journey line tells, under which verb, and in which words. An act that is not here stays inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hehuo.core import money

Facts = Mapping[str, Any]
Words = Callable[[Facts], str]


class Verb(models.TextChoices):
    """The five verbs, in the order in which the work flows."""

    MOU = "mou", gettext_lazy("一起商量")
    JIAN = "jian", gettext_lazy("一起办成")
    GUAN = "guan", gettext_lazy("一起管好")
    PING = "ping", gettext_lazy("一起打分")
    XIANG = "xiang", gettext_lazy("一起共享")


@dataclass(frozen=True, slots=True)
class Told:
    """How one act is told; `many` tells a run of the same act in one line."""

    verb: Verb
    title: Words
    note: Words = lambda _facts: ""
    is_key: bool = False
    many: Callable[[int], str] | None = None


def _yuan(facts: Facts, name: str) -> str:
    return money.yuan(int(facts.get(name, 0)))


TOLD: dict[str, Told] = {
    "needs.voice_said": Told(
        Verb.MOU,
        lambda _f: _("有人说了这件事"),
        many=lambda n: ngettext("%d 位居民说了这件事", "%d 位居民说了这件事", n) % n,
    ),
    "needs.need_published": Told(
        Verb.MOU,
        lambda f: _("进了需求清单，编号 %s") % f.get("number", ""),
        lambda f: _("%(voices)s 条声音，%(homes)s 户") % {"voices": f.get("voices", 0), "homes": f.get("homes", 0)},
        is_key=True,
    ),
    "needs.need_taken_up": Told(Verb.JIAN, lambda _f: _("开始办了")),
    "needs.need_answered": Told(Verb.XIANG, lambda _f: _("办成了，给每位说的人回了音"), is_key=True),
    "needs.need_declined": Told(Verb.MOU, lambda _f: _("办不了，说明了原因"), is_key=True),
}
