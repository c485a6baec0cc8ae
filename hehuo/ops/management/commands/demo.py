"""`hehuo demo`: tell the demo's story in an empty database; `--who`: whom one can enter as."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.domain.ground.access import queries as access
from hehuo.ops.demo.chapters import tell_all


class Command(BaseCommand):
    """Telling it again changes nothing; chapters that came with a new release are added."""

    help = "放入演示数据（只在演示数据库里）；--who 列出可以一点就进的人物。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--who", action="store_true", help="列出演示人物")

    def handle(self, *, who: bool, **options: Any) -> None:
        if who:
            self._list()
            return
        try:
            told = tell_all()
        except Refused as refusal:
            raise CommandError(refusal.say) from refusal
        if told:
            self.stdout.write(_("演示数据已放好：%s") % "、".join(told))

    def _list(self) -> None:
        """The people of each place in one line, so that the address printed above stays in sight."""
        by_place: dict[str, list[str]] = {}
        for door in access.demo_doors():
            role = str(door.roles[0].label) if door.roles else _("居民")
            by_place.setdefault(door.community.name, []).append(f"{door.person.name}（{role}）")
        self.stdout.write(_("一点就进的演示人物（首页可选）："))
        for place, people in by_place.items():
            self.stdout.write(f"  {place}：{'、'.join(people)}")
