"""What a code to a phone is for."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

CODE_LASTS = timedelta(minutes=5)
CODE_TRIES = 5  # for one code; then it is dead
ASKS_A_PHONE, ASKS_AN_ADDRESS = 5, 30  # codes asked for in a quarter of an hour
TRIES_A_PHONE, TRIES_AN_ADDRESS = 8, 60  # wrong codes in a quarter of an hour; an office has one address


class Purpose(models.TextChoices):
    ENTER = "enter", _("登录")
    CLAIM = "claim", _("登记住处")


INVITATION_LASTS = timedelta(days=30)


class ClaimKind(models.TextChoices):
    LIVES = "lives", _("住在这里")
    OWNS = "owns", _("是业主")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("等着认")
    APPROVED = "approved", _("认了")
    REFUSED = "refused", _("没认")
