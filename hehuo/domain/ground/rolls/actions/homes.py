"""What is known of a home, and whose it is."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places.kinds import HomeKind, HomeUse
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def edit_home(
    *, actor: Person, home: Home, kind: HomeKind, use: HomeUse, area_x100: int | None, is_fitted_out: bool, note: str
) -> Home:
    """Change what is known of a home; the journal keeps what stood there before. Area in 0.01 m²."""
    rules.may_keep_roll(actor).or_refuse()
    home = Home.objects.select_for_update().get(pk=home.pk)
    rules.may_change_home(home).or_refuse()
    said = {
        "kind": kind.value, "use": use.value, "area_x100": area_x100, "is_fitted_out": is_fitted_out,
        "note": note.strip(),
    }  # fmt: skip
    before = {name: getattr(home, name) for name, value in said.items() if getattr(home, name) != value}
    if before:
        for name in before:
            setattr(home, name, said[name])
        home.save(update_fields=list(before))
        after = {name: said[name] for name in before}
        # A note is free text: it is kept in the row, not in what can never be erased.
        was, now = ({name: value for name, value in each.items() if name != "note"} for each in (before, after))
        journal.record(actor=actor, act="homes.edited", thing=home, fields=sorted(before), was=was, now=now)
    return home


@transaction.atomic
def add_owner(*, actor: Person, home: Home, person: Person, since_on: date | None = None) -> Ownership:
    """Somebody owns a home, alone or beside others. Raises Conflict where they do already."""
    rules.may_admit(actor, home).or_refuse()
    home = Home.objects.select_for_update().get(pk=home.pk)
    rules.may_change_home(home).or_refuse()
    rules.may_be_changed(person).or_refuse()
    if since_on and since_on > clock.today():
        raise Invalid("since_on", _("日期还没到。"))
    if Ownership.objects.filter(home=home, person=person, until_on=None).exists():
        raise Conflict(_("%s已经是这套房的业主了。") % person.name)
    ownership = Ownership.objects.create(home=home, person=person, since_on=since_on)
    journal.record(actor=actor, act="homes.owner_added", thing=home, person=str(person.id), words=person.name)
    return ownership


@transaction.atomic
def end_ownership(*, actor: Person, ownership: Ownership, until_on: date | None = None) -> Ownership:
    """Somebody no longer owns a home, from a day on (today, where none is given)."""
    rules.may_keep_roll(actor).or_refuse()
    ownership = Ownership.objects.select_for_update().get(pk=ownership.pk)
    rules.may_change_home(ownership.home).or_refuse()
    until_on = until_on or clock.today()
    if ownership.until_on:
        raise Conflict(_("这一份产权已经结束了。"))
    if until_on > clock.today() or (ownership.since_on and until_on < ownership.since_on):
        raise Invalid("until_on", _("日期要在取得之后、今天之前。"))
    ownership.until_on = until_on
    ownership.save(update_fields=["until_on"])
    person = ownership.person
    journal.record(actor=actor, act="homes.owner_ended", thing=ownership.home, person=str(person.id), words=person.name)
    return ownership
