"""Making a recipe public, taking it back, and taking one that another community made public."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes import queries, rules
from hehuo.domain.share.recipes.bodies import RecipeFile
from hehuo.domain.share.recipes.kinds import RecipeState
from hehuo.domain.share.recipes.making import add_part, locked, new_recipe
from hehuo.domain.share.recipes.models import Recipe


@transaction.atomic
def share_recipe(*, actor: Person, recipe: Recipe) -> Recipe:
    """Everyone may read it from now on, and other communities may take it. Refused with anybody's number in it."""
    recipe = locked(recipe)
    parts = list(queries.parts_of(recipe))
    said = "\n".join([recipe.title, recipe.problem, recipe.story, *(f"{part.title} {part.body}" for part in parts)])
    rules.may_share(actor, recipe, parts=len(parts), words=said).or_refuse()
    recipe.state, recipe.shared_by, recipe.shared_at = RecipeState.SHARED, actor, clock.now()
    recipe.save(update_fields=["state", "shared_by", "shared_at"])
    journal.record(actor=actor, act="recipes.shared", thing=recipe, number=recipe.number, parts=len(parts))
    return recipe


@transaction.atomic
def take_recipe_back(*, actor: Person, recipe: Recipe) -> Recipe:
    """Not public any more, so that it can be changed; who took it keeps what they took."""
    recipe = locked(recipe)
    rules.may_take_back(actor, recipe).or_refuse()
    recipe.state = RecipeState.DRAFT
    recipe.save(update_fields=["state"])
    journal.record(actor=actor, act="recipes.taken_back", thing=recipe)
    return recipe


def take_recipe(*, actor: Person, said: RecipeFile) -> Recipe:
    """Another community's recipe as one of ours, with where it is from and how it did there; once, however often.

    Raises Conflict for one of our own.
    """
    try:
        return _take(actor, said)
    except IntegrityError:  # a second tap at the same moment: what the first one took is the answer
        return Recipe.objects.get(origin_id=UUID(said.origin.id))


@transaction.atomic
def _take(actor: Person, said: RecipeFile) -> Recipe:
    rules.may_write(actor).or_refuse()
    origin = UUID(said.origin.id)
    if known := Recipe.objects.filter(origin_id=origin).first():
        return known
    if Recipe.objects.filter(pk=origin).exists():
        raise Conflict(_("这份做法本来就是我们的，不用再拿。"))
    recipe = new_recipe(actor=actor, title=said.title, problem=said.problem, story=said.story)
    recipe.origin_id, recipe.origin_code, recipe.origin_name = origin, said.origin.code, said.origin.name
    recipe.origin_number, recipe.origin_did = said.origin.number, dict(said.did)
    recipe.save(force_insert=True)
    for part in said.parts:
        add_part(recipe, part.kind, part.title, part.kept, after_days=part.after_days)
    journal.record(actor=actor, act="recipes.taken", thing=recipe, number=said.origin.number, words=said.origin.name)
    return recipe
