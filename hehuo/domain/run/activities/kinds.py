"""Words for courses and camps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 60  # sessions of one course
LONGEST_CAMP = 31  # days


class SeriesKind(models.TextChoices):
    COURSE = "course", _("课程")
    CAMP = "camp", _("营和活动")
