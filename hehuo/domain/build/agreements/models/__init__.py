"""Agreements with their supplements and stewards, how one is suspended or left, and plaques."""

from hehuo.domain.build.agreements.models.agreements import Agreement, Stewardship, Supplement, Terms
from hehuo.domain.build.agreements.models.leaving import Exit, ExitItem, Suspension
from hehuo.domain.build.agreements.models.plaques import Plaque

__all__ = ["Agreement", "Exit", "ExitItem", "Plaque", "Stewardship", "Supplement", "Suspension", "Terms"]
