"""Partners, their categories and who works for them; neighbours who are partners each by themselves."""

from hehuo.domain.build.partners.models.neighbours import Enlistment, Neighbour
from hehuo.domain.build.partners.models.partners import Category, Partner
from hehuo.domain.build.partners.models.staff import RecordsCheck, Staff

__all__ = ["Category", "Enlistment", "Neighbour", "Partner", "RecordsCheck", "Staff"]
