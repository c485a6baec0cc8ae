"""`hehuo bench`: every benchmark, turn about on SQLite and PostgreSQL, as one table."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from itertools import product
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hehuo.ops import bench
from hehuo.ops.bench.engines import engines, fresh
from hehuo.ops.bench.peers.environments import PINS

SUBJECTS = sorted(
    path.stem
    for path in Path(bench.__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "engines", "measures", "server"}
)
AGAINST = {"ledger": "peers.comparison", "check_in": "peers.door"}  # subjects in which others do the same work
POSTGRESQL_ONLY = {"check_in"}  # pretix asks an office for it
DEMO = {"pages"}  # measured on the demo's story


class Command(BaseCommand):
    """Each subject runs in a process of its own, on a fresh database of each engine."""

    help = "跑性能测试，打印一张表。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subjects", nargs="*", help=", ".join(SUBJECTS))
        parser.add_argument("--peers", action="store_true", help=f"和 {'、'.join(PINS)} 轮流做同样的事")
        parser.add_argument("--here", action="store_true", help="只在当前数据库上跑一个科目，逐行输出 JSON")

    def handle(self, *, subjects: list[str], here: bool, peers: bool, **options: Any) -> None:
        known = list(AGAINST) if peers else SUBJECTS
        if unknown := set(subjects) - set(known):
            raise CommandError(f"没有这个科目：{'、'.join(sorted(unknown))}。有：{'、'.join(known)}")
        if here:
            self._run_here(AGAINST[subjects[0]] if peers else subjects[0])
        elif peers:
            self._run_against_peers(subjects or known)
        else:
            self._run_all(subjects or SUBJECTS)

    def _run_here(self, module: str) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)  # pages name their assets by what is in them
        for measure in import_module(f"hehuo.ops.bench.{module}").rows():
            self.stdout.write(json.dumps(asdict(measure), ensure_ascii=False))
            self.stdout.flush()

    def _run_all(self, subjects: list[str]) -> None:
        self.stdout.write("| 行 | 做什么 | SQLite | PostgreSQL | 单位 | 目标 |\n|---|---|---|---|---|---|")
        for subject in subjects:
            found = {engine: list(_measured(subject, address)) for engine, address in engines().items()}
            for name, first in _by_name(found):
                cells = " | ".join(_cell(found, engine, name) for engine in ("sqlite", "postgresql"))
                self.stdout.write(f"| {first['row']} | {name} | {cells} | {first['unit']} | {first['goal']} |")
            self.stdout.flush()

    def _run_against_peers(self, subjects: list[str]) -> None:
        """The same work by all, one line each, and how many times faster ours is."""
        names = ["raw", *PINS]
        heads = ["行", "做什么", "库", "我们", "裸驱动", *PINS, "单位", *(f"比 {name} 快（倍）" for name in PINS)]
        self.stdout.write(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
        for subject, (engine, address) in product(subjects, engines().items()):
            if subject in POSTGRESQL_ONLY and engine != "postgresql":
                continue
            for one in _measured(subject, address, "--peers"):
                cells = [
                    *(str(one["row"]), one["what"], engine, _figure(one["ours"])),
                    *(_figure(one["others"].get(name)) for name in names),
                    one["unit"],
                    *(_figure(one["times_faster"].get(name)) for name in PINS),
                ]
                self.stdout.write(f"| {' | '.join(cells)} |")
                self.stdout.flush()


def _measured(subject: str, address: str, *how: str) -> Iterator[dict[str, Any]]:
    """The measures of a subject on a fresh database."""
    environment = {
        **os.environ,
        "HEHUO_VAR": mkdtemp(prefix="hehuo-bench-"),
        "HEHUO_MODE": "demo" if subject in DEMO else "office",
    }
    if address:
        environment["HEHUO_DATABASE_URL"] = fresh(address, subject)
    command = [sys.executable, "-m", "hehuo.cli", "bench", subject, "--here", *how]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"{subject} 没有跑完（{address or 'sqlite'}）")
    for line in done.stdout.splitlines():
        yield json.loads(line)


def _by_name(found: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    seen: dict[str, dict[str, Any]] = {}
    for measures in found.values():
        for measure in measures:
            seen.setdefault(measure["what"], measure)
    yield from seen.items()


def _cell(found: dict[str, list[dict[str, Any]]], engine: str, name: str) -> str:
    return _figure(next((each["value"] for each in found.get(engine, []) if each["what"] == name), None))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"
