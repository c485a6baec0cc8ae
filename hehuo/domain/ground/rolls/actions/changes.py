"""Homes split and joined: those before end, those after begin, and both ways stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Delegate, Household, Move, Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.kinds import ChangeKind
from hehuo.domain.ground.places.models import ChangedHome, Home, HomeChange
from hehuo.domain.ground.rolls import rules
from hehuo.domain.ground.rolls.actions import moves


@dataclass(frozen=True, slots=True)
class Part:
    """A home that comes of a change: its room, its area in 0.01 m², who owns it, which households go there."""

    room: str
    area_x100: int | None
    owners: Sequence[Person]
    households: Sequence[Household] = field(default_factory=tuple)


@transaction.atomic
def split_home(*, actor: Person, home: Home, parts: Sequence[Part], on: date, why: str) -> HomeChange:
    """One home becomes several. Raises Invalid for rooms that are taken, or a household left without a home."""
    if len(parts) < 2:
        raise Invalid("parts", _("拆分后至少有两套。"))
    return _change(actor, ChangeKind.SPLIT, [home], parts, on=on, why=why)


@transaction.atomic
def join_homes(*, actor: Person, homes: Sequence[Home], part: Part, on: date, why: str) -> HomeChange:
    """Several homes of one stairwell become one. Every household moves along. Raises Invalid, Refused."""
    if len({home.pk for home in homes}) < 2:
        raise Invalid("other", _("合并要有两套不同的房。"))
    if len({home.place_id for home in homes}) > 1:
        raise Refused(_("只有同一个单元里的房能合并。"))
    return _change(actor, ChangeKind.JOIN, homes, [part], on=on, why=why)


def _change(
    actor: Person, kind: ChangeKind, homes: Sequence[Home], parts: Sequence[Part], *, on: date, why: str
) -> HomeChange:
    rules.may_keep_roll(actor).or_refuse()
    before = list(Home.objects.select_for_update().filter(pk__in=[home.pk for home in homes]).order_by("id"))
    for home in before:
        rules.may_change_home(home).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("日期还没到。房子真的变了，再来记。"))
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明凭什么变，例如：不动产证号。"))
    _check_households(before, parts)
    change = HomeChange.objects.create(kind=kind, on=on, why=why.strip()[:200])
    closed = list(Ownership.objects.filter(home__in=before, until_on=None))
    change.closed = [str(each.pk) for each in closed]
    change.save(update_fields=["closed"])
    Ownership.objects.filter(pk__in=[each.pk for each in closed]).update(until_on=on)
    for home in before:
        home.ended_on = on
        home.save(update_fields=["ended_on"])
        ChangedHome.objects.create(change=change, home=home, is_after=False)
    after = [_begin(actor, change, before[0], part) for part in parts]
    for thing in (*before, *after):
        journal.record(
            actor=actor, act=f"homes.{kind.value}", thing=thing, change=str(change.id),
            before=[home.short for home in before], after=[home.short for home in after],
        )  # fmt: skip
    return change


def _check_households(before: Sequence[Home], parts: Sequence[Part]) -> None:
    living = {found.pk for found in people.households().filter(home__in=before)}
    given = [household.pk for part in parts for household in part.households]
    if len(given) != len(set(given)) or set(given) != living:
        raise Invalid("households", _("每一户都要归到一套新房里，不多也不少。"))


def _begin(actor: Person, change: HomeChange, old: Home, part: Part) -> Home:
    room = addresses.plain(part.room).upper()
    path = f"{old.path.rpartition('/')[0]}/{room}"
    if not room or "/" in room or len(room) > 20:
        raise Invalid("room", _("请写房号，例如 501A。"))
    if Home.objects.filter(path=path, ended_on=None).exists():
        raise Invalid("room", _("%s 已经有了，请换一个房号。") % room)
    home = Home.objects.create(
        estate=old.estate, place=old.place, room=room, path=path, order=addresses.order_of(path), kind=old.kind,
        area_x100=part.area_x100, is_fitted_out=old.is_fitted_out,
    )  # fmt: skip
    ChangedHome.objects.create(change=change, home=home, is_after=True)
    Ownership.objects.bulk_create([Ownership(home=home, person=one, since_on=change.on) for one in part.owners])
    for household in part.households:
        moves.move_household(actor=actor, household=household, home=home, on=change.on, change=change)
    return home


@transaction.atomic
def undo_change(*, actor: Person, change: HomeChange) -> HomeChange:
    """Take a split or a join back: the homes before stand again with their owners and people.

    Raises Refused once anything else happened in the homes that came of it.
    """
    rules.may_keep_roll(actor).or_refuse()
    change = HomeChange.objects.select_for_update().get(pk=change.pk)
    homes = Home.objects.select_for_update().filter(changed__change=change)
    before, after = list(homes.filter(changed__is_after=False)), list(homes.filter(changed__is_after=True))
    _check_untouched(change, after)
    for move in reversed(list(change.moves.filter(undone_at=None))):
        moves.undo_move(actor=actor, move=move)
    Ownership.objects.filter(home__in=after, until_on=None).update(until_on=change.on)
    Delegate.objects.filter(household__home__in=after, until_on=None).update(until_on=change.on)
    for home in after:
        home.ended_on = change.on
        home.save(update_fields=["ended_on"])
    for home in before:
        if Home.objects.filter(path=home.path, ended_on=None).exists():
            raise Conflict(_("%s 这个房号后来又登记了一套，不能撤回。") % home.short)
        home.ended_on = None
        home.save(update_fields=["ended_on"])
    Ownership.objects.filter(pk__in=change.closed).update(until_on=None)
    for delegate in Delegate.objects.filter(household__home__in=before, until_on=change.on, person__left_on=None):
        if delegate.person.household_id == delegate.household_id:
            Delegate.objects.filter(pk=delegate.pk).update(until_on=None)
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    for thing in (*before, *after):
        journal.record(actor=actor, act="homes.change_undone", thing=thing, change=str(change.id))
    return change


def _check_untouched(change: HomeChange, after: Sequence[Home]) -> None:
    if change.undone_at:
        raise Conflict(_("已经撤回过了。"))
    moved = Move.objects.filter(undone_at=None).exclude(change=change)
    owned = Ownership.objects.filter(home__in=after)
    touched = (
        any(home.ended_on for home in after)
        or moved.filter(from_household__home__in=after).exists()
        or moved.filter(to_household__home__in=after).exists()
        or owned.exclude(since_on=change.on).exists()
        or owned.exclude(until_on=None).exists()
    )
    if touched:
        raise Refused(_("之后这里又有人搬动、产权变动或再拆分，不能整个撤回。请一件一件改。"))
