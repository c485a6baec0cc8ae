"""How well a thing matches what was asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# How tokens are made. Raised with every change of it: each community's index is then built anew by the worker.
VERSION = 1
READER = "search"  # of the journal


class Tier(models.IntegerChoices):
    """The better match stands first; within a tier the order of the thing's own list holds."""

    EXACT = 0, _("就是它")
    BEGINNING = 1, _("开头是它")
    INSIDE = 2, _("里面有它")
    INITIALS = 3, _("拼音首字母")
    TEXT = 4, _("正文里有")
