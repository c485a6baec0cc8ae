"""Row 6: checking people in by QR over HTTP, four clients at one session's door, each person scanned once."""

import http.client
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import reverse

from hehuo.core import clock
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
from hehuo.ops.bench.measures import Measure, count_statements, settle
from hehuo.ops.bench.server import Ask, serving

PEOPLE = 10_000
GOAL = ">= 20 倍 pretix（13-28 次/秒），CPU <= 4 毫秒，<= 6 条语句，0 次出错"


def rows() -> Iterator[Measure]:
    """All of it, on the database in use."""
    Installation.objects.create(is_demo=False)  # as an office has it
    community = Community.objects.create(code="bench-door", name="门口")
    with community_scope(community):
        worker = _worker()
        session, codes = _full_session(worker)
        client = Client()
        client.force_login(Account.objects.get(pk=worker.account_id))
        address = reverse("sessions:check_in", args=[community.code, session.id])
        scans = [_scan(client, address, code) for code in codes[1:]]
        with serving() as server:
            load = server.load(scans)
        yield Measure(6, "扫码签到", load.rate, "次/秒", GOAL)
        yield Measure(6, "扫码签到：p50", load.p50, "毫秒")
        yield Measure(6, "扫码签到：p95", load.p95, "毫秒")
        yield Measure(6, "扫码签到：CPU", load.cpu, "毫秒/次")
        yield Measure(6, "扫码签到：出错", load.errors, "次")
        client.get(reverse("sessions:at_the_door", args=[community.code]))  # which community it is, is remembered
        first = {"code": codes[0]}
        sent = count_statements(lambda: client.post(address, first, headers={"HX-Request": "true"}))
        yield Measure(6, "扫码签到：语句（含 BEGIN 和 COMMIT）", sent, "条")
        came = SignUp.objects.filter(session=session, state=SignUpState.CAME).count()
        yield Measure(6, "扫码签到：记下的人", came, "人")


def _scan(client: Client, address: str, code: str) -> Ask:
    """A client's step: post one code as the page's script does, and read the one line that comes back."""
    token = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value, "csrftoken": token}
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, "HX-Request": "true",
    }  # fmt: skip
    body = urlencode({"code": code})

    def ask(link: http.client.HTTPConnection) -> None:
        link.request("POST", address, body=body, headers=headers)
        answer = link.getresponse()
        said = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{address} answered {answer.status}: {said[:200]!r}")

    return ask


def _worker() -> Person:
    account = Account.objects.create_account("bench-door-worker")
    worker = Person.objects.create(name="周玉梅", account_id=account.id)
    Grant.objects.create(person=worker, role=Role.WORKER)
    return worker


def _full_session(worker: Person) -> tuple[Session, list[str]]:
    """A session that began a minute ago, with everybody signed up; and the codes they hold."""
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
