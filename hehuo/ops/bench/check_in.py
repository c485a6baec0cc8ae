"""Row 6: a fair of five thousand over HTTP, four clients: everybody scanned once at its gate, and its stalls tapped."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http import HTTPStatus

from django.test import Client
from django.urls import reverse

from hehuo.core import clock, ids
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.admissions.kinds import Conditions
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions
from hehuo.domain.ground.sessions.kinds import SessionKind, SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Booking, Space
from hehuo.domain.run.fairs import actions as fairs
from hehuo.domain.run.fairs import queries
from hehuo.domain.run.fairs.models import Fair
from hehuo.ops.bench.measures import Measure, count_statements, settle
from hehuo.ops.bench.peers.recorded import PRETIX
from hehuo.ops.bench.server import Ask, Load, asking, cookie_of, posting, serving

PEOPLE = 5_000
TAPS = 2_000
SCANNED = {"HX-Request": "true"}  # as the page's script sends it


@dataclass(frozen=True, slots=True)
class Gate:
    """A fair, the codes of all who come, and whoever scans them."""

    community: Community
    fair: Fair
    worker: Client
    address: str
    codes: list[str]

    def scan(self, code: str) -> Ask:
        """A client's step: post one code as the page's script does, and read the one line that comes back."""
        return posting(self.worker, self.address, {"code": code}, **SCANNED)

    def statements(self, code: str) -> int:
        """How many statements one scan sends, BEGIN and COMMIT included."""
        self.worker.get(reverse("sessions:at_the_door", args=[self.community.code]))  # which community, is remembered
        return count_statements(partial(self.worker.post, self.address, {"code": code}, headers=SCANNED))


def rows() -> Iterator[Measure]:
    """All of it, on the database in use."""
    community = an_office()
    with community_scope(community):
        gate = open_gate(community)
        first, *rest = gate.codes
        stalls = _stalls(gate)
        with serving() as server:
            scanned = server.each([gate.scan(code) for code in rest])
            tapped = server.each([_tap(*stalls[number % len(stalls)]) for number in range(TAPS - 1)])
        yield from _load("扫码签到", scanned, cpu="<= 4")
        sent = gate.statements(first)
        yield Measure(6, "扫码签到：语句（含 BEGIN 和 COMMIT）", sent, "条", "<= 6")
        yield Measure(6, "扫码签到：记下的人数", queries.persons_of(gate.fair) or 0, "人", f"= {PEOPLE:,}")
        for what, times, goal in PRETIX.beside(scanned, statements=sent):
            yield Measure(6, f"扫码签到：{what}", times, "倍", goal)
        yield from _load("看摊的点一下，读回那一页", tapped)
        yield Measure(6, "看摊的点一下，读回那一页：语句", count_statements(partial(_tap_once, *stalls[0])), "条")
        visits = sum(stall.visits for stall in queries.stalls_of(gate.fair))
        yield Measure(6, "看摊的点一下：记下的人次", visits, "人次", f"= {TAPS:,}")


def _load(what: str, load: Load, *, cpu: str = "") -> Iterator[Measure]:
    yield Measure(6, what, load.rate, "次/秒")
    yield Measure(6, f"{what}：p50", load.p50, "毫秒")
    yield Measure(6, f"{what}：p95", load.p95, "毫秒")
    yield Measure(6, f"{what}：CPU", load.cpu, "毫秒/次", cpu)
    yield Measure(6, f"{what}：出错", load.errors, "次", "0")


def an_office() -> Community:
    """A community as a real one is set up."""
    Installation.objects.create(is_demo=False)
    return Community.objects.create(code="bench-door", name="门口")


def open_gate(community: Community) -> Gate:
    """A fair that began a minute ago, with everybody signed up at its gate."""
    worker = _person("周玉梅")
    Grant.objects.create(person=worker, role=Role.WORKER)
    session, codes = _full_session(worker)
    fair = fairs.plan_fair(actor=worker, title="集市", on=clock.today(), place="大院", session=session)
    address = reverse("sessions:check_in", args=[community.code, session.id])
    return Gate(community, fair, _signed_in(worker), address, codes)


def _full_session(worker: Person) -> tuple[Session, list[str]]:
    """The session at the gate, and the codes that people hold."""
    space = Space.objects.create(name="大院")
    begun = clock.now() - timedelta(minutes=1)
    booking = Booking.objects.create(
        space=space, starts_at=begun, ends_at=begun + timedelta(hours=2), audience=Audience.OFFICE, purpose="集市",
        booked_by=worker,
    )  # fmt: skip
    session = actions.plan_session(
        actor=worker, title="集市", kind=SessionKind.FAIR, booking=booking, capacity=PEOPLE,
        conditions=Conditions(permit="公安许〔2026〕1号", permitted_on=clock.today()),
    )  # fmt: skip
    people = Person.objects.bulk_create([Person(name=f"居民{n}") for n in range(PEOPLE)], batch_size=2000)
    lines = [SignUp(session=session, person=person, state=SignUpState.SEATED, signed_by=worker) for person in people]
    SignUp.objects.bulk_create(lines, batch_size=2000)
    Session.objects.filter(pk=session.pk).update(taken=PEOPLE)
    settle()
    return session, [person.code for person in people]


def _stalls(gate: Gate) -> list[tuple[Client, str]]:
    """A stall of every kind: its own keeper, signed in, and the page on which they count."""
    found = []
    for number, kind in enumerate(queries.kinds(), 1):
        keeper = _person(f"看摊{number}")
        stall = fairs.add_stall(
            actor=gate.fair.made_by, fair=gate.fair, kind=kind, unit=f"队伍{number}", number=number, keeper=keeper
        )
        found.append((_signed_in(keeper), reverse("fairs:stall", args=[gate.community.code, stall.id])))
    return found


def _tap(keeper: Client, address: str) -> Ask:
    """A client's step: one more at the stall, and the page with the new sum, as a phone without scripts does it."""
    tap = posting(keeper, address, {"key": ids.uuid7(), "change": 1}, expects=HTTPStatus.FOUND)
    look = asking("GET", address, headers={"Cookie": cookie_of(keeper)})

    def ask(link: http.client.HTTPConnection) -> None:
        tap(link)
        look(link)

    return ask


def _tap_once(keeper: Client, address: str) -> None:
    """The same in the process."""
    keeper.post(address, {"key": ids.uuid7(), "change": 1})
    keeper.get(address)


def _person(name: str) -> Person:
    """Somebody who can enter."""
    account = Account.objects.create_account(f"bench-{name}")
    return Person.objects.create(name=name, account_id=account.id)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client
