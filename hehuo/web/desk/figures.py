"""The key figures beside the day. Each opens the records it was counted from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.postings.kinds import PostingState
from hehuo.domain.plan.needs import queries as needs
from hehuo.web.design import words

SINCE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it counts, and where its records stand."""

    value: str
    label: str
    url: str


def _tray(community: str) -> Figure:
    return Figure(words.count(needs.tray_count()), _("没分的声音"), reverse("needs:tray", args=[community]))


def _open_needs(community: str) -> Figure:
    return Figure(words.count(needs.open_needs().count()), _("在办的需求"), reverse("needs:list", args=[community]))


def _postings(community: str) -> Figure:
    up = postings.postings(state=PostingState.UP).count()
    return Figure(words.count(up), _("正在公示"), reverse("postings:list", args=[community]))


def _response(community: str) -> Figure:
    minutes = postings.response_since(clock.now() - SINCE).mean_minutes
    value = words.NOT_KNOWN if minutes is None else words.hours(minutes)
    return Figure(value, _("近 30 天平均答复"), f"{reverse('postings:questions', args=[community])}?state=all")


FIGURES: list[tuple[Power, Callable[[str], Figure]]] = [
    (Power.SORT_NEEDS, _tray),
    (Power.SORT_NEEDS, _open_needs),
    (Power.SEE_DESK, _postings),
    (Power.ANSWER_QUESTIONS, _response),
]


def figures_for(person: Person, community: str) -> list[Figure]:
    """The figures that concern this person's work."""
    return [figure(community) for power, figure in FIGURES if access.has_power(person, power)]
