"""What the content security policy forbids is in no template, and every icon that is named exists."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "hehuo" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (WEB / "static" / "icons.svg").read_text(encoding="utf-8")))

FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "an inline style": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
    "a script address": re.compile(r"javascript:"),
    "hx-on or hx-vals that need eval": re.compile(r"\bhx-on\b|\bhx-on:|=[\"']js:"),
    "a data address": re.compile(r"(src|href)\s*=\s*[\"']data:"),
    "a page of somebody else": re.compile(r"<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*[\"']https?:"),
}
NAMED_ICON = re.compile(r"{%\s*icon\s+[\"']([\w-]+)[\"']|(?<![\w-])icon=[\"']([\w-]+)[\"']")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    found = [
        f"{path.relative_to(WEB)}: {hit.group(0)}"
        for path in TEMPLATES
        for hit in FORBIDDEN[what].finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_icon_that_a_template_names_exists() -> None:
    missing = {
        f"{path.relative_to(WEB)}: {name}"
        for path in TEMPLATES
        for pair in NAMED_ICON.findall(path.read_text(encoding="utf-8"))
        for name in pair
        if name and name not in SPRITE
    }
    assert missing == set()


def test_every_icon_that_the_code_names_exists() -> None:
    from hehuo.web.design.figures import CHIP_ICONS, VERB_NAMES

    assert set(CHIP_ICONS.values()) <= SPRITE
    assert {f"v-{verb}" for verb in VERB_NAMES} <= SPRITE


def test_the_guard_sees_what_it_must() -> None:
    assert FORBIDDEN["an inline handler"].search('<a class="x" onclick="go()">')
    assert FORBIDDEN["an inline script"].search("<script>go()</script>")
    assert not FORBIDDEN["an inline script"].search('<script src="/x.js" defer></script>')
