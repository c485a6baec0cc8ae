"""How somebody agreed that another acts for them, and for how long."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LASTS = timedelta(minutes=30)


class Consent(models.TextChoices):
    SPOKEN = "spoken", _("当面或电话里说好了")
    PAPER = "paper", _("签了代办单")
    GUARDIAN = "guardian", _("我是法定监护人")
