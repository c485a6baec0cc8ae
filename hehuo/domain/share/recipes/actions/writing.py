"""Writing a recipe: its words, and the things that are kept in it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads.queries import Thing
from hehuo.domain.share.recipes import rules
from hehuo.domain.share.recipes.keeping import KEPT_FROM, keep
from hehuo.domain.share.recipes.kinds import DAYS_MOST, PartKind
from hehuo.domain.share.recipes.making import add_part, check_title, locked, new_recipe
from hehuo.domain.share.recipes.models import Part, Piece, Recipe, Setup


@transaction.atomic
def write_recipe(*, actor: Person, title: str, problem: str = "", story: str = "", key: UUID | None = None) -> Recipe:
    """A new recipe, empty yet; a second tap with the same key returns the first."""
    if key and (made := Recipe.objects.filter(pk=key).first()):
        return made
    rules.may_write(actor).or_refuse()
    recipe = new_recipe(actor=actor, title=title, problem=problem, story=story, key=key)
    recipe.save(force_insert=True)
    journal.record(actor=actor, act="recipes.written", thing=recipe, number=recipe.number, words=recipe.title)
    return recipe


@transaction.atomic
def reword_recipe(*, actor: Person, recipe: Recipe, title: str, problem: str = "", story: str = "") -> Recipe:
    """Other words for a recipe that is not public."""
    recipe = locked(recipe)
    rules.may_change(actor, recipe).or_refuse()
    check_title(title)
    recipe.title, recipe.problem, recipe.story = title.strip()[:40], problem.strip()[:1000], story.strip()
    recipe.save(update_fields=["title", "problem", "story"])
    journal.record(actor=actor, act="recipes.reworded", thing=recipe, words=recipe.title)
    return recipe


@transaction.atomic
def keep_part(*, actor: Person, recipe: Recipe, kind: PartKind, thing_id: UUID, after_days: int = 0) -> Part:
    """Keep a project, call, pact or course in a recipe: its shape and words. Kept again, it takes its own place.

    Places where the recipe goes on already get it to do too.
    """
    recipe = locked(recipe)
    rules.may_change(actor, recipe).or_refuse()
    if not 0 <= after_days <= DAYS_MOST:
        raise Invalid("after_days", _("天数要在 0 到 %s 之间。") % DAYS_MOST)
    kept = keep(actor, kind, thing_id)
    body = kept.body.model_dump(mode="json")
    known = Part.objects.filter(recipe=recipe, kind=kind, thing_id=thing_id).first()
    if known:
        known.title, known.body, known.after_days = kept.title, body, after_days
        known.save(update_fields=["title", "body", "after_days"])
        journal.record(actor=actor, act="recipes.part_kept", thing=recipe, kind=kind.value, words=kept.title)
        return known
    part = add_part(recipe, kind, kept.title, kept.body, after_days=after_days, thing_id=thing_id)
    threads.tie(earlier=Thing(KEPT_FROM[kind], thing_id), later=recipe, is_gathering=True)
    for setup in Setup.objects.filter(recipe=recipe, stopped_on=None):
        Piece.objects.create(setup=setup, part=part)
    journal.record(actor=actor, act="recipes.part_kept", thing=recipe, kind=kind.value, words=kept.title)
    return part


@transaction.atomic
def drop_part(*, actor: Person, part: Part) -> Recipe:
    """Take a part out that was set up nowhere yet."""
    recipe = locked(part.recipe)
    rules.may_change(actor, recipe).or_refuse()
    if Piece.objects.filter(part=part, thing_id__isnull=False).exists():
        raise Conflict(_("「%s」已经在别处起草了，要留着，才说得清从哪里来。") % part.title)
    Piece.objects.filter(part=part).delete()
    if Part.objects.filter(pk=part.pk).delete()[0]:
        journal.record(actor=actor, act="recipes.part_dropped", thing=recipe, kind=part.kind, words=part.title)
    return recipe


@transaction.atomic
def move_part(*, actor: Person, part: Part, after_days: int) -> Part:
    """Begin a part so many days after a setup begins."""
    recipe = locked(part.recipe)
    rules.may_change(actor, recipe).or_refuse()
    if not 0 <= after_days <= DAYS_MOST:
        raise Invalid("after_days", _("天数要在 0 到 %s 之间。") % DAYS_MOST)
    part.after_days = after_days
    part.save(update_fields=["after_days"])
    journal.record(actor=actor, act="recipes.part_moved", thing=recipe, days=after_days, words=part.title)
    return part
