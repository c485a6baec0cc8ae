"""`hehuo verify`: recompute the books, the journal and the seals, and name every row that differs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.ledger.kinds import Fault
from hehuo.domain.ground.seals import queries


class Command(BaseCommand):
    """Exit code 0 when nothing was changed past the program, 1 otherwise."""

    help = "重算账目、流水和封存，说出被改过的每一行。没有问题时退出码为 0。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--community", metavar="CODE", help="只查这一个社区")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, community: str | None, **options: Any) -> None:
        found = {one: faults_of(one) for one in communities(community)}
        if options["json"]:
            self.stdout.write(as_json(found))
        else:
            for one, faults in found.items():
                self._say(one, faults)
        if any(found.values()):
            raise SystemExit(1)

    def _say(self, community: Community, faults: list[Fault]) -> None:
        verdict = _("%d 处不对") % len(faults) if faults else _("对得上")
        self.stdout.write(f"{community.code} {community.name}：{verdict}")
        for fault in faults:
            self.stdout.write(f"  {fault.code} {fault.row}  {fault.say}")


def communities(code: str | None) -> list[Community]:
    """All communities, or the one named; an unknown name is an error."""
    wanted = Community.objects.filter(code=code) if code else Community.objects.all()
    if code and not wanted:
        raise CommandError(_("没有代号是「%s」的社区。") % code)
    return list(wanted)


def faults_of(community: Community) -> list[Fault]:
    """What verify finds in one community."""
    with community_scope(community):
        return queries.verify()


def as_json(found: dict[Community, list[Fault]]) -> str:
    """`{"ok": true, "communities": {"haiwan": []}}`."""
    rows = {
        one.code: [{"code": fault.code, "row": fault.row, "say": fault.say} for fault in faults]
        for one, faults in found.items()
    }
    return json.dumps({"ok": not any(found.values()), "communities": rows}, ensure_ascii=False, indent=2)
