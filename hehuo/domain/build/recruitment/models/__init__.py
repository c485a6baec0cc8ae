"""The rows of the way in: calls, drafts, applications with their screening, scores and trials, decisions."""

from hehuo.domain.build.recruitment.models.applications import Application, ScreeningItem, Trial
from hehuo.domain.build.recruitment.models.assessments import Assessment
from hehuo.domain.build.recruitment.models.calls import Call, CallCategory, CallNeed, CallReviewer, CallSpace
from hehuo.domain.build.recruitment.models.decisions import Decision, Interest, Seat
from hehuo.domain.build.recruitment.models.drafts import Draft, DraftPaper
from hehuo.domain.build.recruitment.models.rulings import Ruling

__all__ = [
    "Application",
    "Assessment",
    "Call",
    "CallCategory",
    "CallNeed",
    "CallReviewer",
    "CallSpace",
    "Decision",
    "Draft",
    "DraftPaper",
    "Interest",
    "Ruling",
    "ScreeningItem",
    "Seat",
    "Trial",
]
