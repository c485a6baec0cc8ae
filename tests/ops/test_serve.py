"""Opening the office: what is refused at the door, and what is skipped when nothing has changed."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from hehuo.ops.management.commands import serve


def test_a_port_in_use_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"端口 {port} 用不了.*HEHUO_PORT="):
            serve.refuse_busy_port("127.0.0.1", port)


def test_a_free_port_is_left_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve.refuse_busy_port("127.0.0.1", port)
    assert not serve.answers("127.0.0.1", port)


def test_any_answer_shows_that_the_server_is_up() -> None:
    class NotFound(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            """Stay quiet."""

    with HTTPServer(("127.0.0.1", 0), NotFound) as server:
        threading.Thread(target=server.handle_request).start()
        assert serve.answers("127.0.0.1", server.server_port)


def test_the_static_digest_changes_with_a_file(settings: object, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    before = serve.static_digest()
    assert serve.static_digest() == before
    (tmp_path / "new.css").write_text("a{}")
    assert serve.static_digest() != before


def test_server_and_worker_are_started_on_the_port_asked_for() -> None:
    server, worker = serve.programs("127.0.0.1", 9555)
    assert server.command[server.command.index("--port") + 1] == "9555"
    assert worker.command[-1] == "work"
