"""A story told at browsers: who takes part, at which moment everybody stands, and what was come across on the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

from playwright.sync_api import Page

from hehuo.core import clock
from tests.browser.visitor import Judge, Visitor

HOME = "/c/haiwan/"


@dataclass
class Story:
    """Everyone has a browser of their own; what one finds, the next may be told in `found`."""

    open_browser: Callable[..., Page]
    run_jobs: Callable[[], int]
    size: tuple[int, int]
    javascript: bool = True
    judge: Judge = field(default_factory=Judge)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    found: SimpleNamespace = field(default_factory=SimpleNamespace)
    taps: dict[str, int] = field(default_factory=dict)

    @property
    def is_phone(self) -> bool:
        return self.size[0] < 700

    @contextmanager
    def on(self, day: date, hour: int = 9, minute: int = 0) -> Iterator[None]:
        """Everybody, the server too, stands at this moment; afterwards the worker does what was queued."""
        with clock.stopped(clock.at(day, hour, minute)), clock.stopped_everywhere(clock.at(day, hour, minute)):
            yield
            self.run_jobs()

    def who(self, name: str, at: str = HOME, **browser: bool) -> Visitor:
        """This person, entered by one tap on the first visit, back at the community's home or at their desk.

        `large` and `javascript` say how they read, as for a newcomer.
        """
        visitor = self.visitors.get(name)
        if visitor is None:
            home = "/".join(at.split("/")[:3]) + "/"
            visitor = self.visitors[name] = self.newcomer(home, **browser).tap("登录").tap(name)
        return visitor.open(at)

    def at_desk(self, name: str) -> Visitor:
        """This person at their desk, from where everything of the office is reached."""
        return self.who(name).tap("去工作台")

    def stranger(self, path: str = HOME) -> Visitor:
        """Somebody who has not entered, at home or where a printed code led them."""
        if "" not in self.visitors:
            self.visitors[""] = self.newcomer(path)
        return self.visitors[""].open(path)

    def leaves(self, name: str) -> None:
        """This person closes their browser."""
        visitor = self.visitors.pop(name)
        self.taps[name] = self.taps.get(name, 0) + visitor.taps
        visitor.page.context.close()

    def newcomer(self, path: str = HOME, *, javascript: bool | None = None, large: bool = False) -> Visitor:
        """A browser that nobody has entered with; in large letters, or without scripts, where that is said."""
        runs = self.javascript if javascript is None else javascript
        page = self.open_browser(self.size, javascript=runs)
        self.judge.watch(page)
        visitor = Visitor(page, self.judge if runs else None).open(path)
        if large:
            page.context.add_cookies([{"name": "text_size", "value": "large", "url": page.url}])
        return visitor
