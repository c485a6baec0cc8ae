"""The ways through the house: the desk's groups by verb, the phone's tabs, the portal's five verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power


@dataclass(frozen=True, slots=True)
class Way:
    """One entry: its words, address, icon, and whether one stands on it."""

    label: str
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Ways under one verb (mou, jian, guan, ping, xiang)."""

    label: str
    verb: str
    items: list[Way] = field(default_factory=list)


# verb, its words, and under it: words, url name, the power that opens it.
DESK: list[tuple[str, Callable[[], str], list[tuple[Callable[[], str], str, Power]]]] = [
    ("mou", lambda: _("商量"), [
        (lambda: _("没分的声音"), "needs:tray", Power.SORT_NEEDS),
        (lambda: _("需求清单"), "needs:desk", Power.SORT_NEEDS),
    ]),
]  # fmt: skip


def desk(request: HttpRequest) -> list[Group]:
    """The groups of the desk that the person's powers open."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    groups = []
    for verb, label, items in DESK:
        ways = [_way(request, words(), name) for words, name, power in items if access.has_power(person, power)]
        if ways:
            groups.append(Group(label(), verb, ways))
    return groups


def tabs(request: HttpRequest) -> list[Way]:
    """The phone's tab bar."""
    return [
        _way(request, _("首页"), "home", "house"),
        _way(request, _("议事"), "needs:list", "messages-square"),
    ]


def portal(request: HttpRequest) -> list[Way]:
    """The portal's whole menu."""
    return tabs(request)


def _way(request: HttpRequest, label: str, name: str, icon: str = "") -> Way:
    url = reverse(name, args=[request.community.code])  # type: ignore[attr-defined]  # below /c/ only
    return Way(label, url, icon, current=request.path == url)
