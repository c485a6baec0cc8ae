"""A real Chromium against a real server, and who judges its pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.visitor import Judge
from tests.stories.conftest import told  # noqa: F401  the same people, for those who tell without a page

# Debian's headless Chromium draws no window around the page, and takes two thirds of the time.
CHROMIUM = next(found for name in ("chromium-headless-shell", "chromium") if (found := shutil.which(name)))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = (390, 844), (1440, 900)

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
def known_days(transactional_db: None) -> None:
    """The calendar that a migration enters: a test before, which emptied its tables, may have taken it away."""
    from hehuo.domain.ground.calendar import actions

    actions.seed_years()


@pytest.fixture
def open_browser(browser: Browser, known_days: None, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A fresh browser of one person: `open_browser(PHONE)`, `open_browser(DESK, javascript=False)`."""
    opened: list[BrowserContext] = []

    def open_one(size: tuple[int, int] = PHONE, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            base_url=live_server.url,
            has_touch=size[0] < 700,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def judge() -> Judge:
    """Looks once at every kind of page; keeps pictures where HEHUO_PICTURES names a folder."""
    return Judge(pictures=os.environ.get("HEHUO_PICTURES", ""))
