"""The same door by pretix: an event with so many paid tickets, its check-in list, and a scanner's device.

Its own settings but for the database; served by gunicorn as its manual says, without Redis and Celery, which it can do
without: what Celery would do (4 ms of each check-in, looking for webhooks) is done at once.
"""

import os
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, unquote, urlsplit

WORKERS = "2"  # as many as ours
DATA = TemporaryDirectory(prefix="hehuo-bench-pretix-")
ADDRESS = urlsplit(sys.argv[1])
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "pretix.settings",
    "PRETIX_CONFIG_FILE": os.devnull,
    "PRETIX_DATABASE_BACKEND": "postgresql",
    "PRETIX_DATABASE_NAME": unquote(ADDRESS.path.lstrip("/")),
    "PRETIX_DATABASE_USER": unquote(ADDRESS.username or ""),
    "PRETIX_DATABASE_HOST": parse_qs(ADDRESS.query).get("host", [ADDRESS.hostname or ""])[0],
    "PRETIX_DATABASE_PORT": str(ADDRESS.port or ""),
    "PRETIX_DJANGO_DEBUG": "false",
    "PRETIX_PRETIX_DATADIR": DATA.name,
    "PRETIX_PRETIX_LOGLEVEL": "ERROR",
    "PRETIX_PRETIX_URL": "http://127.0.0.1",
    "PRETIX_LOCALE_TIMEZONE": "Asia/Shanghai",
}

import django  # noqa: E402  only after the settings

django.setup()

import driving  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402
from pretix.base.models import (  # noqa: E402
    Checkin,
    CheckinList,
    Device,
    Event,
    Item,
    Order,
    OrderPosition,
    Organizer,
)

PATH = "/api/v1/organizers/bench/checkinrpc/redeem/"
servers: list[subprocess.Popen[bytes]] = []


def fill(size: int) -> dict[str, object]:
    """So many paid orders of one ticket each; what a scanner must know of them."""
    call_command("migrate", interactive=False, verbosity=0)
    with scopes_disabled():
        house = Organizer.objects.create(name="海湾社区", slug="bench")
        fair = Event.objects.create(
            organizer=house, name="集市", slug="fair", currency="CNY", live=True, plugins="",
            date_from=now() - timedelta(minutes=1), date_to=now() + timedelta(hours=2),
        )  # fmt: skip
    with scope(organizer=house):
        item = Item.objects.create(event=fair, name="入场", default_price=0, admission=True)
        door = CheckinList.objects.create(event=fair, name="门口", all_products=True)
        device = Device.objects.create(
            organizer=house, device_id=1, name="手机", all_events=True, initialized=now(), api_token="bench",
            security_profile="pretixscan",
        )  # fmt: skip
        codes = _sold(fair, item, size)
    driving.settle()
    return {"token": device.api_token, "list": door.pk, "codes": codes, "path": PATH}


def _sold(fair: Event, item: Item, size: int) -> list[str]:
    web = fair.organizer.sales_channels.get(identifier="web")
    paid = {"event": fair, "organizer": fair.organizer, "status": Order.STATUS_PAID, "total": 0, "sales_channel": web}
    orders = Order.objects.bulk_create(
        [
            Order(
                code=f"F{number:05d}", datetime=now(), expires=now() + timedelta(days=1), locale="en",
                email="resident@example.org", **paid,
            )
            for number in range(size)
        ],
        batch_size=2_000,
    )  # fmt: skip
    codes = [f"ticket{number:026d}" for number in range(size)]
    OrderPosition.all.bulk_create(
        [
            OrderPosition(
                order=order, organizer=fair.organizer, item=item, price=0, tax_rate=0, tax_value=0, secret=code,
                pseudonymization_id=f"{number:010d}", positionid=1, attendee_name_cached=f"居民{number}",
                attendee_name_parts={"_scheme": "full", "full_name": f"居民{number}"},
            )
            for number, (order, code) in enumerate(zip(orders, codes, strict=True))
        ],
        batch_size=2_000,
    )  # fmt: skip
    return codes


def serve() -> dict[str, int]:
    """Its server on a free port. Workers are not renewed meanwhile, so that all their time is seen."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    command = [gunicorn, "pretix.wsgi", "--workers", WORKERS, "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))  # noqa: S603  its own command
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return {"port": port, "pid": servers[0].pid}
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not open its port within 60 s")


def statements(code: str, door: int) -> int:
    """How many statements one check-in sends, BEGIN and COMMIT included."""
    client = Client(headers={"Authorization": "Device bench", "Host": "127.0.0.1"})

    def redeem(secret: str) -> None:
        said = client.post(PATH, {"secret": secret, "lists": [door]}, content_type="application/json")
        if said.status_code not in (200, 201, 400, 404):
            raise RuntimeError(f"{said.status_code}: {said.content[:200]!r}")

    redeem("nobody's")
    with CaptureQueriesContext(connection) as sent:
        redeem(code)
    return len(sent)


def came() -> int:
    """How many persons were let in."""
    with scopes_disabled():
        return Checkin.objects.filter(successful=True).values("position").distinct().count()


try:
    driving.answer({"fill": fill, "serve": serve, "statements": statements, "came": came})
finally:
    for server in servers:
        server.terminate()
        server.wait(timeout=20)
