"""Who may open and do what: every page and every API operation, as each role of its own community and as others."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from tests.everywhere import STRANGER, WHO, Seen, browser_of, filled, patterns, walk

# Of a community of the same street, of another street, and of the street office: strangers here, all of them.
OTHERS = ["nanbeitai-secretary", "nanbeitai-worker1", "shuanglong-administrator", "gangwan-street"]
EVERYONE = [*WHO, *OTHERS]
WALKERS = [STRANGER, *(f"haiwan-{role}" for role in ("resident1", "secretary", "worker1", "clerk", "partner"))]
TITLES = {STRANGER: "没登录", "haiwan-resident1": "居民", "gangwan-accountant": "街道会计"}
MAY, FORM, DOOR, REFUSED, NONE, OTHER_WAY = "✓", "填", "门", "否", "无", "·"
LEGEND = (
    f"`{MAY}` opens, or the act is done; `{FORM}` is asked to fill in the form first, and then judged; "
    f"`{DOOR}` is led to the entrance; `{REFUSED}` is refused with the reason; "
    f"`{NONE}` is told that there is no such thing; `{OTHER_WAY}` the address knows no such act."
)
# Leaves the browser, or belongs to no community: asked of nobody here.
LEFT_OUT = {"health", "leave", "devices_end", "set_language", "set_text_size", "office", "enter_demo"}


@dataclass(frozen=True, slots=True)
class Line:
    """One page or act, and what each of EVERYONE came to."""

    name: str
    method: str
    cells: tuple[str, ...]


def addresses() -> dict[str, str]:
    """An address for every page and API operation of Haiwan, found by those who between them come to all of them."""
    seen = Seen()
    for who in WALKERS:
        walk(who, seen)
    found = filled(seen)
    return {name: found[name] for name, _parameters in patterns(get_resolver()) if name in found}


def lines(found: dict[str, str]) -> Iterator[Line]:
    """The whole matrix; what a POST does is taken back at once."""
    browsers = {who: browser_of(who) for who in EVERYONE}
    for name, address in sorted(found.items()):
        if name in LEFT_OUT:
            continue
        read = Line(name, "GET", tuple(cell(ask(browsers[who], "GET", address)) for who in EVERYONE))
        done = Line(name, "POST", tuple(cell(ask(browsers[who], "POST", address)) for who in EVERYONE))
        if set(read.cells) != {OTHER_WAY}:
            yield read
        if set(done.cells) != {OTHER_WAY} and done.cells != read.cells:  # a page that only shows does so either way
            yield done


def ask(browser: Client, method: str, address: str) -> HttpResponse:
    """Ask once, with an empty form; nothing of it stays."""
    with transaction.atomic():
        answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    browser.cookies.pop("messages", None)  # a sentence for the next page is not part of its answer
    return answer


def cell(answer: HttpResponse) -> str:
    """What an answer means to the one who asked."""
    if answer.status_code in (301, 302) and urlsplit(answer.headers["Location"]).path == "/enter/":
        return DOOR
    return {403: REFUSED, 404: NONE, 405: OTHER_WAY, 422: FORM}.get(answer.status_code, MAY)


def title_of(who: str) -> str:
    """The head of a column."""
    if who in TITLES:
        return TITLES[who]
    community, _dash, role = who.partition("-")
    return role.rstrip("1") if community == "haiwan" else who.rstrip("1").replace("-", " ")


OPENNESS = {OTHER_WAY: 0, DOOR: 0, NONE: 0, REFUSED: 0, FORM: 1, MAY: 1}


def is_more_open(line: Line, written: tuple[str, ...] | None) -> bool:
    """Whether somebody gets further than the document says. A state of the day may refuse more, never less."""
    if written is None:
        return any(OPENNESS[cell] for cell in line.cells)
    return any(OPENNESS[now] > OPENNESS[then] for now, then in zip(line.cells, written, strict=True))


def read_document(text: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The cells of every line of docs/access.md, by page and method."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines() if row.startswith("| ")]
    return {(row[0], row[1]): tuple(row[2:]) for row in rows[1:]}


def as_document(found: list[Line]) -> str:
    """The matrix as docs/access.md."""
    head = ["page or act", "", *(title_of(who) for who in EVERYONE)]
    rows = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    rows += ["| " + " | ".join([line.name, line.method, *line.cells]) + " |" for line in found]
    return "\n".join([
        "# Who may open and do what", "",
        "Made by `HEHUO_WRITE_ACCESS=1 pytest tests/access`, and held against the house at every run: nothing is",
        "more open than it is written down here. Asked in the demo at Haiwan, with an empty form for an act.",
        "", LEGEND, "", *rows, "",
    ])  # fmt: skip
