"""Every page of the house in the demo: who there is to open it, the links that lead to it, and an address for each."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve, reverse

from hehuo.core.db.models import Community, TenantModel
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.projects.models import Acceptance, Entry, Line, Step
from hehuo.domain.build.recruitment.models import Decision, Seat
from hehuo.domain.build.resources.models import Adoption, Care, Green, Resource
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Permit
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.errands.models import Errand, Helper
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Guardianship, Merge, Move, Person
from hehuo.domain.ground.places.models import HomeChange
from hehuo.domain.ground.postings.models import Objection
from hehuo.domain.ground.spaces.models import OpeningRule
from hehuo.domain.insight.holdings.models import DataRequest
from hehuo.domain.plan.pacts.models import Article, Comment, Pact, Signature, Version
from hehuo.domain.plan.visits.models import Visit
from hehuo.domain.run.banks.models import BankLine, HeldPaper, Statement
from hehuo.domain.run.books.models import Budget, Request
from hehuo.domain.run.donations.models import Campaign, Disclosure, Donation
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Pledge
from hehuo.domain.run.fees.models import Bill, FeePeriod, FeeRule
from hehuo.domain.run.levies.models import Cash, Collector, Levy, SurplusMove
from hehuo.domain.run.services.models import Complaint, FreeOffer, FreePlace, Order, PriceItem, PriceSheet

LINK = re.compile(r'<(a|form)\b[^>]*?(?:href|action)="([^"#][^"]*)"')
HOME = "/c/haiwan/"
STRANGER = ""
OPENED = 2  # pages of one kind that one person opens
READ = 6  # pages of one kind that a stranger reads
# Who is asked for in the demo: one of every role, the street's accountant, a resident, and nobody.
WHO = [STRANGER, "haiwan-resident1", "haiwan-administrator", "gangwan-accountant", *(
    f"haiwan-{role.value}{number}" for role, number in {
        Role.SECRETARY: "", Role.WORKER: "1", Role.CLERK: "", Role.SUPERVISOR: "", Role.STEWARD: "1",
        Role.BUILDING_LEADER: "1", Role.REPRESENTATIVE: "1", Role.PARTNER: "",
    }.items()
)]  # fmt: skip


@dataclass
class Seen:
    """What a walk through the house came across."""

    opened: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  # page: who: address
    values: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))  # parameter: what it may be
    faults: list[str] = field(default_factory=list)

    def note(self, address: str) -> str:
        """The name of the page at this address; its parameters are remembered."""
        match = _resolved(urlsplit(address).path)
        for name, value in match.kwargs.items():
            self.values[f"{match.view_name} {name}"].append(value)
            self.values[name].append(value)
        return match.view_name


_resolved = cache(resolve)  # the same ways stand on every page


def browser_of(who: str) -> Client:
    """A browser in which this person has entered."""
    client = Client(HTTP_HOST="127.0.0.1")
    if who:
        client.force_login(Account.objects.get(username=who))
    return client


def links_of(address: str, page: str) -> Iterator[tuple[str, str]]:
    """What a page offers: (a or form, address within the house)."""
    for tag, found in LINK.findall(page):
        to = urljoin(address, unescape(found))
        if to.startswith("/") and not to.startswith(settings.STATIC_URL):
            yield tag, to


def walk(who: str, seen: Seen) -> None:
    """Follow every link from the home page on; each must open, or lead to the door."""
    client, ways, counts = browser_of(who), [("home page", HOME)], defaultdict(int)
    asked = {HOME}
    while ways:
        came_from, address = ways.pop(0)
        answer = client.get(address)
        if answer.status_code >= 400:
            seen.faults.append(f"{who or 'stranger'}: {came_from} leads to {answer.status_code} at {address}")
            continue
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            ways += [(address, to) for to in [answer.headers.get("Location", "")] if to.startswith(HOME)]
            continue
        seen.opened[resolve(urlsplit(address).path).view_name].setdefault(who, address)
        for tag, to in links_of(address, answer.content.decode()):
            try:
                name = seen.note(to)
            except Resolver404:
                seen.faults.append(f"{who or 'stranger'}: {address} leads nowhere: {to}")
                continue
            if tag == "a" and to not in asked and counts[name] < OPENED and (to.startswith(HOME) or name == "enter"):
                asked.add(to)
                counts[name] += 1
                ways.append((address, to))


def read_by_strangers() -> dict[str, str]:
    """Every page that can be come to from the home page without entering, by address, as it was sent."""
    client, ways, asked, counts, found = browser_of(STRANGER), [HOME], {HOME}, defaultdict(int), {}
    while ways:
        address = ways.pop(0)
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        found[address] = answer.content.decode()
        for tag, to in links_of(address, found[address]):
            try:
                name = _resolved(urlsplit(to).path).view_name
            except Resolver404:
                continue
            if tag == "a" and to.startswith(HOME) and to not in asked and counts[name] < READ:
                asked.add(to)
                counts[name] += 1
                ways.append(to)
    return found


def patterns(
    resolver: URLResolver, before: str = "", parameters: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the parameters of every page of the house."""
    for each in resolver.url_patterns:
        asked = (*parameters, *each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{before}{each.namespace}:" if each.namespace else before, asked)
        elif each.name:
            yield f"{before}{each.name}", asked


def filled(seen: Seen) -> dict[str, str]:
    """An address for every page whose parameters the story has something for."""
    found, kept = {}, stored()
    for name, parameters in patterns(get_resolver()):
        values = {
            each: (seen.values[f"{name} {each}"] or kept.get(each) or seen.values[each] or [None])[0]
            for each in parameters
        }
        values |= {"community": "haiwan"} if "community" in parameters else {}
        if None not in values.values():
            found[name] = reverse(name, kwargs=values)
    return found


def stored() -> dict[str, list[UUID]]:
    """Things that a walk of a few steps does not pass, by the parameter that names them."""
    kinds: dict[str, type[TenantModel]] = {
        "decision_id": Decision, "seat_id": Seat, "objection_id": Objection, "rule_id": OpeningRule,
        "message_id": Message, "errand_id": Errand, "change_id": HomeChange, "consent_id": Consent,
        "guardianship_id": Guardianship, "move_id": Move, "merge_id": Merge, "request_id": DataRequest,
        "pact_id": Pact, "version_id": Version, "article_id": Article, "comment_id": Comment,
        "signature_id": Signature, "permit_id": Permit, "helper_id": Helper, "visit_id": Visit,
        "budget_id": Budget, "levy_id": Levy, "cash_id": Cash, "collector_id": Collector,
        "surplus_move_id": SurplusMove, "statement_id": Statement, "line_id": BankLine, "paper_id": HeldPaper,
        "donation_id": Donation, "campaign_id": Campaign, "sheet_id": PriceSheet, "offer_id": FreeOffer,
        "free_place_id": FreePlace, "order_id": Order, "complaint_id": Complaint, "price_id": PriceItem,
        "match_id": Match, "resource_id": Resource, "green_id": Green, "adoption_id": Adoption, "care_id": Care,
        "exchange_id": Exchange, "delivery_id": Delivery, "pledge_id": Pledge,
        "disclosure_id": Disclosure, "fee_rule_id": FeeRule, "period_id": FeePeriod, "bill_id": Bill,
        "step_id": Step, "entry_id": Entry, "acceptance_id": Acceptance, "project_line_id": Line,
        "payment_id": Request, "ward_id": Person,
    }  # fmt: skip
    with community_scope(Community.objects.get(code="haiwan")):
        return {name: [thing.id for thing in kind.objects.order_by("id")[:1]] for name, kind in kinds.items()}


# The demo mends no rows, objects to nothing and adds to no agreement; a card and a slip are known to their holders,
# who is let in by a test has no device, no room is closed for a while, and a draft is known to who has its code.
NOT_IN_THE_STORY = {
    "enter_card", "entry:join", "device_end", "passkey_end",
    "agreements:print_supplement", "agreements:sign_supplement", "agreements:drop_supplement",
    "postings:answer_objection", "postings:objection",
    "spaces:closure_end", "sessions:walk_in",
    "support:detail", "support:reverse",
    "recruitment:draft", "recruitment:step", "recruitment:send", "recruitment:complete",
}  # fmt: skip
