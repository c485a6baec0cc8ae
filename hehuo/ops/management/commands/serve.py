"""`hehuo serve`: make the database and static files ready, then keep server and job worker running."""

import hashlib
import http.client
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from hehuo.ops.moving import keys
from hehuo.ops.supervise import Program, Supervisor

WORKERS = 2
THREADS = 8  # a worker; each holds a database connection of its own


class Command(BaseCommand):
    """Open the office: every step is skipped when there is nothing to do."""

    help = "准备数据库和页面资源，然后启动网页服务和后台任务。"
    requires_system_checks: list[str] = []  # script/check runs them; a start should not wait for them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.BIND)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        refuse_busy_port(host, port)
        refuse_half_changed_key()
        self._migrate()
        self._collect_static()
        if settings.MODE == "demo":
            self._say(_("准备演示数据（第一次要等一会儿）"))
            call_command("demo")
        connections.close_all()
        self._say(_("启动网页服务和后台任务"))
        supervisor = Supervisor(programs(host, port), say=self._say)
        sys.exit(supervisor.run(is_up=lambda: answers(host, port), when_up=self._welcome))

    def _say(self, line: str) -> None:
        self.stdout.write(f"· {line}")
        self.stdout.flush()

    def _migrate(self) -> None:
        """Bring the tables up to date; asks the database itself, not a note of what was done before."""
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(
                _("连不上数据库：%s请检查 HEHUO_DATABASE_URL，并确认这个数据库已经建好（createdb）。") % error
            ) from error
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self._say(_("更新数据表（%d 步）") % len(plan))
            call_command("migrate", interactive=False, verbosity=0)

    def _collect_static(self) -> None:
        """Gather what browsers are sent, when any of it has changed."""
        mark = Path(settings.STATIC_ROOT) / "collected.stamp"
        digest = static_digest()
        if mark.exists() and mark.read_text() == digest:
            return
        self._say(_("整理页面资源"))
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(digest)

    def _welcome(self) -> None:
        """Say where the door is and who may go in."""
        self.stdout.write("\n" + _("已经打开：%s   按 Ctrl-C 结束。") % settings.BASE_URL + "\n")
        if settings.MODE == "demo":
            call_command("demo", "--who", stdout=self.stdout)
        else:
            call_command("office", "--code", stdout=self.stdout)
        connections.close_all()
        self.stdout.flush()


def programs(host: str, port: int) -> list[Program]:
    """The web server with its workers, and the worker for queued jobs."""
    python = sys.executable
    server = [
        *(python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "error"),
        "hehuo.config.wsgi:application",
    ]
    worker = [python, "-m", "hehuo.cli", "work"]
    return [Program(_("网页服务"), server), Program(_("后台任务"), worker)]


def refuse_half_changed_key() -> None:
    """CommandError while some rows are under another key than others."""
    if keys.is_half_changed():
        raise CommandError(_("上次换密钥没有办完。请先运行 hehuo rotate-key，办完再启动。"))


def refuse_busy_port(host: str, port: int) -> None:
    """Refuse to start where another program already listens."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("端口 %(port)d 用不了（%(why)s）。请换一个，例如：HEHUO_PORT=%(other)d script/server")
                % {"port": port, "why": error.strerror, "other": port + 1 if port < 65535 else 8000}
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether the server answers at all; what it says about its health is for /healthz's readers."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  where we listen, not a choice to
    link = http.client.HTTPConnection(near, port, timeout=2)
    try:
        link.request("GET", "/healthz")
        link.getresponse().read()
    except OSError:
        return False
    finally:
        link.close()
    return True


def static_digest() -> str:
    """A short text that changes when a static file is added, changed or removed."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
