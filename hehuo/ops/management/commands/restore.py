"""`hehuo restore FILE`: a backup into an empty office."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hehuo.ops.moving.backups import restore
from hehuo.ops.moving.commands import ask_passphrase, old_file


class Command(BaseCommand):
    """All of it or nothing. End the server first: it learns the field key when it starts."""

    help = "把备份读进一个空的系统（先停下服务）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        with old_file(file) as source:
            count = restore(source, ask_passphrase())
        self.stdout.write(_("读好了 %d 行。请运行 hehuo verify 核对一遍。") % count)
