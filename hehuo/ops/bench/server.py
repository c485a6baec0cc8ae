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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

Ask = Callable[[http.client.HTTPConnection], None]
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
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, *, cookie: str = "") -> Ask:
        """A client's step: ask for one page and read it whole."""
        headers = {"Cookie": cookie} if cookie else {}

        def ask(link: http.client.HTTPConnection) -> None:
            link.request("GET", path, headers=headers)
            answer = link.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{path} answered {answer.status}")

        return ask

    def load(self, asks: list[Ask], *, clients: int = 4, seconds: float = 4.0) -> Load:
        """Let clients take turns with these steps for some seconds; each keeps one connection."""
        for ask in asks[:clients]:
            self._once(ask)
        times: list[float] = []
        errors: list[str] = []
        end = time.perf_counter() + seconds
        before = self._cpu()

        def client(number: int) -> None:
            link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            turn = number
            while time.perf_counter() < end and turn < number + 50_000 * clients:
                start = time.perf_counter()
                try:
                    asks[turn % len(asks)](link)
                except (OSError, RuntimeError, http.client.HTTPException) as error:
                    errors.append(str(error))
                    link.close()
                times.append(time.perf_counter() - start)
                turn += clients

        threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spent = self._cpu() - before
        times.sort()
        return Load(
            rate=len(times) / seconds,
            p50=statistics.median(times) * 1000,
            p95=times[int(len(times) * 0.95)] * 1000,
            cpu=spent * 1000 / len(times),
            errors=len(errors),
        )

    def _once(self, ask: Ask) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        ask(link)
        link.close()

    def _cpu(self) -> float:
        """Seconds of processor that the server and its workers have used."""
        return sum(_cpu_of(pid) for pid in [self.process.pid, *_children(self.process.pid)])


@contextmanager
def serving() -> Iterator[Server]:
    """A server with two workers on this database, ended afterwards."""
    call_command("collectstatic", interactive=False, verbosity=0)
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
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


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
