"""The living sheet draws every part, in both dressings and both languages."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import translation

from hehuo.web.design.pages import design_page

# The frames ask the database whether it is a demo.
pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).resolve().parents[3] / "hehuo" / "web" / "templates"


def sheet(address: str = "/design", language: str = "zh-hans") -> str:
    with translation.override(language):
        return design_page(RequestFactory().get(address)).content.decode()


def test_the_sheet_stands_in_paper_and_in_large_text() -> None:
    assert 'data-theme="elder"' not in sheet()
    assert '<html lang="zh-Hans" data-theme="elder">' in sheet("/design?dress=elder")


def test_every_heading_on_the_sheet_is_named_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', sheet())
    assert sorted(ids) == sorted(set(ids))


def test_no_part_is_left_unresolved() -> None:
    text = sheet()
    assert "<c-" not in text
    assert "{%" not in text
    assert " style=" not in text


def test_every_part_is_on_the_sheet() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "design").glob("*.html"))
    parts = {
        path.relative_to(TEMPLATES / "cotton").as_posix().removesuffix(".html").removesuffix("/index").replace("/", ".")
        for path in (TEMPLATES / "cotton").rglob("*.html")
        if not path.name.startswith("_")
    }
    assert {part for part in parts if f"<c-{part} " not in shown and f"<c-{part}>" not in shown} == set()


@pytest.mark.parametrize("frame", ["phone", "inner", "portal", "desk", "plain", "print"])
def test_every_frame_offers_large_text_and_the_other_language(frame: str) -> None:
    from django.template.loader import render_to_string

    request = RequestFactory().get("/somewhere/?a=1")
    text = render_to_string(
        f"frames/{frame}.html", {"elder": False, "tabs": [], "desk_nav": [], "portal_nav": []}, request
    )
    assert 'action="/text-size/"' in text
    assert 'action="/language/"' in text
    assert 'name="next" value="/somewhere/?a=1"' in text
    assert text.count('id="main"') == 1
    assert 'class="skip" href="#main"' in text
