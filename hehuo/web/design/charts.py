"""Charts drawn by the server. Always with a table of the same figures beside them (design rule 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hehuo.web.design import words


@dataclass(frozen=True)
class Pair:
    """One line of a before/after chart, both in per cent."""

    name: str
    before: float
    after: float


def before_after(pairs: Sequence[Pair], label: str) -> SafeString:
    """Two bars a line: before in outline, after in 竹青."""
    lines = format_html_join(
        "",
        '<text x="76" y="{}" text-anchor="end">{}</text>'
        '<rect class="chart-before" x="88.5" y="{}" width="{}" height="11"/><text x="{}" y="{}">{}%</text>'
        '<rect class="fill-green" x="88" y="{}" width="{}" height="11"/><text class="chart-strong" x="{}" y="{}">{}%</text>',
        (
            (
                44 * row + 25, pair.name,
                44 * row + 8.5, _wide(pair.before), 94 + _wide(pair.before), 44 * row + 18, f"{pair.before:g}",
                44 * row + 21, _wide(pair.after), 94 + _wide(pair.after), 44 * row + 31, f"{pair.after:g}",
            )
            for row, pair in enumerate(pairs)
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="chart" viewBox="0 0 520 {}" role="img" aria-label="{}">{}</svg>',
        44 * len(pairs),
        label,
        lines,
    )


def _wide(share: float) -> float:
    """Per cent as units of a bar that leaves room for its figure."""
    return round(share * 3.8, 1)


@dataclass(frozen=True)
class Column:
    """One column: a name and its parts from the ground up, each a class of colour and an amount."""

    name: str
    parts: Sequence[tuple[str, int]]


def columns(bars: Sequence[Column], label: str) -> SafeString:
    """Stacked columns over a zero line; the tallest reaches the top. At most twelve, so that the names stand apart."""
    top = max((sum(amount for _colour, amount in bar.parts) for bar in bars), default=0) or 1
    pitch = 460 / max(len(bars), 1)
    drawn = []
    for place, bar in enumerate(bars):
        middle, foot = 52 + pitch * (place + 0.5), 150.0
        for colour, amount in bar.parts:
            high = round(140 * amount / top, 1)
            foot -= high
            drawn.append((f"fill-{colour}", round(middle - 13, 1), round(foot, 1), high))
    rects = format_html_join("", '<rect class="{}" x="{}" y="{}" width="26" height="{}"/>', drawn)
    names = format_html_join(
        "",
        '<text x="{}" y="171" text-anchor="middle">{}</text>',
        ((round(52 + pitch * (place + 0.5), 1), bar.name) for place, bar in enumerate(bars)),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 520 176" role="img" aria-label="{}">'
        '<path class="chart-axis" d="M44 150H520"/>{}{}</svg>',
        label, rects, names,
    )  # fmt: skip


@dataclass(frozen=True)
class Stream:
    """Money from somewhere or to somewhere."""

    name: str
    fen: int
    colour: str = "green"


CHART_HIGH, GAP, LEAST = 256, 16, 6


def flow(sources: Sequence[Stream], uses: Sequence[Stream], label: str) -> SafeString:
    """Where money came from, through one fund, to where it went. Both sides carry the same total; what is left is a use."""
    total = sum(stream.fen for stream in sources) or sum(stream.fen for stream in uses) or 1
    scale = CHART_HIGH / total
    left, left_high = _side(sources, scale, x=182, text_at=0, figure_at=168, middle=(194, 524))
    right, right_high = _side(uses, scale, x=866, text_at=892, figure_at=1060, middle=(536, 866), outward=True)
    high = max(left_high, right_high, CHART_HIGH)
    return format_html(
        '<svg class="chart chart--big" viewBox="0 -4 1060 {}" role="img" aria-label="{}">{}{}'
        '<rect class="fill-ink" x="524" y="0" width="12" height="{}" rx="2"/></svg>',
        round(high + 8, 1), label, left, right, CHART_HIGH,
    )  # fmt: skip


def _side(
    streams: Sequence[Stream],
    scale: float,
    *,
    x: int,
    text_at: int,
    figure_at: int,
    middle: tuple[int, int],
    outward: bool = False,
) -> tuple[SafeString, float]:
    """One side of the flow: a block, a band to or from the fund, a name and an amount for each stream."""
    near, far = middle
    bend = (near + far) / 2
    outer = inner = 0.0
    rows = []
    for stream in streams:
        high = stream.fen * scale
        begin, end = (inner, outer) if outward else (outer, inner)
        band = (
            f"M{near} {begin:.1f}C{bend} {begin:.1f} {bend} {end:.1f} {far} {end:.1f}"
            f"V{end + high:.1f}C{bend} {end + high:.1f} {bend} {begin + high:.1f} {near} {begin + high:.1f}z"
        )
        line = round(outer + max(high, LEAST) / 2 + 5, 1)
        rows.append(
            (stream.colour, band, stream.colour, x, round(outer, 1), round(max(high, 1), 1),
             text_at, line, stream.name, figure_at, line, words.yuan(stream.fen))
        )  # fmt: skip
        inner += high
        outer += max(high, LEAST) + GAP
    drawn = format_html_join(
        "",
        '<path class="chart-band fill-{}" d="{}"/><rect class="fill-{}" x="{}" y="{}" width="12" height="{}" rx="2"/>'
        '<text class="chart-name" x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        rows,
    )
    return drawn, outer
