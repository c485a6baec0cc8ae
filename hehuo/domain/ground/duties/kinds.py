"""How the day is grouped."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class When(models.TextChoices):
    """The groups of the workbench, in the order in which they press."""

    LATE = "late", _("超了时限")
    TODAY = "today", _("今天到期")
    WEEK = "week", _("这一周")
    LATER = "later", _("以后")


WEEK_DAYS = 7
EXPIRY_WARNINGS = (30, 7)  # days before something runs out on which it is told, each once
TITLE_LENGTH = 80  # of somebody's own words on a list of turns
