"""`hehuo move-out CODE FILE`: one community into a sealed file."""  # noqa: N999  the command is named so

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hehuo.ops.moving.commands import ask_passphrase, new_file
from hehuo.ops.moving.moves import move_out
from hehuo.ops.papers.communities import find_community


class Command(BaseCommand):
    """The community stays here as it is; close it here once it stands there."""

    help = "把一个社区移到文件里：hehuo move-out 代号 文件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("file", type=Path)

    def handle(self, *, code: str, file: Path, **options: Any) -> None:
        community = find_community(code, None)
        passphrase = ask_passphrase(twice=True)
        with new_file(file) as out:
            count = move_out(out, passphrase, community)
        self.stdout.write(
            _("%(name)s已写进 %(file)s，%(count)d 行。") % {"name": community, "file": file, "count": count}
        )
