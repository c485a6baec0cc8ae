"""The living sheet of parts: /design, in the demo and in tests."""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hehuo.core import clock
from hehuo.web.design.charts import Column, Pair, Stream
from hehuo.web.design.forms import SampleForm

ENTERED = {
    "building": "3 栋",
    "phone": "1380013",
    "kind": "light",
    "day": "2026-10-14",
    "hour": "19:30",
    "people": "24",
    "way": "visit",
}
SWATCHES = [
    ("red", "朱红", "#B5361F"), ("green", "竹青", "#2B6B4F"), ("gold", "缃", "#E3B04B"), ("blue", "黛青", "#2A5A78"),
    ("crimson", "绛", "#8C1D40"), ("ink", "墨", "#22201C"), ("ground", "宣纸", "#F6F0E4"),
    ("paper", "纸面", "#FFFDF8"), ("grain", "纸纹", "#E4D9C6"),
]  # fmt: skip


SPRITE = Path(__file__).resolve().parents[1] / "static" / "icons.svg"


@require_safe
def design_page(request: HttpRequest) -> HttpResponse:
    """Every part on one sheet; `?dress=elder` shows it in large text."""
    form = SampleForm(ENTERED)
    context = {
        "form": form,
        "swatches": SWATCHES,
        "icons": re.findall(r'<symbol id="((?!v-)[^"]+)"', SPRITE.read_text(encoding="utf-8")),
        "elder": request.GET.get("dress") == "elder",
        "road": _road(),
        "months": [_link(_("8 月")), _link(_("9 月"), current=True)],
        "circles": [_link(_("本栋")), _link(_("小区"), current=True), _link(_("社区"))],
        "agenda": [
            SimpleNamespace(time="09:30", title=_("上门"), note=_("2 栋，5 户"), url=""),
            SimpleNamespace(time="19:30", title=_("板凳会"), note=_("路灯和充电棚"), url="#"),
        ],
        "pairs": [Pair(_("安全感"), 38, 91), Pair(_("停车"), 31, 64), Pair(_("卫生"), 52, 83)],
        "columns": _columns(),
        "sources": [
            Stream(_("以奖代补"), 800_000, "blue"),
            Stream(_("邻里义卖"), 312_650),
            Stream(_("课程让利"), 279_600),
        ],
        "uses": [Stream(_("帮扶"), 344_000, "ochre"), Stream(_("留到下月"), 1_048_250, "gold")],
        "soon": clock.now() + timedelta(hours=4, minutes=5),
        "late": clock.now() - timedelta(hours=6, minutes=5),
        "later": clock.today() + timedelta(days=3),
    }
    return render(request, "design/sheet.html", context)


def _link(label: str, *, current: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, url="#", current=current)


def _road() -> list[SimpleNamespace]:
    """The partner's eight steps, one of them skipped with its reason open."""
    names = [_("申请"), _("初审"), _("试课"), _("反馈"), _("决定"), _("签约"), _("履约"), _("年评")]
    states = ["done", "done", "skip", "done", "now", "later", "later", "later"]
    return [
        SimpleNamespace(name=name, state=state, note=_("免，看理由") if state == "skip" else "")
        for name, state in zip(names, states, strict=True)
    ]


def _columns() -> list[Column]:
    own = [214_000, 338_000, 512_000, 624_000]
    return [
        Column(_("%(month)s 月") % {"month": month}, [("green", fen), ("blue", 800_000 if month == 6 else 0)])
        for month, fen in enumerate(own, start=4)
    ]
