"""Somebody at a browser: they tap what they see and fill in what is labelled, and every page they come to is judged."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CODE = re.compile(r"/(?=[^/]*[A-Z])[A-Z0-9-]{6,}/")
DIGIT = re.compile(r"\d")  # a year and a month are two kinds of page
SMALLEST = {"width": 320, "height": 640}
AXE = Axe()


def kind_of_page(page: Page, status: int) -> str:
    """The address without what names one thing, so that each kind is judged once; a refusal is one of its own."""
    path = DIGIT.sub("0", CODE.sub("/…/", UUID.sub("…", urlsplit(page.url).path)))
    return path if status < 400 else f"{path} with {status}"


def violations(page: Page) -> list[str]:
    """What axe finds to mend on this page."""
    found = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]


def overflow(page: Page) -> str:
    """By how much the page scrolls sideways, and what sticks out; empty when it fits."""
    return page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            const wide = document.documentElement.scrollWidth;
            if (wide <= room) return "";
            const past = each => each.getBoundingClientRect().right > room + 1;
            const out = [...document.querySelectorAll("body *")].filter(past);
            return `${wide} wide in ${room}: ${out.slice(-2).map(each => each.outerHTML.slice(0, 120))}`;
        }"""
    )


def overflow_in_large_text(page: Page) -> str:
    """The same on the smallest phone, as an elder reads it."""
    size = page.viewport_size
    page.set_viewport_size(SMALLEST)
    page.evaluate("document.documentElement.dataset.theme = 'elder'")
    found = overflow(page)
    page.evaluate("delete document.documentElement.dataset.theme")
    page.set_viewport_size(size)
    return found


@dataclass
class Judge:
    """Looks once at every kind of page: axe, sideways scroll, script errors."""

    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    pictures: str = ""
    elsewhere: bool = (
        False  # each page that opens was read by axe at this width by another test: here only refusals are
    )

    def watch(self, page: Page) -> None:
        """From now on a script error on this page is a fault."""
        page.on("pageerror", lambda error: self.faults.append(f"script error on {page.url}: {error}"))
        page.on("console", lambda said: self._console(page, said.type, said.text))

    def _console(self, page: Page, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.faults.append(f"console on {page.url}: {text}")

    def look(self, page: Page, status: int) -> None:
        """Judge this page, unless its kind was judged before."""
        kind = kind_of_page(page, status)
        if kind in self.seen:
            return
        self.seen.add(kind)
        if status >= 400 or not self.elsewhere:
            self.faults += [f"{kind}: {each}" for each in violations(page)]
        if wide := overflow(page):
            self.faults.append(f"{kind}: {wide}")
        if wide := overflow_in_large_text(page):
            self.faults.append(f"{kind} in large text: {wide}")
        if self.pictures:
            Path(self.pictures).mkdir(parents=True, exist_ok=True)
            name = kind.strip("/").replace("/", "_").replace("…", "x").replace(" ", "_") or "root"
            page.screenshot(path=f"{self.pictures}/{name}.png", full_page=True)


@dataclass
class Visitor:
    """One person at one browser."""

    page: Page
    judge: Judge | None = None
    taps: int = 0

    def open(self, path: str) -> "Visitor":
        """Go to an address: from a poster's code, a card, or the browser's bookmark."""
        answer = self.page.goto(path)
        assert answer and answer.status < 500, f"{path}: {answer and answer.status}"
        return self._arrived(answer.status)

    def tap(self, name: str, *, under: str = "", exact: bool = False) -> "Visitor":
        """Press the link or button of this name and come to its page; `under` names the row or part it stands in."""
        return self._press(self._pressable(name, under, exact), name)

    def _press(self, target: Locator, name: str) -> "Visitor":
        self.taps += 1
        with self.page.expect_navigation(wait_until="load") as arrival:
            target.click()
        status = arrival.value.status if arrival.value else 200
        assert status < 500, f"「{name}」 led to {status} {self.page.url}"
        return self._arrived(status)

    def way(self, name: str) -> "Visitor":
        """Take a way of the desk, from its menu; on a phone the menu is unfolded first."""
        menu = self.page.locator(".desk-menu > summary").filter(visible=True)
        if menu.count():
            self.taps += 1
            menu.click()
        return self._press(
            self.page.locator(".desk-links a").filter(visible=True).get_by_text(name, exact=True).first, name
        )

    def fill(self, fields: dict[str, str]) -> "Visitor":
        """Write into fields, by their labels; a choice is chosen by its words."""
        for label, value in fields.items():
            box = (
                self.page.get_by_label(label)
                .and_(self.page.locator("input, textarea, select"))
                .filter(visible=True)
                .first
            )
            if box.evaluate("each => each.tagName") == "SELECT":
                box.select_option(label=self._option(box, value))
            else:
                box.fill(value)
        return self

    def choose(self, *names: str) -> "Visitor":
        """Tick choices by their words."""
        for name in names:
            self.taps += 1
            self.page.get_by_role("checkbox", name=name).or_(self.page.get_by_role("radio", name=name)).first.check()
        return self

    def stars(self, **given: int) -> "Visitor":
        """Give stars: `stars(overall=4)`."""
        for question, count in given.items():
            self.taps += 1
            self.page.locator(f"label:has(input[name={question}][value='{count}'])").click()
        return self

    def scan(self, code: str) -> "Visitor":
        """Read a person's code at the door: the camera writes its letters into the same field."""
        self.fill({"码上的字母": code})
        return self.tap("签到", under="扫码或输入字母", exact=True)

    def upload(self, path: Path) -> "Visitor":
        """Choose a file."""
        self.page.locator("input[type=file]").first.set_input_files(str(path))
        return self

    def reads(self, *words: str) -> "Visitor":
        """These words stand on the page."""
        text = "".join(self.page.locator("body").inner_text().split())
        missing = [each for each in words if "".join(each.split()) not in text]
        assert missing == [], (
            f"{self.page.url} does not say {missing}:\n{self.page.locator('main').inner_text()[:3000]}"
        )
        return self

    def offers(self, name: str, *, under: str = "") -> bool:
        """Whether a link or button of this name is to be seen."""
        return bool(self._called(name, under, exact=False).filter(visible=True).count())

    def does_not_read(self, *words: str) -> "Visitor":
        """These words do not stand on the page."""
        text = self.page.locator("body").inner_text()
        assert [each for each in words if each in text] == [], self.page.url
        return self

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def _arrived(self, status: int) -> "Visitor":
        if self.judge:
            self.judge.look(self.page, status)
        return self

    def _called(self, name: str, under: str, exact: bool) -> Locator:
        found = self.page.get_by_role("link", name=name, exact=exact).or_(
            self.page.get_by_role("button", name=name, exact=exact)
        )
        if under:
            parts = self.page.locator("li, tr, section, form, header, nav, .note").filter(has_text=under)
            return parts.filter(has=found).last.locator(found)
        return found

    def _pressable(self, name: str, under: str, exact: bool) -> Locator:
        found = self._called(name, under, exact)
        visible = found.filter(visible=True)
        if not visible.count():
            self._unfold(found)
        expect(visible.first, f"「{name}」 on {self.page.url}").to_be_visible(timeout=2000)
        return visible.first

    def _unfold(self, wanted: Locator) -> None:
        """Open what is folded away: the desk's menu on a phone, a summary."""
        for each in self.page.locator("details:not([open]) > summary").element_handles():
            if not each.is_visible():
                continue
            self.taps += 1
            each.click()
            if wanted.filter(visible=True).count():
                return
            each.click()

    @staticmethod
    def _option(box: Locator, value: str) -> str:
        """The whole words of the option that begins or goes on like this."""
        words = [each.strip() for each in box.locator("option").all_inner_texts()]
        return next((each for each in words if value in each), value)
