"""A pact on paper: the whole of it with its code, and a list of doors to sign on, building by building."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.pacts import homes, queries
from hehuo.domain.plan.pacts.homes import Sheet
from hehuo.domain.plan.pacts.models import Article
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered

# A sheet of A4 in its own pixels (print.css, .notice-articles): what is left between the heads and the foot.
FIRST, NEXT, FOOT = 860, 960, 170
TITLE, LINE, GAP, LETTERS = 30, 26, 10, 40
DOORS = 36  # two columns of eighteen


@dataclass(frozen=True, slots=True)
class DoorSheet:
    """One sheet of a building's list: rows of two doors each, the second may be none."""

    building: str
    rows: list[tuple[object, ...]]
    number: int
    of: int


def version_print(request: CommunityRequest, community: str, version_id: UUID) -> HttpResponse:
    """Every word, on as many sheets as it takes."""
    version = fetch(queries.visible_to(request.person), version_id)
    context = {
        "pact": version.pact, "version": version, "sheets": sheets_of(queries.articles_of(version)),
        "a3": request.GET.get("paper") == "a3",
    }  # fmt: skip
    return render(request, "pacts/version_print.html", context)


def sheets_of(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles on sheets of A4; the foot with the code has its place on the last."""
    sheets: list[list[Article]] = [[]]
    left = FIRST - FOOT
    for article in articles:
        needed = height_of(article)
        if needed > left and sheets[-1]:
            sheets.append([])
            left = NEXT - FOOT
        sheets[-1].append(article)
        left -= needed
    return sheets


def height_of(article: Article) -> int:
    """What an article takes on paper, in the sheet's pixels."""
    lines = sum(-(-max(len(part), 1) // LETTERS) for part in article.text.splitlines() or [""])
    return TITLE + lines * LINE + GAP


@powered(Power.COLLECT_VOICES)
def sheets_print(request: PersonRequest, community: str, version_id: UUID) -> HttpResponse:
    """The doors of one building, or of all, to be signed by hand. It does not say who signed already."""
    version = fetch(queries.told_versions(), version_id)
    found = homes.sheets_of(version.pact)
    asked = request.GET.get("building")
    chosen = [sheet for sheet in found if asked in (None, "", sheet.building)]
    context = {
        "pact": version.pact, "version": version, "buildings": [sheet.building for sheet in found],
        "sheets": [each for sheet in chosen for each in door_sheets(sheet)],
    }  # fmt: skip
    return render(request, "pacts/sheets_print.html", context)


def door_sheets(sheet: Sheet) -> list[DoorSheet]:
    """A building's doors, counted down the first column and then down the second."""
    pages = [tuple(sheet.homes[start : start + DOORS]) for start in range(0, len(sheet.homes), DOORS)]
    return [DoorSheet(sheet.building, _rows(page), number, len(pages)) for number, page in enumerate(pages, 1)]


def _rows(page: tuple[object, ...]) -> list[tuple[object, ...]]:
    half = -(-len(page) // 2)
    left, right = page[:half], page[half:]
    return list(zip(left, [*right, *([None] * (half - len(right)))], strict=True))
