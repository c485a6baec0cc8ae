"""Reading recipes, their parts, and how they do from place to place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from hehuo.core.db.models import Community
from hehuo.core.db.scope import all_communities, community_scope
from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes import outcomes, rules
from hehuo.domain.share.recipes.bodies import Origin, PartFile, RecipeFile
from hehuo.domain.share.recipes.kinds import PartKind, PieceState, RecipeState
from hehuo.domain.share.recipes.models import Part, Piece, Recipe, Setup
from hehuo.domain.share.recipes.outcomes import Did


def recipes() -> QuerySet[Recipe]:
    """Every recipe, the newest first, with how many parts it has and in how many places it goes on."""
    going = Q(setups__stopped_on=None)
    return (
        Recipe.objects.select_related("made_by", "shared_by")
        .annotate(part_count=Count("parts", distinct=True), places=Count("setups", filter=going, distinct=True))
        .order_by("-made_at", "-id")
    )


def visible_to(viewer: Person | None) -> QuerySet[Recipe]:
    """Everyone reads what is public; the rest is the office's."""
    return recipes() if viewer and rules.may_write(viewer) else recipes().filter(state=RecipeState.SHARED)


def drafts() -> QuerySet[Recipe]:
    """Those into which more can be kept."""
    return recipes().filter(state=RecipeState.DRAFT)


def parts_of(recipe: Recipe) -> QuerySet[Part]:
    """Its parts in order."""
    return Part.objects.filter(recipe=recipe)


def parts() -> QuerySet[Part]:
    """Every part."""
    return Part.objects.select_related("recipe")


def setups() -> QuerySet[Setup]:
    """Every setup, with its pieces in order."""
    pieces = Piece.objects.select_related("part", "done_by").order_by("part__order")
    return Setup.objects.select_related("recipe", "place", "lead").prefetch_related(Prefetch("pieces", pieces))


def setups_of(recipe: Recipe) -> QuerySet[Setup]:
    """Where a recipe is set up, those that go on first."""
    return setups().filter(recipe=recipe).order_by("stopped_on", "made_at", "id")


def pieces() -> QuerySet[Piece]:
    """Every piece, with all that its making asks for."""
    return Piece.objects.select_related("part__recipe", "setup__recipe", "setup__place", "setup__lead")


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its setup, and each piece with how it did."""

    setup: Setup
    pieces: list[tuple[Piece, Did | None]]

    @property
    def made(self) -> int:
        return sum(piece.state == PieceState.MADE for piece, _did in self.pieces)

    @property
    def asked(self) -> int:
        """How many are to be made here: those left out do not count."""
        return sum(piece.state != PieceState.SKIPPED for piece, _did in self.pieces)


@dataclass(frozen=True, slots=True)
class Spread:
    """A recipe as it was and as it went on: its parts with how they did at first, and a row for each place."""

    parts: list[tuple[Part, Did | None]]
    rows: list[Row] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, int]:
        """How it did at first, all parts together."""
        return outcomes.summed(did for _part, did in self.parts if did)

    @property
    def going(self) -> int:
        """In how many places it goes on."""
        return sum(not row.setup.is_stopped for row in self.rows)


def spread_of(recipe: Recipe) -> Spread:
    """A recipe's parts and places with their figures; statements grow with the kinds of things, not with the places."""
    kept, held = list(parts_of(recipe)), list(setups_of(recipe))
    things = [(part.kind, part.thing_id) for part in kept if part.thing_id]
    things += [(piece.part.kind, piece.thing_id) for each in held for piece in each.pieces.all() if piece.thing_id]
    did = outcomes.did(things)
    return Spread(
        [(part, _of(did, part.thing_id)) for part in kept],
        [Row(each, [(piece, _of(did, piece.thing_id)) for piece in each.pieces.all()]) for each in held],
    )


def _of(did: dict[UUID, Did], thing_id: UUID | None) -> Did | None:
    return did.get(thing_id) if thing_id else None


def row_of(setup: Setup) -> Row:
    """One place of a recipe."""
    held = list(setup.pieces.all())
    did = outcomes.did((piece.part.kind, piece.thing_id) for piece in held if piece.thing_id)
    return Row(setup, [(piece, _of(did, piece.thing_id)) for piece in held])


def made_as(kind: PartKind, thing_id: UUID) -> Piece | None:
    """The piece that a thing was drafted from, where it was: where it was copied from."""
    return pieces().filter(part__kind=kind, thing_id=thing_id).first()


def kept_in(kind: PartKind, thing_id: UUID) -> QuerySet[Part]:
    """In which recipes a thing is kept."""
    return parts().filter(kind=kind, thing_id=thing_id)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A public recipe of another community of this installation."""

    recipe: Recipe
    community: Community


def elsewhere(own: UUID, origins: Iterable[UUID] = ()) -> list[Elsewhere]:
    """The public recipes of other communities, the newest first; nothing else of theirs is read."""
    with all_communities():
        shared = Recipe.objects.filter(state=RecipeState.SHARED).exclude(community=own).exclude(pk__in=list(origins))
        found = list(shared.select_related("community").order_by("-shared_at", "-id")[:200])
    return [Elsewhere(each, each.community) for each in found]


def taken_origins() -> set[UUID]:
    """The recipes of others that were taken already."""
    taken = Recipe.objects.values_list("origin_id", flat=True)
    return {origin_id for origin_id in taken if origin_id}


def copies_of(recipe: Recipe) -> list[Elsewhere]:
    """What others made public of what they took from here."""
    with all_communities():
        taken = Recipe.objects.filter(origin_id=recipe.pk, state=RecipeState.SHARED).exclude(pk=recipe.pk)
        found = list(taken.select_related("community").order_by("shared_at"))
    return [Elsewhere(each, each.community) for each in found]


def file_of(recipe: Recipe, community: Community) -> RecipeFile:
    """A recipe as its file, with how it did: no person, day or place of ours is in it."""
    spread = spread_of(recipe)
    kept = [
        PartFile(
            kind=PartKind(part.kind), title=part.title, after_days=part.after_days,
            body=part.kept.model_dump(mode="json"),
        )
        for part, _did in spread.parts
    ]  # fmt: skip
    return RecipeFile(
        hehuo_recipe=1, title=recipe.title, problem=recipe.problem, story=recipe.story, parts=kept,
        did=spread.figures or recipe.origin_did,
        origin=Origin(code=community.code, name=community.name, id=str(recipe.pk), number=recipe.number),
    )  # fmt: skip


def file_from_elsewhere(recipe_id: UUID) -> RecipeFile | None:
    """The file of a public recipe of another community of this installation."""
    with all_communities():
        recipe = Recipe.objects.filter(pk=recipe_id, state=RecipeState.SHARED).select_related("community").first()
    if recipe is None:
        return None
    with community_scope(recipe.community):
        return file_of(recipe, recipe.community)
