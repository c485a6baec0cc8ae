"""A recipe with its parts, and where it was set up: place by place, part by part."""

from typing import Any

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.share.recipes.bodies import Body, body_from
from hehuo.domain.share.recipes.kinds import PIECE_MOVES, PartKind, PieceState, RecipeState


class Recipe(TenantModel):
    """A scheme that worked, or is to. One that was taken from another community says from which, and how it did."""

    number = models.CharField(max_length=14)  # 2024-法-003
    title = models.CharField(max_length=40)
    problem = models.CharField(max_length=1000, blank=True)  # how it was before
    story = models.TextField(blank=True)  # what worked, and what to mind
    state = models.CharField(max_length=8, choices=RecipeState, default=RecipeState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    shared_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)
    origin_code = models.CharField(max_length=40, blank=True)
    origin_name = models.CharField(max_length=40, blank=True)
    origin_number = models.CharField(max_length=14, blank=True)
    origin_id = models.UUIDField(null=True)  # a plain id: it is a row of another community
    origin_did: Any = models.JSONField(default=dict)  # figure → number, as it stood when it was taken

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="recipe_number_once"),
            models.UniqueConstraint(
                fields=["community", "origin_id"], condition=Q(origin_id__isnull=False), name="recipe_taken_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=RecipeState.SHARED) | Q(shared_by__isnull=False, shared_at__isnull=False),
                name="recipe_shared_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(origin_id__isnull=True, origin_name="") | Q(origin_id__isnull=False) & ~Q(origin_name=""),
                name="recipe_says_whence",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shared(self) -> bool:
        return self.state == RecipeState.SHARED

    @property
    def is_taken(self) -> bool:
        """Whether it came from another community."""
        return self.origin_id is not None


class Part(TenantModel):
    """One thing of a recipe as it was kept. `thing_id` is the one it was kept from, where that is of this community."""

    recipe = TenantForeignKey(Recipe, models.CASCADE, related_name="parts")
    order = models.SmallIntegerField()
    kind = models.CharField(max_length=8, choices=PartKind)
    title = models.CharField(max_length=60)
    after_days = models.SmallIntegerField(default=0)  # so long after a setup begins
    body = models.JSONField()
    thing_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["community", "recipe", "order"], name="recipe_part_order"),
            models.UniqueConstraint(
                fields=["community", "recipe", "kind", "thing_id"],
                condition=Q(thing_id__isnull=False),
                name="recipe_part_kept_once",
            ),
            models.CheckConstraint(condition=Q(after_days__gte=0), name="recipe_part_not_before"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kept(self) -> Body:
        return body_from(PartKind(self.kind), self.body)


class Setup(TenantModel):
    """A recipe set up in one place: from which day, and who sees to it."""

    recipe = TenantForeignKey(Recipe, models.PROTECT, related_name="setups")
    place = TenantForeignKey(Place, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    lead = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    stopped_on = models.DateField(null=True)
    stopped_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "recipe", "place"],
                condition=Q(stopped_on__isnull=True),
                name="recipe_in_a_place_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, stopped_why="") | Q(stopped_on__isnull=False) & ~Q(stopped_why=""),
                name="recipe_setup_stopped_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipe.title} · {self.place.name}"

    @property
    def is_stopped(self) -> bool:
        return self.stopped_on is not None


class Piece(TenantModel):
    """One part in one place: still to do, drafted as a thing of its own, or left out with the reason."""

    setup = TenantForeignKey(Setup, models.CASCADE, related_name="pieces")
    part = TenantForeignKey(Part, models.PROTECT, related_name="pieces")
    state = models.CharField(max_length=8, choices=PieceState, default=PieceState.WAITING)
    thing_id = models.UUIDField(null=True)
    why = models.CharField(max_length=200, blank=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["part__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "setup", "part"], name="recipe_piece_once"),
            models.UniqueConstraint(
                fields=["community", "thing_id"], condition=Q(thing_id__isnull=False), name="recipe_piece_of_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(state=PieceState.MADE, thing_id__isnull=False, why="")
                | Q(state=PieceState.SKIPPED, thing_id__isnull=True) & ~Q(why="")
                | Q(state=PieceState.WAITING, thing_id__isnull=True, why=""),
                name="recipe_piece_made_or_left_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.title} · {self.setup.place.name}"

    def move_to(self, state: PieceState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        PIECE_MOVES.check(PieceState(self.state), state)
        self.state = state
