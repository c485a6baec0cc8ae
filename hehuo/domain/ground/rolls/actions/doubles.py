"""Two records of one human: merged, told apart, and a merge undone."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Apart, Merge, Person
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def merge_people(*, actor: Person, person: Person, into: Person, why: str, closes_entry: bool = False) -> Merge:
    """`person` is the same human as `into`, who stays on the roll. Nothing of either is rewritten.

    Two different accounts stay two; the one of `person` no longer opens this community, which must be said by
    `closes_entry`. Raises Refused, Invalid.
    """
    rules.may_keep_roll(actor).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明怎么核对的，例如：看了身份证，是一个人。"))
    one, other = _both(person, into)
    person, into = (one, other) if one.pk == person.pk else (other, one)
    rules.may_merge(actor, person, into).or_refuse()
    if person.account_id and into.account_id and person.account_id != into.account_id and not closes_entry:
        raise Refused(
            _("两条记录各有一个能登录的账号。并了以后只有留下的那个能进来，另一个在这个社区就进不来了。清楚了请勾上。")
        )
    person.merged_into = into
    person.save(update_fields=["merged_into"])
    merge = Merge.objects.create(person=person, into=into, why=why.strip()[:200], by=actor)
    for thing, act in ((person, "people.merged"), (into, "people.merged_in")):
        journal.record(actor=actor, act=act, thing=thing, merge=str(merge.id), words=why.strip())
    return merge


@transaction.atomic
def undo_merge(*, actor: Person, merge: Merge) -> Merge:
    """They were two humans after all: the merged person stands on the roll again, with all they had.

    Said by another than either of them. Raises Refused, Conflict.
    """
    rules.may_keep_roll(actor).or_refuse()
    rules.may_undo_merge(actor, merge).or_refuse()
    person, into = _both(merge.person, merge.into)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise Conflict(_("已经撤回过了。"))
    Person.objects.filter(pk=merge.person_id).update(merged_into=None)
    merge.undone_at = clock.now()
    merge.save(update_fields=["undone_at"])
    for thing in (person, into):
        journal.record(actor=actor, act="people.merge_undone", thing=thing, merge=str(merge.id))
    return merge


@transaction.atomic
def tell_apart(*, actor: Person, one: Person, other: Person, why: str = "") -> Apart:
    """Two who look like one are two humans: they are not proposed again."""
    rules.may_keep_roll(actor).or_refuse()
    if one.pk == other.pk:
        raise Refused(_("这是同一条记录。"))
    first, second = sorted((one, other), key=lambda person: person.pk)
    apart, made = Apart.objects.get_or_create(one=first, other=second, defaults={"why": why.strip()[:200]})
    if made:
        for thing, beside in ((first, second), (second, first)):
            journal.record(actor=actor, act="people.told_apart", thing=thing, other=str(beside.id), words=why.strip())
    return apart


def _both(one: Person, other: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their ids, so that two merges at once cannot make a chain."""
    rows = Person.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("id")
    found = list(rows)
    return (found[0], found[-1])
