"""How far a line of a statement is explained, and how sure a suggestion is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineState(models.TextChoices):
    OPEN = "open", _("没弄清")
    MATCHED = "matched", _("对上了")
    EXPLAINED = "explained", _("写了说明")


class Sureness(models.TextChoices):
    SURE = "sure", _("对得上")
    LIKELY = "likely", _("多半是")
    NONE = "none", _("认不出")


LINES_LIMIT = 20_000
EARLIEST_YEAR = 2000  # no office keeps an older statement here; a serial number gone wrong reads as 1899
