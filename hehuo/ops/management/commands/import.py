"""`hehuo import KIND FILE`: take a paper in, and say what came of it."""  # noqa: N999  the command is named so

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community
from hehuo.domain.ground.intakes.kinds import FileFault, Outcome
from hehuo.domain.ground.intakes.tables.workbooks import FILE_LIMIT
from hehuo.ops.papers.communities import find_community
from hehuo.ops.papers.importers import IMPORTERS, NOTHING, import_paper
from hehuo.ops.papers.kinds import Paper


class Command(BaseCommand):
    """Exit 0 when nothing stands in the way, 1 with problems. Sure rows are taken in, the rest waits in a tray."""

    help = "把一份表格收进来：roster 花名册……"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(IMPORTERS))
        parser.add_argument("file", type=Path)
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--community", metavar="CODE", help="收给这个社区")
        where.add_argument("--street", metavar="CODE", help="街道的表：按「社区」一列分给各社区")
        parser.add_argument("--dry-run", action="store_true", help="只看结果，不收")
        parser.add_argument("--strict", action="store_true", help="有一处问题就都不收")
        parser.add_argument("--json", action="store_true", help="结果写成 JSON")

    def handle(self, *, kind: str, file: Path, **options: Any) -> None:
        community = find_community(options["community"], options["street"])
        outcome = self._take(kind, file, community, options)
        if options["json"]:
            self.stdout.write(as_json(outcome))
        else:
            self._tell(outcome)
        if outcome.problems:
            sys.exit(1)

    def _take(self, kind: str, file: Path, community: Community, options: dict[str, Any]) -> Outcome:
        try:
            if file.stat().st_size > FILE_LIMIT:
                fault = FileFault("file_too_large", too_large(file))
                return Outcome(dict(NOTHING), [fault.problem])
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(_("读不到文件「%s」，请核对路径。") % file) from error
        paper = Paper(file.name, content, dry_run=options["dry_run"], strict=options["strict"])
        return import_paper(kind, paper, community)

    def _tell(self, outcome: Outcome) -> None:
        words = {
            "read": _("读到"),
            "new": _("新收"),
            "changed": _("改动"),
            "unchanged": _("没有变"),
            "refused": _("没有收"),
        }
        self.stdout.write("  ".join(f"{word} {outcome.counts.get(name, 0)}" for name, word in words.items()))
        for problem in outcome.problems:
            where = f"{problem.sheet} 第 {problem.row} 行 " if problem.row else ""
            self.stdout.write(f"· {where}{problem.say}")
        self.stdout.write(_("已经收下。") if outcome.commit else _("没有改动任何数据。"))


def too_large(file: Path) -> str:
    """The sentence for a file that is not even opened."""
    return _("「%(name)s」有 %(size)d MB，最多收 %(limit)d MB。请按楼栋拆成几个文件再收。") % {
        "name": file.name,
        "size": file.stat().st_size >> 20,
        "limit": FILE_LIMIT >> 20,
    }


def as_json(outcome: Outcome) -> str:
    """One JSON object: counts, problems, commit."""
    problems = [problem.as_json() for problem in outcome.problems]
    return json.dumps({"counts": outcome.counts, "problems": problems, "commit": outcome.commit}, ensure_ascii=False)
