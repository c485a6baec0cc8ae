"""Every page of the house, as everyone in the demo's story comes to it: it opens, all can read it, and it fits."""

from collections.abc import Callable

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page

from hehuo.domain.ground.access import queries as access
from hehuo.ops.demo.chapters import tell_all
from tests.browser.conftest import PHONE
from tests.browser.visitor import Judge, Visitor
from tests.everywhere import NOT_IN_THE_STORY, WHO, Seen, browser_of, filled, patterns, walk


@pytest.fixture
def demo(transactional_db):
    """The demo as `hehuo demo` tells it."""
    access.forget_mark()
    tell_all()


@pytest.mark.long
def test_every_page_opens_can_be_read_by_everyone_and_fits(demo, live_server, open_browser, judge):
    seen = Seen()
    for who in WHO:
        walk(who, seen)
    assert seen.faults == []  # no link leads to a closed door
    addresses = filled(seen)
    assert {name for name, _parameters in patterns(get_resolver())} - set(addresses) == NOT_IN_THE_STORY
    for who in WHO:
        open_all(who, addresses, seen)
    assert seen.faults == []
    look_at(seen, lambda who: entered(who, live_server.url, open_browser(PHONE), judge))
    assert judge.faults == []
    assert len(judge.seen) > 110


def open_all(who: str, addresses: dict[str, str], seen: Seen) -> None:
    """Open by its address every page that no link led to; tests/access asks for each as everybody."""
    client = browser_of(who)
    for name, address in addresses.items():
        if seen.opened.get(name):
            continue
        answer = client.get(address)
        if answer.status_code >= 500 and name != "health":  # no worker runs here
            seen.faults.append(f"{who or 'stranger'}: {answer.status_code} at {address}")
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            seen.opened[name].setdefault(who, address)


def look_at(seen: Seen, enter: Callable[[str], Visitor]) -> None:
    """Each kind of page once, by somebody who came to it."""
    visitors: dict[str, Visitor] = {}
    for name, by_whom in seen.opened.items():
        who, address = next(iter(by_whom.items()))
        if name == "health":
            continue
        if who not in visitors:
            visitors[who] = enter(who)
        visitors[who].open(address)


def entered(who: str, url: str, page: Page, judge: Judge) -> Visitor:
    """A browser that holds the session of one in which this person has entered."""
    judge.watch(page)
    page.context.add_cookies(
        [{"name": name, "value": cookie.value, "url": url} for name, cookie in browser_of(who).cookies.items()]
    )
    return Visitor(page, judge)
