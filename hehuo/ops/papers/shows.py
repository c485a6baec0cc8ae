"""What `hehuo show KIND` prints: the figures that the pages show, so that any of them can be checked from outside."""

from collections.abc import Callable
from typing import Any

from hehuo.ops.papers import money, recruitment
from hehuo.ops.papers.partners import show_partners
from hehuo.ops.papers.rosters import show_places, show_roster
from hehuo.ops.papers.visits import show_visits

# Called inside a community's scope.
SHOWS: dict[str, Callable[[], dict[str, Any]]] = {
    "roster": show_roster,
    "places": show_places,
    "applications": recruitment.show_applications,
    "feedback": recruitment.show_feedback,
    "funds": money.show_funds,
    "books": money.show_books,
    "partners": show_partners,
    "visits": show_visits,
}
