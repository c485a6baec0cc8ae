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
        '<rect class="fill-green" x="88" y="{}" width="{}" height="11"/>'
        '<text class="chart-strong" x="{}" y="{}">{}%</text>',
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
        '<svg class="chart chart--months" viewBox="0 0 520 176" role="img" aria-label="{}">'
        '<path class="chart-axis" d="M44 150H520"/>{}{}</svg>',
        label, rects, names,
    )  # fmt: skip


@dataclass(frozen=True)
class Point:
    """What stood somewhere at the end of a month."""

    name: str
    fen: int


def balance(points: Sequence[Point], label: str) -> SafeString:
    """A balance from month to month, over a zero line; a balance is never below nothing."""
    top = max((point.fen for point in points), default=0) or 1
    pitch = 460 / max(len(points), 1)
    places = [
        (round(52 + pitch * (place + 0.5), 1), round(150 - 128 * max(point.fen, 0) / top, 1))
        for place, point in enumerate(points)
    ]
    dots = format_html_join("", '<circle class="fill-gold" cx="{}" cy="{}" r="4"/>', places)
    names = format_html_join(
        "",
        '<text x="{}" y="171" text-anchor="middle">{}</text>',
        ((x, point.name) for (x, _y), point in zip(places, points, strict=True)),
    )
    return format_html(
        '<svg class="chart chart--months" viewBox="0 0 520 176" role="img" aria-label="{}">'
        '<path class="chart-axis" d="M44 150H520"/><polyline class="chart-line" points="{}"/>{}{}</svg>',
        label, " ".join(f"{x},{y}" for x, y in places), dots, names,
    )  # fmt: skip


@dataclass(frozen=True)
class Stream:
    """Money from somewhere or to somewhere."""

    name: str
    fen: int
    colour: str = "green"


FUND_HIGH, GAP, LEAST = 256, 16, 6


@dataclass(frozen=True)
class Side:
    """One side of the flow: where its blocks, names and amounts stand, and the band's two ends."""

    block_x: int
    name_x: int
    amount_x: int
    near: int
    far: int
    outward: bool


SOURCES = Side(block_x=182, name_x=0, amount_x=168, near=194, far=524, outward=False)
USES = Side(block_x=866, name_x=892, amount_x=1060, near=536, far=866, outward=True)


def flow(sources: Sequence[Stream], uses: Sequence[Stream], label: str) -> SafeString:
    """Where money came from, through one fund, to where it went. Both sides carry the same total (fen); what is
    left is a use, and what was there before is a source."""
    total = max(sum(stream.fen for stream in sources), sum(stream.fen for stream in uses)) or 1
    scale = FUND_HIGH / total
    high = max(_height(sources, scale), _height(uses, scale), FUND_HIGH)
    fund_y = (high - FUND_HIGH) / 2
    return format_html(
        '<svg class="chart chart--big" viewBox="0 -4 1060 {}" role="img" aria-label="{}">{}{}'
        '<rect class="fill-ink" x="524" y="{}" width="12" height="{}" rx="2"/></svg>',
        round(high + 8, 1), label,
        _side(sources, SOURCES, scale=scale, top=(high - _height(sources, scale)) / 2, fund_y=fund_y),
        _side(uses, USES, scale=scale, top=(high - _height(uses, scale)) / 2, fund_y=fund_y),
        round(fund_y, 1), FUND_HIGH,
    )  # fmt: skip


def _height(streams: Sequence[Stream], scale: float) -> float:
    return sum(max(stream.fen * scale, LEAST) for stream in streams) + GAP * max(len(streams) - 1, 0)


def _side(streams: Sequence[Stream], side: Side, *, scale: float, top: float, fund_y: float) -> SafeString:
    """A block, a band to or from the fund, a name and an amount for each stream."""
    bend = (side.near + side.far) / 2
    outer, inner = top, fund_y
    rows = []
    for stream in streams:
        high = stream.fen * scale
        a, b = (inner, outer) if side.outward else (outer, inner)
        band = (
            f"M{side.near} {a:.1f}C{bend} {a:.1f} {bend} {b:.1f} {side.far} {b:.1f}"
            f"V{b + high:.1f}C{bend} {b + high:.1f} {bend} {a + high:.1f} {side.near} {a + high:.1f}z"
        )
        line = round(outer + max(high, LEAST) / 2 + 5, 1)
        rows.append((
            stream.colour, band, stream.colour, side.block_x, round(outer, 1), round(max(high, 1), 1),
            side.name_x, line, stream.name, side.amount_x, line, words.yuan(stream.fen),
        ))  # fmt: skip
        inner += high
        outer += max(high, LEAST) + GAP
    return format_html_join(
        "",
        '<path class="chart-band fill-{}" d="{}"/><rect class="fill-{}" x="{}" y="{}" width="12" height="{}" rx="2"/>'
        '<text class="chart-name" x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        rows,
    )
