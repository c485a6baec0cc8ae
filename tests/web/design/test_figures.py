"""Figures drawn as SVG: the bar, its label and its spoken words come from the same number."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from hehuo.web.design import charts, figures


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def test_a_seal_says_its_verb_and_state() -> None:
    assert figures.seal("guan", "now") == (
        '<svg class="seal" data-state="now" role="img" aria-label="管，进行中">'
        '<use href="/static/icons.svg#v-guan"/></svg>'
    )
    assert 'aria-hidden="true"' in figures.seal("guan", "ink", "m", silent=True)


@pytest.mark.parametrize(
    ("step", "verb", "said"), [(0, "mou", "还没开始"), (3, "guan", "第3步 管，进行中"), (6, "xiang", "五步走完")]
)
def test_a_ring_stands_at_its_verb(step: int, verb: str, said: str) -> None:
    drawn = figures.ring(step, "m")
    assert f'class="ring ring--m" data-step="{step}" role="img" aria-label="{said}"' in drawn
    assert f"#v-{verb}" in drawn


def test_windows_are_lit_from_the_ground_up_and_counted() -> None:
    shape = figures.windows_shape(5, 6, columns=4)
    assert shape == figures.Windows(
        width=54,
        height=18,
        lit="M0 10h11v7h-11zM14 10h11v7h-11zM28 10h11v7h-11zM42 10h11v7h-11zM0 0h11v7h-11z",
        dark="M14 0h11v7h-11z",
    )
    assert 'aria-label="6 户中 5 户"' in figures.windows(5, 6)


def test_a_gate_marks_its_threshold() -> None:
    drawn = figures.gate(203, 256, 66.7, "要到三分之二")
    assert 'data-state="passed"' in drawn
    assert 'width="79.3%"' in drawn
    assert 'aria-label="79.3%，要到三分之二，过了"' in drawn
    assert '<text x="66.7%" y="2.65em">要到三分之二</text>' in drawn


def test_at_the_mark_itself_the_rule_decides_not_the_drawing() -> None:
    assert 'data-state="open"' in figures.gate(50, 100, 50, "要过半", passed=False)
    assert 'data-state="passed"' in figures.gate(50, 100, 50, "要到一半", passed=True)


def test_a_label_near_the_end_stays_inside() -> None:
    assert '<text class="at-end" x="100%" y="2.65em">要过 80%</text>' in figures.gate(91, 100, 80, "要过 80%")


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 3, 33.3), (5, 4, 100), (-1, 4, 0), (1, 0, 0), (1, 2, 50)])
def test_a_share_stays_on_the_bar(part: int, whole: int, share: float) -> None:
    assert figures.tenth(part, whole) == share


def test_what_people_wrote_is_escaped() -> None:
    assert "<b>" not in figures.gate(1, 2, 50, "<b>")
    assert figures.chop("<>", "m") == '<span class="chop chop--m song" aria-hidden="true">&lt;<br>&gt;</span>'
    assert "<i>" not in charts.flow([charts.Stream("<i>", 1)], [], "x")


def test_a_code_has_its_quiet_zone_and_its_size_on_paper() -> None:
    drawn = figures.qr("https://example.org/", "公开栏", 29)
    assert 'width="29mm" height="29mm"' in drawn
    assert 'aria-label="公开栏"' in drawn
    assert "M4 4.5h7" in drawn  # the corner mark begins after four empty modules


def test_both_sides_of_a_flow_carry_the_same_height() -> None:
    drawn = charts.flow([charts.Stream("义卖", 300), charts.Stream("让利", 100)], [charts.Stream("留下", 400)], "去向")
    assert 'height="192.0"' in drawn
    assert 'height="64.0"' in drawn
    assert 'height="256.0"' in drawn


def test_variants() -> None:
    assert figures.variants("main desk", "button") == "button button--main button--desk"
    assert figures.variants("", "button") == "button"
