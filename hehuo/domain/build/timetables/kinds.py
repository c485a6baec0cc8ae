"""Words of a week's plan, and what gives an applicant's wish its weight."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class WeekState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    ACCEPTED = "accepted", _("已定")
    UNDONE = "undone", _("已撤回")


WEEK_MOVES = Moves[WeekState](
    {WeekState.DRAFT: {WeekState.ACCEPTED}, WeekState.ACCEPTED: {WeekState.UNDONE}}
)  # fmt: skip


class Solver(models.TextChoices):
    GREEDY = "greedy", _("逐个排、再互相让")
    EXACT = "exact", _("求最好的排法")


SHIFT_MINUTES = 30  # how far a time may be moved from what was said; the office says another where it likes
SHIFTS = (0, 15, 30, 60, 90)
# What an applicant's wish weighs: everyone the same to begin with, then for what stands behind it.
EVERYONE, ANSWERS_NEED, TRIED_WELL, FREE = 10, 4, 3, 1
TRIAL_PEOPLE = 20  # seats of a trial in a room that does not say how many it has
