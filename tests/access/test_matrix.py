"""No page has a hole: each is asked as every role of its community, as neighbours, as nobody; and nobody is named."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models import F
from django.urls import resolve

from hehuo.core import ids
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.donations.models import Donation
from tests.access import matrix
from tests.everywhere import STRANGER, browser_of, read_by_strangers

DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
# What anyone may read without entering: mission F1, "what is public is public without login".
PUBLIC = {
    "clubs:detail", "clubs:event", "clubs:list", "fairs:detail", "fairs:list", "matches:detail", "matches:list",
    "matches:print", "matches:table", "projects:detail", "projects:list", "projects:print", "projects:sheet",
    "projects:xlsx", "resources:adoption", "resources:detail", "resources:green", "resources:greens",
    "resources:list", "resources:print", "resources:table", "reviews:detail", "reviews:of_partner",
    "recipes:detail", "recipes:file", "recipes:list", "recipes:print",
    "reviews:print", "reviews:records", "support:list",
    "activities:detail", "activities:list", "api:one", "api:openapi-json", "api:published", "api:search", "api:status",
    "bookings:day", "bookings:door", "bookings:find", "bookings:month",
    "ballots:check", "ballots:detail", "ballots:list", "ballots:print", "ballots:spent",
    "books:account_of_month", "books:book", "books:expected", "books:line", "books:month", "books:month_print",
    "books:origin", "books:seal", "books:seal_find", "books:share", "books:year", "books:year_print",
    "communities", "consents:texts", "design", "donations:account", "donations:detail", "donations:fund",
    "donations:fund_lines", "donations:lines", "donations:list",
    "exchanges:detail", "exchanges:list", "exchanges:year",
    "enter", "enter_outside", "enter_passkey", "enter_reset",
    "entry:code", "entry:phone", "entry:who", "files:content", "files:small", "forms:results",
    "holdings:rules",
    "fees:detail", "fees:list", "home", "levies:detail", "levies:list", "levies:move_of",
    "needs:detail", "needs:list", "needs:print", "needs:say", "needs:wall",
    "meetings:decision", "meetings:decisions", "meetings:detail", "meetings:invitation", "meetings:kinds",
    "meetings:list", "meetings:motion", "meetings:motions", "meetings:record",
    "pacts:article", "pacts:comments", "pacts:compare", "pacts:detail", "pacts:list", "pacts:print", "pacts:version",
    "agreements:plaques", "contributions:list", "partners:detail",
    "partners:list", "partners:sessions", "postings:ask", "postings:detail", "postings:list", "postings:object",
    "postings:print", "postings:question", "recruitment:apply", "recruitment:detail",
    "recruitment:list", "recruitment:poster", "recruitment:resume", "search:find",
    "service_worker", "sessions:detail", "sessions:list",
    "services:board", "services:print", "spaces:detail", "spaces:list",
    "surveys:compare", "surveys:detail", "surveys:list", "surveys:results",
}  # fmt: skip
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="who may do what is decided above the database; once is enough"
    ),
]


@pytest.fixture(scope="module")
def addresses(demo_told):
    """An address for everything in the demo."""
    return matrix.addresses()


@pytest.fixture(scope="module")
def lines(addresses):
    """Everything asked as everyone."""
    return list(matrix.lines(addresses))


def test_nothing_is_more_open_than_it_is_written_down(lines):
    if os.environ.get("HEHUO_WRITE_ACCESS"):
        DOCUMENT.write_text(matrix.as_document(lines), encoding="utf-8")
    written = matrix.read_document(DOCUMENT.read_text(encoding="utf-8"))
    assert [line for line in lines if matrix.is_more_open(line, written.get((line.name, line.method)))] == []
    assert {name for name, _method in written} - {line.name for line in lines} == set()


def test_whoever_belongs_elsewhere_is_a_stranger_here(lines):
    stranger = matrix.EVERYONE.index(STRANGER)
    others = [matrix.EVERYONE.index(who) for who in matrix.OTHERS]
    assert [line for line in lines if {line.cells[other] for other in others} != {line.cells[stranger]}] == []


def test_nobody_reads_without_entering_but_what_is_public(lines):
    stranger = matrix.EVERYONE.index(STRANGER)
    assert {line.name for line in lines if line.cells[stranger] in (matrix.MAY, matrix.FORM)} == PUBLIC


# A recipe that is public in another community is there to be taken (B10).
TAKEN_FROM_OTHERS = {"recipes:take"}


def test_a_thing_of_another_community_looks_like_one_that_does_not_exist(addresses):
    for who in ("nanbeitai-secretary", "nanbeitai-worker1"):
        browser = browser_of(who)
        for name, address in addresses.items():
            if not UUID.search(address) or "/c/haiwan/" not in address or name in TAKEN_FROM_OTHERS:
                continue
            there = address.replace("/c/haiwan/", "/c/nanbeitai/")
            nowhere = UUID.sub(str(ids.uuid7()), there)
            for method in ("GET", "POST"):
                one, other = matrix.ask(browser, method, there), matrix.ask(browser, method, nowhere)
                assert (name, method, one.status_code) == (name, method, other.status_code)
                assert plain(one, there) == plain(other, nowhere)


def plain(answer, address: str) -> str:
    """A page without what differs from one asking to the next."""
    text = answer.content.decode(errors="replace") + answer.headers.get("Location", "")
    return UUID.sub("…", TOKEN.sub("", text).replace(address, ""))


# What a stranger comes to: no debtor, no giver, no phone, no ID number, no account.
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
PHONE = re.compile(r"(?<![\d*])1\d{10}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
ACCOUNT = re.compile(r"(?<![\d.])\d{12,19}(?!\d)|\d{4}\*{4}\d{4}")


@pytest.fixture(scope="module")
def texts(demo_told):
    """What a stranger reads, by address: everything that can be come to from the home page."""
    return {address: TAGS.sub(" ", page) for address, page in read_by_strangers().items()}


def shown(texts, what) -> list[tuple[str, str]]:
    return [(address, found[0]) for address, text in texts.items() if (found := what.search(text))]


def test_the_walk_comes_to_the_money(texts):
    kinds = {resolve(urlsplit(address).path).view_name for address in texts}
    assert {
        "levies:detail",
        "fees:detail",
        "donations:detail",
        "donations:lines",
        "books:month",
        "postings:detail",
        "partners:detail",
    } <= kinds


def test_no_phone_no_identity_and_no_account(texts):
    office = {Community.objects.get(code="haiwan").phone}
    phones = [(address, phone) for address, phone in shown(texts, PHONE) if phone not in office]
    assert (phones, shown(texts, IDENTITY), shown(texts, ACCOUNT)) == ([], [], [])


def test_no_debtor_and_no_giver(texts):
    with community_scope(Community.objects.get(code="haiwan")):
        owing = set(Due.objects.filter(debtor_kind=Home.kind_name()).values_list("debtor_name", flat=True))
        given = Voucher.objects.filter(line__source=Source.DONATION).exclude(party="").exclude(party=F("what"))
        giving = set(given.values_list("party", flat=True))
        gifts = Donation.objects.exclude(donor_sealed=b"")
        agreed = {gift.donor_name for gift in gifts if gift.shows_name}
        unnamed = {gift.donor_name for gift in gifts} - agreed
    assert len(owing) > 100
    hidden = (owing | giving | unnamed) - agreed
    assert (len(agreed), len(unnamed)) == (4, 3)
    assert [(address, name) for address, text in texts.items() for name in hidden if name in text] == []
    assert {name for name in agreed for text in texts.values() if name in text} == agreed
