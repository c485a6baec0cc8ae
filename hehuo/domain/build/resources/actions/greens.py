"""Planting, adopting, and the care of many trees in one go."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.resources import queries, ranges, rules, turns
from hehuo.domain.build.resources.kinds import GreenKind
from hehuo.domain.build.resources.models import Adopted, Adoption, Care, Green, Resource
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def plant_greens(
    *,
    actor: Person,
    numbers: str,
    species: str,
    where: str,
    kind: GreenKind = GreenKind.TREE,
    planted_on: date | None = None,
    resource: Resource | None = None,
) -> list[Green]:
    """Put trees or plots on the list by their numbers (`1-26、30`). Raises Invalid, Conflict for numbers in use."""
    rules.may_keep(actor).or_refuse()
    wanted = ranges.read(numbers)
    for name, said, ask in (("species", species, _("请写是什么树、什么地。")), ("where", where, _("请写在哪里。"))):
        if not said.strip():
            raise Invalid(name, ask)
    if planted_on and planted_on > clock.today():
        raise Invalid("planted_on", _("还没到的日子不能记。"))
    if used := list(Green.objects.filter(kind=kind, number__in=wanted).values_list("number", flat=True)):
        raise Conflict(_("%s 号已经有了，请写别的号。") % ranges.write(used))
    made = [
        Green(
            kind=kind, number=number, species=species.strip(), where=where.strip(), planted_on=planted_on,
            resource=resource, made_by=actor,
        )
        for number in wanted
    ]  # fmt: skip
    Green.objects.bulk_create(made)
    for green in made:
        journal.record(actor=actor, act="resources.planted", thing=green, number=green.number)
    return made


@transaction.atomic
def remove_green(*, actor: Person, green: Green, why: str) -> Green:
    """It is not there any more, with the reason; whoever looked after it is free of it."""
    rules.may_keep(actor).or_refuse()
    green = Green.objects.select_for_update().get(pk=green.pk)
    if not why.strip():
        raise Invalid("why", _("请写一句为什么没有了，例如：台风刮倒了。"))
    if green.gone_on:
        return green
    green.gone_on, green.gone_why = clock.today(), why.strip()[:100]
    green.save(update_fields=["gone_on", "gone_why"])
    journal.record(actor=actor, act="resources.gone", thing=green, words=green.gone_why)
    for line in Adopted.objects.filter(green=green, ended_on=None).select_related("adoption"):
        adoption = _locked(line.adoption)
        Adopted.objects.filter(pk=line.pk).update(ended_on=clock.today())
        turns.settle(adoption, actor)
    return green


@transaction.atomic
def adopt_greens(
    *,
    actor: Person,
    numbers: str,
    care: str,
    every_days: int,
    kind: GreenKind = GreenKind.TREE,
    adopter: Person | None = None,
    unit: str = "",
    shows_name: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
    key: UUID | None = None,
) -> Adoption:
    """Give trees into somebody's care, all of them or none; who adopts is told. Raises Invalid, Conflict."""
    if key and (made := Adoption.objects.filter(pk=key).first()):
        return made
    rules.may_keep(actor).or_refuse()
    if adopter is None and not unit.strip():
        raise Invalid("adopter", _("请写谁来认养：一位邻居，或一个单位。"))
    if not care.strip():
        raise Invalid("care", _("请写做什么，例如：浇水、除草。"))
    if not 1 <= every_days <= 366:
        raise Invalid("every_days", _("隔几天做一次，写 1 到 366。"))
    first = from_on or clock.today()
    if until_on and until_on < first:
        raise Invalid("until_on", _("最后一天要在第一天以后。"))
    trees = _free(kind, ranges.read(numbers))
    adoption = Adoption.objects.create(
        id=key or ids.uuid7(), adopter=adopter, unit=unit.strip(), shows_name=shows_name, care=care.strip(),
        every_days=every_days, from_on=first, until_on=until_on, made_by=actor,
    )  # fmt: skip
    next_on = rules.next_care(from_on=first, every_days=every_days, last_on=None)
    Adopted.objects.bulk_create(Adopted(adoption=adoption, green=tree, next_on=next_on) for tree in trees)
    for resource in {tree.resource for tree in trees if tree.resource}:
        threads.tie(earlier=resource, later=adoption)
    journal.record(
        actor=actor, act="resources.adopted", thing=adoption, trees=len(trees), every_days=every_days,
        numbers=ranges.write(tree.number for tree in trees),
    )  # fmt: skip
    if adopter:
        messages.tell(
            person=adopter, subject=sentence("您认养了 %(n)s 棵（块）", n=len(trees)), about=adoption,
            body=sentence(
                "%(numbers)s 号：%(care)s，每 %(days)s 天一次，下一次 %(day)s。做完点一下就记好了。",
                numbers=ranges.write(tree.number for tree in trees), care=adoption.care, days=every_days,
                day=next_on.isoformat(),
            ),
        )  # fmt: skip
    return adoption


@transaction.atomic
def note_care(
    *,
    actor: Person,
    adoption: Adoption,
    trees: Collection[Adopted],
    on: date,
    what: str = "",
    photo: "Upload[Any] | None" = None,
    key: UUID | None = None,
) -> list[Care]:
    """Note that these trees were cared for on a day, in one press. Those noted for that day already stay as they are.

    Raises Refused, Invalid for a day that cannot be, Conflict where all of them were noted.
    """
    if key and (noted := list(Care.objects.filter(batch=key))):
        return noted
    adoption = _locked(adoption)
    rules.may_note_care(actor, adoption).or_refuse()
    if not adoption.from_on <= on <= clock.today():
        raise Invalid("on", _("写认养以后、今天以前的一天。"))
    chosen = _untouched(adoption, trees, on)
    batch = key or ids.uuid7()
    kept = files.keep_file(actor=actor, upload=photo, about=adoption) if photo else None
    made = [
        Care(adopted=tree, on=on, what=(what.strip() or adoption.care)[:120], batch=batch, photo=kept, noted_by=actor)
        for tree in chosen
    ]
    Care.objects.bulk_create(made)
    for tree in chosen:
        _plan(adoption, tree)
    Adopted.objects.bulk_update(chosen, ["last_on", "next_on"])
    journal.record(
        actor=actor, act="resources.cared", thing=adoption, trees=len(made), on=on.isoformat(),
        numbers=ranges.write(tree.green.number for tree in chosen),
    )  # fmt: skip
    turns.settle(adoption, actor)
    return made


@transaction.atomic
def take_back_care(*, actor: Person, care: Care, why: str) -> Care:
    """It was noted by mistake: it counts no more, and the next day of care is what it was without it."""
    care = queries.cares().get(pk=care.pk)
    adoption = _locked(care.adopted.adoption)
    rules.may_note_care(actor, adoption).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句哪里记错了。"))
    care = Care.objects.select_for_update().get(pk=care.pk)
    if care.taken_back_at:
        return care
    care.taken_back_at, care.taken_back_why = clock.now(), why.strip()[:200]
    care.save(update_fields=["taken_back_at", "taken_back_why"])
    tree = Adopted.objects.select_for_update().get(pk=care.adopted_id)
    _plan(adoption, tree)
    tree.save(update_fields=["last_on", "next_on"])
    if not adoption.ended_on:
        turns.give(adoption)
    journal.record(actor=actor, act="resources.care_taken_back", thing=adoption, words=care.taken_back_why)
    return care


@transaction.atomic
def end_adoption(*, actor: Person | None, adoption: Adoption, why: str) -> Adoption:
    """The trees are free again; by the office with its reason, or by the clock after the last day."""
    adoption = _locked(adoption)
    if actor is not None:
        rules.may_keep(actor).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么结束。"))
    if adoption.ended_on:
        return adoption
    adoption.ended_on, adoption.ended_why = clock.today(), why.strip()[:200]
    adoption.save(update_fields=["ended_on", "ended_why"])
    Adopted.objects.filter(adoption=adoption, ended_on=None).update(ended_on=clock.today())
    duties.drop(about=adoption)
    journal.record(
        actor=actor, act="resources.adoption_ended", thing=adoption, words=adoption.ended_why if actor else ""
    )
    return adoption


def _free(kind: GreenKind, numbers: Sequence[int]) -> list[Green]:
    """The trees of these numbers, all there and nobody's. Raises Invalid, Conflict."""
    found = list(
        Green.objects.select_for_update(of=("self",)).filter(kind=kind, number__in=numbers, gone_on=None)
        .select_related("resource").order_by("number")
    )  # fmt: skip
    if missing := set(numbers) - {tree.number for tree in found}:
        raise Invalid("numbers", _("没有 %s 号，请先登记。") % ranges.write(missing))
    held = Adopted.objects.filter(green__in=found, ended_on=None).values_list("green__number", flat=True)
    if taken := list(held):
        raise Conflict(_("%s 号已经有人认养了。") % ranges.write(taken))
    return found


def _untouched(adoption: Adoption, trees: Collection[Adopted], on: date) -> list[Adopted]:
    """Of these trees those that the adoption holds and that have no care of that day."""
    held = queries.trees_of(adoption).filter(pk__in=[tree.pk for tree in trees])
    if not held:
        raise Invalid("trees", _("请勾做了的那几棵。"))
    noted = Care.objects.filter(adopted__in=held, on=on, taken_back_at=None).values_list("adopted_id", flat=True)
    done = set(noted)
    left = [tree for tree in held if tree.pk not in done]
    if not left:
        raise Conflict(_("这一天的已经记过了。"))
    return left


def _plan(adoption: Adoption, tree: Adopted) -> None:
    """Its next day of care, from the care that stands."""
    tree.last_on = queries.last_care_on(tree)
    tree.next_on = rules.next_care(from_on=adoption.from_on, every_days=adoption.every_days, last_on=tree.last_on)


def _locked(adoption: Adoption) -> Adoption:
    found = Adoption.objects.select_for_update(of=("self",)).select_related("adopter__merged_into")
    return found.get(pk=adoption.pk)
