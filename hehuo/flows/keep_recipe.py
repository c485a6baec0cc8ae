"""A thing is kept in a recipe that is written at the same time, or in one that there is already."""

from uuid import UUID

from django.db import transaction

from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes import actions
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.domain.share.recipes.models import Part, Recipe


@transaction.atomic
def keep_recipe(
    *, actor: Person, kind: PartKind, thing_id: UUID, recipe: Recipe | None, title: str = "", after_days: int = 0
) -> Part:
    """Keep it; without a recipe a new one of this title is begun. Nothing is begun where the thing cannot be kept."""
    into = recipe or actions.write_recipe(actor=actor, title=title)
    return actions.keep_part(actor=actor, recipe=into, kind=kind, thing_id=thing_id, after_days=after_days)
