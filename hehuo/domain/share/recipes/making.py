"""How a recipe and its parts are made, whether they are written here or come from elsewhere."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes.bodies import Body
from hehuo.domain.share.recipes.kinds import PARTS_MOST, PartKind
from hehuo.domain.share.recipes.models import Part, Recipe


def new_recipe(*, actor: Person, title: str, problem: str, story: str, key: UUID | None = None) -> Recipe:
    """An unsaved recipe with its number. Raises Invalid without a title."""
    check_title(title)
    year = clock.today().year
    number = f"{year}-法-{Counter.take(f'recipe.{year}'):03d}"
    return Recipe(
        id=key or ids.uuid7(), number=number, title=title.strip()[:40], problem=problem.strip()[:1000],
        story=story.strip(), made_by=actor,
    )  # fmt: skip


def add_part(
    recipe: Recipe, kind: PartKind, title: str, body: Body, *, after_days: int, thing_id: UUID | None = None
) -> Part:
    """One more part at the end of a locked recipe."""
    held = Part.objects.filter(recipe=recipe)
    if held.count() >= PARTS_MOST:
        raise Invalid("kind", _("一份做法最多 %s 件。请另写一份。") % PARTS_MOST)
    last = held.aggregate(last=Max("order"))["last"] or 0
    return Part.objects.create(
        recipe=recipe, order=last + 1, kind=kind, title=title[:60], body=body.model_dump(mode="json"),
        after_days=after_days, thing_id=thing_id,
    )  # fmt: skip


def locked(recipe: Recipe) -> Recipe:
    """The recipe's own row, held until the transaction ends."""
    return Recipe.objects.select_for_update().get(pk=recipe.pk)


def check_title(title: str) -> None:
    """A recipe has a name."""
    if not title.strip():
        raise Invalid("title", _("请写做法的名字，例如：三无小区装监控。"))
