"""What anyone may read names no debtor and no giver, and shows no phone, no ID number and no account (R-35, R-38)."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models import F
from django.urls import Resolver404, resolve

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.places.models import Home
from tests.everywhere import HOME, STRANGER, browser_of, links_of

PAGES_OF_A_KIND = 6
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
PHONE = re.compile(r"(?<![\d*])1\d{10}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
ACCOUNT = re.compile(r"(?<![\d.])\d{12,19}(?!\d)|\d{4}\*{4}\d{4}")

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what a page shows is decided above the database"),
]


@pytest.fixture(scope="module")
def texts(demo_told):
    """What a stranger reads, by address: everything that can be come to from the home page."""
    client, ways, asked, counts, found = browser_of(STRANGER), [HOME], {HOME}, defaultdict(int), {}
    while ways:
        address = ways.pop(0)
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        found[address] = TAGS.sub(" ", page)
        for tag, to in links_of(address, page):
            try:
                name = resolve(urlsplit(to).path).view_name
            except Resolver404:
                continue
            if tag == "a" and to.startswith(HOME) and to not in asked and counts[name] < PAGES_OF_A_KIND:
                asked.add(to)
                counts[name] += 1
                ways.append(to)
    return found


def shown(texts, what) -> list[tuple[str, str]]:
    return [(address, found[0]) for address, text in texts.items() if (found := what.search(text))]


def test_the_walk_comes_to_the_money(texts):
    kinds = {resolve(urlsplit(address).path).view_name for address in texts}
    assert {"levies:detail", "fees:detail", "books:month", "postings:detail", "partners:detail"} <= kinds


def test_no_phone_no_identity_and_no_account(texts):
    office = {Community.objects.get(code="haiwan").phone}
    phones = [(address, phone) for address, phone in shown(texts, PHONE) if phone not in office]
    assert (phones, shown(texts, IDENTITY), shown(texts, ACCOUNT)) == ([], [], [])


def test_no_debtor_and_no_giver(texts):
    with community_scope(Community.objects.get(code="haiwan")):
        owing = set(Due.objects.filter(debtor_kind=Home.kind_name()).values_list("debtor_name", flat=True))
        given = Voucher.objects.filter(line__source=Source.DONATION).exclude(party="").exclude(party=F("what"))
        giving = set(given.values_list("party", flat=True))
    assert len(owing) > 100
    named = [(address, name) for address, text in texts.items() for name in owing | giving if name in text]
    assert named == []
