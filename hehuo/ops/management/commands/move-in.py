"""`hehuo move-in FILE`: one community from a sealed file."""  # noqa: N999  the command is named so

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hehuo.ops.moving.commands import ask_passphrase, old_file
from hehuo.ops.moving.moves import move_in


class Command(BaseCommand):
    """All of it or nothing."""

    help = "从文件移入一个社区：hehuo move-in 文件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        with old_file(file) as source:
            code = move_in(source, ask_passphrase())
        self.stdout.write(_("「%s」已移入。旧的个人卡要重新印；请运行 hehuo verify 核对一遍。") % code)
