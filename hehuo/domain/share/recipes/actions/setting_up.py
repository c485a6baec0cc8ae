"""Setting a recipe up in a place, part by part."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.share.recipes import queries, rules
from hehuo.domain.share.recipes.kinds import PieceState
from hehuo.domain.share.recipes.making import locked as locked_recipe
from hehuo.domain.share.recipes.models import Piece, Recipe, Setup


@transaction.atomic
def begin_setup(
    *, actor: Person, recipe: Recipe, place: Place, starts_on: date, lead: Person, key: UUID | None = None
) -> Setup:
    """Begin to set a recipe up in an estate or building, from a day on, with somebody who sees to it.

    Raises Refused for another kind of place, Invalid for an empty recipe, Conflict where it goes on there already.
    """
    if key and (made := Setup.objects.filter(pk=key).first()):
        return made
    recipe = locked_recipe(recipe)
    rules.may_set_up(actor, recipe, kind=place.kind).or_refuse()
    parts = list(queries.parts_of(recipe))
    if not parts:
        raise Invalid("place", _("这份做法里还没有一件事，先存一件进来。"))
    if Setup.objects.filter(recipe=recipe, place=place, stopped_on=None).exists():
        raise Conflict(_("「%s」已经在照着做了。") % place.name)
    setup = Setup(
        id=key or ids.uuid7(), recipe=recipe, place=place, starts_on=starts_on, lead=lead, made_by=actor
    )  # fmt: skip
    setup.save(force_insert=True)
    Piece.objects.bulk_create(Piece(setup=setup, part=part) for part in parts)
    journal.record(actor=actor, act="recipes.setup_begun", thing=setup, parts=len(parts), words=place.name)
    return setup


@transaction.atomic
def stop_setup(*, actor: Person, setup: Setup, why: str) -> Setup:
    """It does not go on here, and why; what was drafted stays where it is."""
    setup = Setup.objects.select_for_update(of=("self",)).select_related("recipe", "place").get(pk=setup.pk)
    rules.may_work_on(actor, setup).or_refuse()
    setup.stopped_on, setup.stopped_why = clock.today(), _reason(why)
    setup.save(update_fields=["stopped_on", "stopped_why"])
    journal.record(actor=actor, act="recipes.setup_stopped", thing=setup, words=setup.stopped_why)
    return setup


@transaction.atomic
def note_made(*, actor: Person, piece: Piece, thing: TenantModel) -> Piece:
    """A part was drafted here as a thing of its own, which says from now on where it was copied from."""
    piece = locked(piece)
    rules.may_make(actor, piece).or_refuse()
    piece.move_to(PieceState.MADE)
    piece.thing_id, piece.done_by, piece.done_at = thing.id, actor, clock.now()
    piece.save(update_fields=["state", "thing_id", "done_by", "done_at"])
    threads.tie(earlier=piece.part.recipe, later=thing, is_gathering=True)
    journal.record(actor=actor, act="recipes.piece_made", thing=piece.setup, kind=piece.part.kind, words=str(piece))
    return piece


@transaction.atomic
def skip_piece(*, actor: Person, piece: Piece, why: str) -> Piece:
    """A part is not done here, and why."""
    piece = locked(piece)
    rules.may_make(actor, piece).or_refuse()
    piece.move_to(PieceState.SKIPPED)
    piece.why, piece.done_by, piece.done_at = _reason(why), actor, clock.now()
    piece.save(update_fields=["state", "why", "done_by", "done_at"])
    journal.record(actor=actor, act="recipes.piece_skipped", thing=piece.setup, words=piece.why)
    return piece


@transaction.atomic
def reopen_piece(*, actor: Person, piece: Piece) -> Piece:
    """A part that was left out is to be done here after all."""
    piece = locked(piece)
    rules.may_work_on(actor, piece.setup).or_refuse()
    piece.move_to(PieceState.WAITING)
    piece.why, piece.done_by, piece.done_at = "", actor, clock.now()
    piece.save(update_fields=["state", "why", "done_by", "done_at"])
    journal.record(actor=actor, act="recipes.piece_reopened", thing=piece.setup, words=str(piece))
    return piece


def locked(piece: Piece) -> Piece:
    """The piece's own row, held until the transaction ends, with what its rules ask for."""
    found = Piece.objects.select_for_update(of=("self",))
    return found.select_related("part__recipe", "setup__recipe", "setup__place", "setup__lead").get(pk=piece.pk)


def _reason(why: str) -> str:
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么，以后的人看得懂。"))
    return why.strip()[:200]
