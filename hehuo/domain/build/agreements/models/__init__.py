"""Agreements with their supplements and stewards, and how one is suspended or left."""

from hehuo.domain.build.agreements.models.agreements import Agreement, Stewardship, Supplement, Terms
from hehuo.domain.build.agreements.models.leaving import Exit, ExitItem, Suspension

__all__ = ["Agreement", "Exit", "ExitItem", "Stewardship", "Supplement", "Suspension", "Terms"]
