"""The real server on a free port, and a few clients that ask it in a loop that ends by itself."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import cycle, islice, takewhile
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

Ask = Callable[[http.client.HTTPConnection], None]
WARM = 40  # steps of a server that has just begun
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: answers a second, times in milliseconds, CPU milliseconds of the server an answer."""

    rate: float
    p50: float
    p95: float
    cpu: float
    errors: int


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the process whose children its workers are."""

    port: int
    pid: int

    def get(self, path: str, *, cookie: str = "") -> Ask:
        """A client's step: ask for one page and read it whole."""
        return asking("GET", path, headers={"Cookie": cookie} if cookie else {})

    def load(self, asks: list[Ask], *, clients: int = 4, seconds: float = 4.0) -> Load:
        """Let clients take turns with these steps for some seconds; each keeps one connection."""
        with self._links(clients) as links:
            self._driven(links, [islice(cycle(asks), number, number + 1) for number in range(clients)])
            end = time.perf_counter() + seconds
            turns = [islice(cycle(asks), number, None, clients) for number in range(clients)]
            return self._driven(links, [_until(end, mine) for mine in turns])

    def each(self, asks: list[Ask], *, clients: int = 4) -> Load:
        """Let clients take every step once between them; the first steps warm the server up and are not timed."""
        with self._links(clients) as links:
            first = self._driven(links, [iter(asks[number:WARM:clients]) for number in range(clients)])
            rest = self._driven(links, [iter(asks[WARM + number :: clients]) for number in range(clients)])
        return replace(rest, errors=first.errors + rest.errors)

    def _driven(self, links: list[http.client.HTTPConnection], turns: list[Iterator[Ask]]) -> Load:
        """Every client takes its own turns on its own connection, all at the same time."""
        times: list[float] = []
        errors: list[str] = []
        before, began = self._cpu(), time.perf_counter()

        def client(link: http.client.HTTPConnection, mine: Iterator[Ask]) -> None:
            for ask in mine:
                start = time.perf_counter()
                try:
                    ask(link)
                except (OSError, RuntimeError, http.client.HTTPException) as error:
                    errors.append(str(error))
                    link.close()
                times.append(time.perf_counter() - start)

        threads = [threading.Thread(target=client, args=pair) for pair in zip(links, turns, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, spent = time.perf_counter() - began, self._cpu() - before
        return load_of(times, took=took, spent=spent, errors=len(errors))

    @contextmanager
    def _links(self, clients: int) -> Iterator[list[http.client.HTTPConnection]]:
        """A connection for each client, kept from the first step to the last: what it warms up is what is measured."""
        with ExitStack() as open_ones:
            yield [
                open_ones.enter_context(closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)))
                for _number in range(clients)
            ]

    def _cpu(self) -> float:
        """Seconds of processor that the server and its workers have used."""
        return sum(_cpu_of(pid) for pid in [self.pid, *_children(self.pid)])


def asking(method: str, path: str, *, headers: dict[str, str], body: str = "", expects: int = HTTPStatus.OK) -> Ask:
    """A client's step: ask one thing and read the answer whole; another answer than this one is an error."""

    def ask(link: http.client.HTTPConnection) -> None:
        link.request(method, path, body=body or None, headers=headers)
        answer = link.getresponse()
        said = answer.read()
        if answer.status != expects:
            raise RuntimeError(f"{path} answered {answer.status}: {said[:200]!r}")

    return ask


def posting(client: Client, path: str, fields: dict[str, object], *, expects: int = HTTPStatus.OK, **more: str) -> Ask:
    """A client's step: post a form as whoever is signed in there."""
    token = _get_new_csrf_string()
    headers = {
        "Cookie": f"{cookie_of(client)}; csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": token, **more,
    }  # fmt: skip
    return asking("POST", path, headers=headers, body=urlencode(fields), expects=expects)


def cookie_of(client: Client) -> str:
    """Who is signed in there, as a browser says it."""
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def load_of(times: list[float], *, took: float, spent: float, errors: int) -> Load:
    """What so many answers, each in its time, came to."""
    times = sorted(times)
    return Load(
        rate=len(times) / took,
        p50=statistics.median(times) * 1000,
        p95=times[int(len(times) * 0.95)] * 1000,
        cpu=spent * 1000 / len(times),
        errors=errors,
    )


@contextmanager
def serving() -> Iterator[Server]:
    """A server with two workers on this database, ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--no-ws", "--workers", "2", "--blocking-threads", "8", "--log-level", "error"),
        "hehuo.config.wsgi:application",
    ]
    process = subprocess.Popen(command)  # noqa: S603  our own command
    try:
        _wait(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until(end: float, asks: Iterator[Ask]) -> Iterator[Ask]:
    """One step after another for as long as there is time."""
    return takewhile(lambda _ask: time.perf_counter() < end, asks)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not open its port within 20 s")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK
