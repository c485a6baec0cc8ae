"""`hehuo rotate-key`: seal phones, ID numbers and papers under a new key, while the office is closed."""  # noqa: N999  the command is called so

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hehuo.core.errors import Refused
from hehuo.ops.moving import keys


class Command(BaseCommand):
    """Backups made before open as ever: each carries the key of its day."""

    help = "换一把字段密钥：电话、证件号、收来的表格全部重新加密。先停下系统；中途断了再运行一次就接着办。"

    def handle(self, **options: Any) -> None:
        try:
            counts = keys.rotate()
        except Refused as refusal:
            raise CommandError(refusal.say) from refusal
        for table, count in counts.items():
            self.stdout.write(f"{table} {count}")
        self.stdout.write(_("密钥换好了。以前的备份照样能读。个人卡、入户邀请、备用码都停用了，请重新印。"))
