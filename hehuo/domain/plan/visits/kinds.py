"""What came of a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

A_DAY = 40  # homes that one can mean to visit on a day


class VisitState(models.TextChoices):
    PLANNED = "planned", _("还没去")
    MET = "met", _("聊过了")
    ABSENT = "absent", _("没人在家")
    DROPPED = "dropped", _("不去了")


DONE = (VisitState.MET, VisitState.ABSENT, VisitState.DROPPED)
