"""Clients that take turns: every step once between them, or round and round until the time is up."""

import http.client
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import getpid
from threading import Lock, Thread

import pytest

from hehuo.ops.bench.server import WARM, Load, Server, asking, load_of


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, list[str]]]:
    """A server that says 404 to /nobody and 200 to all others, and what it was asked."""
    asked: list[str] = []
    lock = Lock()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                asked.append(self.path)
            self.send_response(404 if self.path == "/nobody" else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Server(server.server_address[1], getpid()), asked
        server.shutdown()


def test_every_step_is_taken_once_and_the_first_ones_are_not_in_the_times(heard):
    server, asked = heard
    paths = [f"/{number}" for number in range(WARM + 25)]
    load = server.each([server.get(path) for path in paths])
    assert (sorted(asked), load.errors) == (sorted(paths), 0)


def test_another_answer_than_the_expected_is_an_error_also_while_warming_up(heard):
    server, _asked = heard
    wrong, right = server.get("/nobody"), server.get("/here")
    load = server.each([wrong, *[right] * WARM, wrong])
    assert load.errors == 2


def test_for_some_seconds_the_steps_come_round_again(heard):
    server, asked = heard
    load = server.load([server.get("/one"), server.get("/two")], clients=2, seconds=0.2)
    assert ({*asked}, load.errors, load.rate > 10) == ({"/one", "/two"}, 0, True)


def test_a_step_may_expect_another_answer(heard):
    server, _asked = heard
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    asking("GET", "/nobody", headers={}, expects=404)(link)
    with pytest.raises(RuntimeError, match="/nobody answered 404"):
        asking("GET", "/nobody", headers={})(link)
    link.close()


def test_a_load_is_a_rate_the_middle_the_95th_and_the_processors_time_of_one():
    times = [number / 1000 for number in range(100, 0, -1)]
    assert load_of(times, took=2, spent=0.4, errors=1) == Load(rate=50, p50=50.5, p95=96, cpu=4, errors=1)
