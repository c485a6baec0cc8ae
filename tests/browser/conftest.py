"""A real Chromium against a real server: entering, judging a page with axe, and seeing that nothing overflows."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("HEHUO_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK, SMALL = (390, 844), (1440, 900), (320, 640)

# Playwright runs its own loop in this thread; Django must not mistake it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A fresh browser of one person: `open_browser(PHONE)`, `open_browser(DESK, javascript=False)`."""
    opened: list[BrowserContext] = []

    def open_one(size: tuple[int, int] = PHONE, *, javascript: bool = True, large_text: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            base_url=live_server.url,
            has_touch=size[0] < 700,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        if large_text:
            context.add_cookies([{"name": "text_size", "value": "large", "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: pytest.fail(f"script error on {page.url}: {error}"))
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def demo_mark(transactional_db: None) -> None:
    """A demo database, so that one tap lets people in."""
    from hehuo.core.db.models import Installation
    from hehuo.domain.ground.access import queries

    Installation.objects.update_or_create(id=1, defaults={"is_demo": True})
    queries.forget_mark()


def enter(page: Page, name: str, to: str = "/") -> None:
    """Enter as a demo person with one tap, and go on to an address."""
    page.goto(f"/enter/?next={to}")
    closed = page.locator("main details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    page.get_by_role("button", name=name).first.click()


def assert_accessible(page: Page) -> None:
    """axe finds nothing to mend on this page."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    said = [f"{each['id']}: {each['help']} {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]
    assert said == [], f"{page.url}: {said}"


def assert_fits(page: Page) -> None:
    """The page does not scroll sideways."""
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} wide in {wide[1]}"


def picture(page: Page, name: str) -> None:
    """Keep a screenshot where HEHUO_PICTURES names a folder."""
    folder = os.environ.get("HEHUO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
