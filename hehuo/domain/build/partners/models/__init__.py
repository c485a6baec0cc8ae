"""Partners and their categories; neighbours who are partners each by themselves."""

from hehuo.domain.build.partners.models.neighbours import Enlistment, Neighbour
from hehuo.domain.build.partners.models.partners import Category, Partner

__all__ = ["Category", "Enlistment", "Neighbour", "Partner"]
