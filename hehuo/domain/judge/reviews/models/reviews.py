"""A review: its period, the card as it was, who scores, the raw scores, and what came of them."""

from fractions import Fraction

from django.db import models

from hehuo.core import clock, ratios
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.judge.reviews.kinds import CLOSED, KNOWN, REVIEW_MOVES, ReviewState


class Review(TenantModel):
    """A partner's year or half of it. The card's words stand in the row, so a later card changes nothing (R-08)."""

    partner = TenantForeignKey(Partner, models.PROTECT, related_name="reviews")
    from_on = models.DateField()
    to_on = models.DateField()
    card_number = models.IntegerField()
    lines = models.JSONField()
    bands = models.JSONField()
    sample = models.SmallIntegerField()
    least_reviewers = models.SmallIntegerField()
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.OPEN)
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    red_line = models.CharField(max_length=80, blank=True)  # of the negative list: one breach fails the whole
    red_line_why = models.CharField(max_length=300, blank=True)
    red_line_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_why = models.CharField(max_length=200, blank=True)
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)  # the secretary's own
    points_top = models.BigIntegerField(null=True)  # the exact mean as a fraction
    points_bottom = models.BigIntegerField(null=True)
    band = models.CharField(max_length=20, blank=True)
    stars = models.SmallIntegerField(null=True)
    fails = models.BooleanField(null=True)
    figures = models.JSONField(default=dict)  # as the reviewers saw them, kept when it was decided
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    final_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["-to_on", "-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "partner", "from_on", "to_on"],
                condition=~models.Q(state=ReviewState.DROPPED),
                name="review_of_a_period_once",
            ),
            models.CheckConstraint(condition=models.Q(to_on__gt=models.F("from_on")), name="review_has_a_period"),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="review_decided_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(red_line="", red_line_why="", red_line_by__isnull=True)
                | ~models.Q(red_line="") & ~models.Q(red_line_why="") & models.Q(red_line_by__isnull=False),
                name="review_red_line_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ReviewState.DECIDED, ReviewState.POSTED, ReviewState.FINAL])
                | models.Q(
                    points_bottom__gt=0, stars__range=(0, 5), fails__isnull=False, decided_by__isnull=False,
                    asked_by__isnull=False,
                ),
                name="decided_review_has_its_result",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["community", "partner", "to_on"], name="review_of_partner"),
            models.Index(fields=["community", "state", "to_on"], name="review_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.period}"

    @property
    def period(self) -> str:
        """`2025-07-01—2026-06-30`."""
        return f"{self.from_on.isoformat()}—{self.to_on.isoformat()}"

    @property
    def points(self) -> Fraction | None:
        """The exact mean of the valid scores, once it is decided."""
        if self.points_top is None or self.points_bottom is None:
            return None
        return Fraction(self.points_top, self.points_bottom)

    @property
    def points_words(self) -> str:
        """The mean to two decimals, rounded half up; a dash before it is decided."""
        return ratios.NONE if self.points is None else ratios.decimals(self.points, 2)

    @property
    def is_known(self) -> bool:
        """Posted or final: everyone may read it."""
        return self.state in KNOWN

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    def move_to(self, state: ReviewState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        REVIEW_MOVES.check(ReviewState(self.state), state)
        self.state = state


class Reviewer(TenantModel):
    """Somebody who was asked to score; who has an interest steps back, and the reason stays."""

    review = TenantForeignKey(Review, models.CASCADE, related_name="reviewers")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField(null=True)
    stepped_back_at = models.DateTimeField(null=True)
    stepped_back_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "review", "person"], name="reviewer_once"),
            models.CheckConstraint(
                condition=models.Q(stepped_back_at__isnull=True, stepped_back_why="")
                | models.Q(stepped_back_at__isnull=False) & ~models.Q(stepped_back_why=""),
                name="reviewer_stepped_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.review)

    @property
    def waits(self) -> bool:
        """Whether this one has neither scored nor stepped back."""
        return self.scored_at is None and self.stepped_back_at is None


class Score(TenantModel):
    """The raw points that one reviewer gave one line, and why. Scored again, the earlier row stays, uncounted."""

    reviewer = TenantForeignKey(Reviewer, models.PROTECT, related_name="scores")
    line = models.CharField(max_length=20)
    points = models.SmallIntegerField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)
    counts = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "reviewer", "line"], condition=models.Q(counts=True), name="score_counts_once"
            ),
            models.CheckConstraint(condition=models.Q(points__gte=0), name="score_not_below_nothing"),
            models.CheckConstraint(condition=~models.Q(why=""), name="score_says_why"),
        ]
