"""The rows of the way in: calls, applications with their screening and trials, decisions."""

from hehuo.domain.build.recruitment.models.applications import Application, ScreeningItem, Trial
from hehuo.domain.build.recruitment.models.calls import Call, CallNeed, CallSpace
from hehuo.domain.build.recruitment.models.decisions import Decision, Interest, Seat
from hehuo.domain.build.recruitment.models.rulings import Ruling

__all__ = [
    "Application",
    "Call",
    "CallNeed",
    "CallSpace",
    "Decision",
    "Interest",
    "Ruling",
    "ScreeningItem",
    "Seat",
    "Trial",
]
