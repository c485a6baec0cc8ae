"""Words for spaces and bookings."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves

QUARTER = timedelta(minutes=15)


class Ownership(models.TextChoices):
    """Whose the space is (R-10): it decides what must be decided before anybody earns money in it."""

    STATE = "state", _("国有")
    COMMITTEE = "committee", _("居委会自有")
    OWNERS = "owners", _("业主共有")
    PUBLIC = "public", _("公建配套")
    LENT = "lent", _("民居出借")


class Audience(models.TextChoices):
    """For whom a time is kept. The office's own use follows no opening hours."""

    RESIDENT = "resident", _("居民")
    PARTNER = "partner", _("合伙人")
    OFFICE = "office", _("社区自用")


class BookingState(models.TextChoices):
    BOOKED = "booked", _("已订")
    CANCELLED = "cancelled", _("已取消")
    UNUSED = "unused", _("订了没来")


BOOKING_MOVES = Moves[BookingState]({BookingState.BOOKED: {BookingState.CANCELLED, BookingState.UNUSED}})
