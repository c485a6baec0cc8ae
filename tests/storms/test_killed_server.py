"""kill -9 in the middle, again and again: what was confirmed is there, and verify is clean."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests import copies

KILLS = 20 if os.environ.get("HEHUO_STORM") else 1
CLIENTS = 3
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')
PAGE = "/c/haiwan/needs/say/?from=wall"


@pytest.fixture
def office(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """An office of its own: a database that outlives its server."""
    environment = {**os.environ, "HEHUO_VAR": str(tmp_path), "HEHUO_MODE": "office", "HEHUO_LOG": "ERROR"}
    environment["DJANGO_SETTINGS_MODULE"] = "hehuo.config.settings"
    environment["HEHUO_DATABASE_URL"] = _own_database(environment.get("HEHUO_DATABASE_URL", ""))
    with django_db_blocker.unblock():
        make_tables(environment)
    hehuo(environment, "collectstatic", "--noinput", "--verbosity", "0")
    make = "from hehuo.core.db.models import Community as C;C.objects.create(code='haiwan', name='海湾社区')"
    hehuo(environment, "shell", "-c", make)
    return environment


def _own_database(address: str) -> str:
    """A database beside the tests' own on PostgreSQL; nothing (SQLite in its own folder) otherwise."""
    if not address.startswith("postgres"):
        return ""
    head, mark, query = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/killed_{os.getpid()}{mark}{query}"


def make_tables(environment: dict[str, str]) -> None:
    """The tables of an office: a copy of those of this run where they are on the same engine."""
    folder = Path(environment["HEHUO_VAR"])
    if not copies.tables_for(environment["HEHUO_DATABASE_URL"], folder):
        hehuo(environment, "migrate", "--verbosity", "0")


def hehuo(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hehuo.cli", *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    """The server in a group of its own, so that one signal reaches its workers too."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--no-ws", "--workers", "2", "--log-level", "critical", "hehuo.config.wsgi:application"),
    ]
    server = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/api/v1/status")
            if link.getresponse().status == 200:
                return server
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def wait_for(confirmed: list[str], count: int) -> None:
    """Until this many more are confirmed, so that every kill falls into the middle of writing."""
    goal, end = len(confirmed) + count, time.monotonic() + 60
    while len(confirmed) < goal:
        assert time.monotonic() < end, "nothing was confirmed for a minute"
        time.sleep(0.01)


def say_one(port: int) -> str:
    """Say something as a stranger at the wall does, and return its key once the server has confirmed it."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    link.request("GET", PAGE)
    answer = link.getresponse()
    form, cookie = answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]
    key = KEY.search(form)[1]
    said = {"csrfmiddlewaretoken": TOKEN.search(form)[1], "key": key, "words": f"路灯坏了 {key}"}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    link.request("POST", PAGE, body=urlencode(said), headers=headers)
    answer = link.getresponse()
    answer.read()
    assert answer.status == 302
    return key


def client(port: int, confirmed: list[str], stop: threading.Event) -> None:
    """Go on saying things until told to stop; a server that is gone confirms nothing."""
    while not stop.is_set():
        try:
            confirmed.append(say_one(port))
        except (OSError, http.client.HTTPException, TypeError, KeyError):
            time.sleep(0.05)


@contextmanager
def everybody_speaks(office: dict[str, str]) -> Iterator[tuple[int, list[str], list[subprocess.Popen[bytes]]]]:
    """Clients that go on saying things: the port, what was confirmed, and the server, which is killed at the end."""
    port, confirmed, stop = free_port(), [], threading.Event()
    servers = [start(office, port)]
    clients = [threading.Thread(target=client, args=(port, confirmed, stop)) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    try:
        yield port, confirmed, servers
    finally:
        stop.set()
        for each in clients:
            each.join()
        kill(servers[-1])


def kill(server: subprocess.Popen[bytes]) -> None:
    """The server and its workers, at once."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kept_by(environment: dict[str, str]) -> set[str]:
    """The keys of everything that was said, as an office has it."""
    count = (
        "from hehuo.core.db.models import Community as C; from hehuo.core.db.scope import community_scope as s;"
        "from hehuo.domain.plan.needs.models import Voice as V\n"
        "with s(C.objects.get(code='haiwan')): print(*[v.hex for v in V.objects.values_list('id', flat=True)])"
    )
    return {word for word in hehuo(environment, "shell", "-c", count).split() if len(word) == 32}


def without_dashes(keys: list[str]) -> set[str]:
    return {key.replace("-", "") for key in keys}


@pytest.mark.storm
def test_nothing_confirmed_is_lost_when_the_server_is_killed(office):
    with everybody_speaks(office) as (port, confirmed, servers):
        for _ in range(KILLS):
            wait_for(confirmed, 5)
            kill(servers[-1])
            servers.append(start(office, port))
        wait_for(confirmed, 5)
    assert len(confirmed) >= 5 * (KILLS + 1)
    assert without_dashes(confirmed) <= kept_by(office)
    hehuo(office, "verify")
