"""`hehuo bench`: every benchmark, turn about on SQLite and PostgreSQL, as one table."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hehuo.ops import bench

SUBJECTS = sorted(
    path.stem
    for path in Path(bench.__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "measures", "server"}
)

DEMO = {"pages"}  # measured on the demo's story


class Command(BaseCommand):
    """Each subject runs in a process of its own, on a fresh database of each engine."""

    help = "跑性能测试，打印一张表。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subjects", nargs="*", help=", ".join(SUBJECTS))
        parser.add_argument("--here", action="store_true", help="只在当前数据库上跑一个科目，逐行输出 JSON")

    def handle(self, *, subjects: list[str], here: bool, **options: Any) -> None:
        unknown = set(subjects) - set(SUBJECTS)
        if unknown:
            raise CommandError(f"没有这个科目：{'、'.join(sorted(unknown))}。有：{'、'.join(SUBJECTS)}")
        if here:
            self._run_here(subjects[0])
        else:
            self._run_all(subjects or SUBJECTS)

    def _run_here(self, subject: str) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        for measure in import_module(f"hehuo.ops.bench.{subject}").rows():
            self.stdout.write(json.dumps(asdict(measure), ensure_ascii=False))
            self.stdout.flush()

    def _run_all(self, subjects: list[str]) -> None:
        self.stdout.write("| 行 | 做什么 | SQLite | PostgreSQL | 单位 | 目标 |\n|---|---|---|---|---|---|")
        for subject in subjects:
            found = {engine: list(_measured(subject, address)) for engine, address in _engines().items()}
            for name, first in _by_name(found):
                cells = " | ".join(_cell(found, engine, name) for engine in ("sqlite", "postgresql"))
                self.stdout.write(f"| {first['row']} | {name} | {cells} | {first['unit']} | {first['goal']} |")
            self.stdout.flush()


def _engines() -> dict[str, str]:
    """The databases to measure: an empty address is SQLite."""
    postgres = os.environ.get("HEHUO_BENCH_POSTGRES", "")
    return {"sqlite": "", "postgresql": postgres} if postgres else {"sqlite": ""}


def _measured(subject: str, address: str) -> Iterator[dict[str, Any]]:
    """The measures of a subject on a fresh database."""
    environment = {
        **os.environ,
        "HEHUO_VAR": mkdtemp(prefix="hehuo-bench-"),
        "HEHUO_MODE": "demo" if subject in DEMO else "office",
    }
    if address:
        environment["HEHUO_DATABASE_URL"] = _fresh(address, subject)
    command = [sys.executable, "-m", "hehuo.cli", "bench", subject, "--here"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"{subject} 没有跑完（{address or 'sqlite'}）")
    for line in done.stdout.splitlines():
        yield json.loads(line)


def _fresh(address: str, subject: str) -> str:
    """The address of a new database on the same server."""
    import psycopg  # noqa: PLC0415  only where there is a PostgreSQL to measure

    name = f"bench_{subject}_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"')
    head, _, query = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{'?' if query else ''}{query}"


def _by_name(found: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    seen: dict[str, dict[str, Any]] = {}
    for measures in found.values():
        for measure in measures:
            seen.setdefault(measure["what"], measure)
    yield from seen.items()


def _cell(found: dict[str, list[dict[str, Any]]], engine: str, name: str) -> str:
    value = next((each["value"] for each in found.get(engine, []) if each["what"] == name), None)
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"
