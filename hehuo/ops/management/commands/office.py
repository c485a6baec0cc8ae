"""`hehuo office --code`: print the one-time code by which an empty office's first administrator enters."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import queries


class Command(BaseCommand):
    """Where there is a community already, it says where to log in, and prints no code."""

    help = "空的正式社区：印出第一位管理员的启用码。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--code", action="store_true", help="印一个新的启用码，旧的作废")

    def handle(self, *, code: bool, **options: Any) -> None:
        if queries.is_demo():
            raise CommandError(_("这是演示数据库，不能当正式社区用。请用 script/server --office。"))
        if Community.objects.exists():
            self.stdout.write(_("已经启用：请从 %s/enter/ 用账号登录。") % settings.BASE_URL)
        elif code:
            self.stdout.write(_("第一位管理员请打开 %s/office/，输入启用码：") % settings.BASE_URL)
            self.stdout.write(f"\n    {access.print_first_code()}\n")
        else:
            self.stdout.write(_("还没有启用。运行 hehuo office --code 印一个启用码。"))
