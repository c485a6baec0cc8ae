"""`hehuo show KIND`: print what the pages show."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from hehuo.core.db.models import Community, CommunityKind
from hehuo.core.db.scope import community_scope
from hehuo.ops.papers.communities import find_community
from hehuo.ops.papers.shows import SHOWS


class Command(BaseCommand):
    """Figures of one community, or of each one by its code."""

    help = "把页面上的数字打印出来，方便核对。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(SHOWS))
        parser.add_argument("--community", metavar="CODE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, kind: str, community: str | None, **options: Any) -> None:
        shown = _shown(kind, find_community(community, None)) if community else _of_all(kind)
        if options["json"]:
            self.stdout.write(json.dumps(shown, ensure_ascii=False, default=str))
            return
        for name, value in shown.items():
            self.stdout.write(f"{name}: {value}")


def _shown(kind: str, community: Community) -> dict[str, Any]:
    with community_scope(community):
        return SHOWS[kind]()


def _of_all(kind: str) -> dict[str, Any]:
    communities = Community.objects.filter(kind=CommunityKind.COMMUNITY)
    return {community.code: _shown(kind, community) for community in communities}
