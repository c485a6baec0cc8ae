"""The card, and a review with its reviewers and raw scores."""

from hehuo.domain.judge.reviews.models.cards import Card
from hehuo.domain.judge.reviews.models.reviews import Review, Reviewer, Score

__all__ = ["Card", "Review", "Reviewer", "Score"]
