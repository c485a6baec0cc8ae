"""Resources; trees and plots with their adoptions and care."""

from hehuo.domain.build.resources.models.greens import Adopted, Adoption, Care, CareNotice, Green
from hehuo.domain.build.resources.models.resources import ExpiryNotice, Resource

__all__ = ["Adopted", "Adoption", "Care", "CareNotice", "ExpiryNotice", "Green", "Resource"]
