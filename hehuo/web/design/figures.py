"""Figures drawn as SVG: seals, rings, windows, gates, bars, codes. No style attribute anywhere: a figure comes in
as SVG geometry in % or em, as one of a fixed set, and its colour from a class (design rule; the CSP holds it)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec

import segno
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

VERBS = ("mou", "jian", "guan", "ping", "xiang")
VERB_NAMES = {
    "mou": gettext_lazy("谋"),
    "jian": gettext_lazy("建"),
    "guan": gettext_lazy("管"),
    "ping": gettext_lazy("评"),
    "xiang": gettext_lazy("享"),
    "he": gettext_lazy("合伙"),
}
SEAL_STATES = {
    "done": gettext_lazy("已完成"),
    "now": gettext_lazy("进行中"),
    "later": gettext_lazy("还没到"),
    "ink": "",
    "verb": "",
}
ALL_DONE = 6
LABEL_TURNS_AT = 80  # per cent from which a gate's label ends at the right edge, so that it stays inside


CHIP_ICONS = {
    "ok": "check",
    "doing": "loader",
    "soon": "clock",
    "turn": "hand",
    "late": "circle-alert",
    "posted": "megaphone",
}


def variants(look: str, block: str) -> str:
    """The classes of a block and its variants: `"main desk"` of `button` is `button button--main button--desk`."""
    return " ".join([block, *(f"{block}--{variant}" for variant in look.split())])


P = ParamSpec("P")


def drawn_once(draw: Callable[P, SafeString]) -> Callable[P, SafeString]:
    """Keep a small figure once drawn, for each language: a list draws the same few hundreds of times."""

    @lru_cache(maxsize=4096)
    def kept(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> SafeString:
        return draw(*args, **kwargs)

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> SafeString:
        return kept(get_language(), *args, **kwargs)

    return drawn


def _sprite(name: str) -> str:
    return f"{static('icons.svg')}#{name}"


def _sizes(block: str, size: str) -> str:
    return f"{block} {block}--{size}" if size else block


@drawn_once
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A line icon of the sprite; spoken only when it has a label."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}"/></svg>', _sizes("icon", size), spoken, _sprite(name))


def chip_icon(state: str) -> SafeString:
    """The icon that goes with a state: never colour alone."""
    return icon(CHIP_ICONS[state]) if state in CHIP_ICONS else mark_safe("")


@drawn_once
def seal(verb: str, state: str = "done", size: str = "", *, silent: bool = False) -> SafeString:
    """印: one verb, one stamp. `done` white on red, `now` red on paper, `later` dashed, `ink` a mere category."""
    said = [str(word) for word in (VERB_NAMES[verb], SEAL_STATES[state]) if str(word)]
    spoken = (
        mark_safe('aria-hidden="true"') if silent else format_html('role="img" aria-label="{}"', _("，").join(said))
    )
    return format_html(
        '<svg class="{}" data-state="{}" {}><use href="{}"/></svg>',
        _sizes("seal", size), state, spoken, _sprite(f"v-{verb}"),
    )  # fmt: skip


@drawn_once
def ring(step: int, size: str = "", *, silent: bool = False) -> SafeString:
    """环: how far a matter has come. 0 not begun, 1 to 5 the step under way, 6 all done."""
    verb = VERBS[min(max(step, 1), 5) - 1]
    if step == 0:
        said = _("还没开始")
    elif step == ALL_DONE:
        said = _("五步走完")
    else:
        said = _("第%(step)s步 %(verb)s，进行中") % {"step": step, "verb": VERB_NAMES[verb]}
    spoken = mark_safe('aria-hidden="true"') if silent else format_html('role="img" aria-label="{}"', said)
    return format_html(
        '<span class="{}" data-step="{}" {}><svg aria-hidden="true"><use href="{}"/></svg></span>',
        _sizes("ring", size), step, spoken, _sprite(f"v-{verb}"),
    )  # fmt: skip


@drawn_once
def mark(size: str = "") -> SafeString:
    """The product's own mark: the closed ring round 合."""
    return format_html(
        '<span class="ring mark{}" data-step="6" role="img" aria-label="{}">'
        '<svg aria-hidden="true"><use href="{}"/></svg></span>',
        f" ring--{size}" if size else "", _("合伙"), _sprite("v-he"),
    )  # fmt: skip


def chop(name: str, size: str = "") -> SafeString:
    """墨印: a partner's own name, its first two characters one under the other."""
    glyphs = format_html_join(mark_safe("<br>"), "{}", ((glyph,) for glyph in name.strip()[:2]))
    return format_html('<span class="{} song" aria-hidden="true">{}</span>', _sizes("chop", size), glyphs)


@dataclass(frozen=True)
class Windows:
    """The two outlines of one building: homes that are lit and homes that are not, counted from the ground up."""

    width: int
    height: int
    lit: str
    dark: str


WINDOW, FLOOR, PANE_WIDE, PANE_HIGH = 14, 10, 11, 7


@lru_cache(maxsize=4096)
def windows_shape(lit: int, total: int, columns: int = 4) -> Windows:
    """Panes of `total` homes in rows of `columns`, the first `lit` of them bright; never which door."""
    floors = max(-(-total // columns), 1)
    panes = [
        f"M{place % columns * WINDOW} {(floors - 1 - place // columns) * FLOOR}h{PANE_WIDE}v{PANE_HIGH}h-{PANE_WIDE}z"
        for place in range(total)
    ]
    bright = min(max(lit, 0), total)
    return Windows(
        width=columns * WINDOW - (WINDOW - PANE_WIDE) + 1,
        height=floors * FLOOR - (FLOOR - PANE_HIGH) + 1,
        lit="".join(panes[:bright]),
        dark="".join(panes[bright:]),
    )


def windows(lit: int, total: int, columns: int = 4) -> SafeString:
    """灯: progress by building, one window a household."""
    shape = windows_shape(lit, total, columns)
    outlines = format_html_join(
        "",
        '<path class="windows-{}" d="{}"/>',
        ((kind, path) for kind, path in (("dark", shape.dark), ("lit", shape.lit)) if path),
    )
    return format_html(
        '<svg class="windows" width="{}em" height="{}em" viewBox="-.5 -.5 {} {}" role="img" aria-label="{}">{}</svg>',
        shape.width / 16, shape.height / 16, shape.width, shape.height,
        _("%(total)s 户中 %(lit)s 户") % {"total": total, "lit": lit}, outlines,
    )  # fmt: skip


def tenth(numerator: float, denominator: float) -> float:
    """A share in per cent with one decimal, within 0 and 100; 0 over nothing."""
    if not denominator:
        return 0
    share = min(max(round(1000 * numerator / denominator) / 10, 0), 100)
    return int(share) if share == int(share) else share


def gate(
    reached: float,
    base: float,
    mark_at: float,
    label: str = "",
    *,
    passed: bool | None = None,
    said: str = "",
) -> SafeString:
    """关: a bar with its legal threshold marked. `mark_at` in per cent; `passed` comes from the rule, since "more than
    half" and "at least two thirds" differ at the mark itself; without it the share decides."""
    share = tenth(reached, base)
    done = share >= mark_at if passed is None else passed
    verdict = _("过了") if done else _("还没过")
    spoken = said or _("，").join(part for part in (f"{share}%", label, verdict) if part)
    words: str | SafeString = ""
    if label and mark_at >= LABEL_TURNS_AT:
        words = format_html('<text class="at-end" x="100%" y="2.65em">{}</text>', label)
    elif label:
        words = format_html('<text x="{}%" y="2.65em">{}</text>', mark_at, label)
    return format_html(
        '<svg class="gate{}" data-state="{}" role="img" aria-label="{}">'
        '<rect class="gate-track" width="100%" height="1em" rx="3"/>'
        '<rect class="gate-fill" width="{}%" height="1em" rx="3"/>'
        '<rect class="gate-tick" x="{}%" y="-.25em" width="2" height="1.5em"/>{}</svg>',
        " gate--label" if label else "", "passed" if done else "open", spoken, share, mark_at, words,
    )  # fmt: skip


def bar(part: float, whole: float, colour: str = "green", size: str = "") -> SafeString:
    """A plain bar; its figure stands beside it in words, so it is hidden from readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><rect class="fill-{}" width="{}%" height="100%" rx="2"/></svg>',
        _sizes("bar", size), colour, tenth(part, whole),
    )  # fmt: skip


def stars(given: float, of: int = 5) -> SafeString:
    """Stars that were given; half a star and more lights the next."""
    lit = int(given + 0.5)
    drawn = format_html_join(
        "",
        '<svg{} aria-hidden="true"><use href="{}"/></svg>',
        ((mark_safe(' class="is-lit"') if place < lit else "", _sprite("star-full")) for place in range(of)),
    )
    said = _("%(given)s 星，满分 %(of)s 星") % {"given": f"{given:g}", "of": of}
    return format_html('<span class="stars" role="img" aria-label="{}">{}</span>', said, drawn)


@lru_cache(maxsize=512)
def _qr_path(text: str) -> tuple[int, str]:
    """Side in modules, quiet zone of four included, and one path of horizontal strokes."""
    code = segno.make(text, error="m", micro=False)
    side, _height = code.symbol_size(border=4)
    strokes = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                strokes.append(f"M{start + 4} {y + 4}.5h{x - start}")
                start = None
    return side, "".join(strokes)


def qr(text: str, label: str = "", millimetres: int = 0) -> SafeString:
    """A QR code as one SVG path. Give millimetres for paper (29 at least on A4); on a screen its class sizes it."""
    side, path = _qr_path(text)
    size = format_html(' width="{}mm" height="{}mm"', millimetres, millimetres) if millimetres else ""
    return format_html(
        '<svg class="qr"{} viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<rect width="100%" height="100%" class="qr-paper"/><path class="qr-ink" d="{}"/></svg>',
        size, side, side, label or _("二维码"), mark_safe(escape(path)),
    )  # fmt: skip
