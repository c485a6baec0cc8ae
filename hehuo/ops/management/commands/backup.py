"""`hehuo backup FILE`: the whole office into one sealed file; may run while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hehuo.ops.moving.backups import backup
from hehuo.ops.moving.commands import ask_passphrase, new_file


class Command(BaseCommand):
    """The file carries rows, uploaded files and the field key; only the passphrase opens it."""

    help = "备份整个系统到一个加密文件，工作时间也能做。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        passphrase = ask_passphrase(twice=True)
        with new_file(file) as out:
            count = backup(out, passphrase)
        self.stdout.write(_("备份好了：%(file)s，%(count)d 行。口令另外保管。") % {"file": file, "count": count})
