"""A project; its money, what is given to it and its quotes; its steps and diary; what residents said of it."""

from hehuo.domain.build.projects.models.means import Gift, Line, Quote
from hehuo.domain.build.projects.models.projects import Project
from hehuo.domain.build.projects.models.verdicts import Acceptance, Callback, Witness
from hehuo.domain.build.projects.models.works import Entry, Step

__all__ = ["Acceptance", "Callback", "Entry", "Gift", "Line", "Project", "Quote", "Step", "Witness"]
