"""Words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "m", _("男")
    FEMALE = "f", _("女")
    UNKNOWN = "", _("未填")


class Living(models.TextChoices):
    OWNER = "owner", _("业主")
    RESIDENT = "resident", _("常住")
    TENANT = "tenant", _("租户")
    AWAY = "away", _("人户分离")
    OTHER = "other", _("其他")


class CareKind(models.TextChoices):
    """Special care: sensitive data, shown only with a reason (PIPL 28)."""

    ALONE = "alone", _("独居老人")
    DISABLED = "disabled", _("残疾")
    MIN_ALLOWANCE = "min_allowance", _("低保")
    EXTREME_POVERTY = "extreme_poverty", _("特困")
    HARDSHIP_CHILD = "hardship_child", _("困境儿童")
    LEFT_BEHIND = "left_behind", _("留守")
    CHRONIC = "chronic", _("重病慢病")
    OTHER = "other", _("其他关爱")
