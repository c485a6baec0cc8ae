"""A backup is of one moment, and means the same on either engine."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from hehuo.core.db import registry
from hehuo.core.db.models import Community
from hehuo.domain.ground.access import queries as access
from hehuo.ops.moving import backups
from hehuo.ops.moving.snapshots import one_moment

PASSPHRASE = "一匹马 一座桥 一盏灯"
ROOT = Path(__file__).parents[3]


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen_and_not_held_up():
    Community.objects.create(code="before", name="先有")

    def write() -> None:
        Community.objects.create(code="meanwhile", name="后来")
        connection.close()

    with one_moment():
        assert Community.objects.count() == 1
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert Community.objects.count() == 1
    assert Community.objects.count() == 2


def elsewhere(var: Path, *command: str) -> str:
    """Run a command on a SQLite office of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("HEHUO_", "DJANGO_"))}
    env |= {"HEHUO_VAR": str(var), "HEHUO_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "hehuo.cli", *command], env=env, cwd=var, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.mark.skipif(connection.vendor == "sqlite", reason="from SQLite to SQLite is proven by every other backup here")
@pytest.mark.django_db
def test_an_office_on_sqlite_is_restored_here(tmp_path, settings):
    elsewhere(tmp_path, "migrate", "-v0")
    elsewhere(tmp_path, "demo")
    shown = elsewhere(tmp_path, "show", "roster", "--json")
    elsewhere(tmp_path, "backup", "office.hehuo")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.VAR = tmp_path  # its own key file is there, and stays
    settings.MODE = "demo"

    with (tmp_path / "office.hehuo").open("rb") as file:
        backups.restore(file, PASSPHRASE)

    out = io.StringIO()
    call_command("show", "roster", "--json", stdout=out)
    assert out.getvalue() == shown
    call_command("verify", stdout=io.StringIO())
    registry.forget()
    access.forget_mark()
