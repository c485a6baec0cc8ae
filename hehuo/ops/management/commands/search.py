"""`hehuo search --rebuild`: make the search index anew, of every community or of one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.search import actions
from hehuo.ops.management.commands.verify import communities


class Command(BaseCommand):
    """Without `--rebuild` the index only catches up with the journal. The office stays open meanwhile."""

    help = "让搜索跟上最新的流水；--rebuild 重建搜索目录。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--community", metavar="CODE", help="只做这一个社区")
        parser.add_argument("--rebuild", action="store_true", help="全部重建")

    def handle(self, *, community: str | None, rebuild: bool, **options: Any) -> None:
        found = communities(community)
        if not found:
            raise CommandError(_("这里还没有社区。"))
        for one in found:
            self.stdout.write(self._work(one, rebuild))

    def _work(self, community: Community, rebuild: bool) -> str:
        with community_scope(community):
            if rebuild:
                return _("%(name)s：重建好了，%(n)d 条能搜到。") % {"name": community.name, "n": actions.rebuild()}
            return _("%(name)s：读了 %(n)d 条流水。") % {"name": community.name, "n": actions.catch_up()}
