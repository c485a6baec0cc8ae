"""A paper sign-in sheet copied in: ticks for those printed on it, lines for those who walked in."""

import re
from collections.abc import Sequence, Set
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions, rules
from hehuo.domain.ground.sessions.kinds import SignUpState
from hehuo.domain.ground.sessions.models import Session, SignUp, WalkIn


@transaction.atomic
def copy_sheet(
    *, actor: Person, session: Session, came: Set[UUID], was: Set[UUID], walk_ins: Sequence[str] = ()
) -> list[WalkIn]:
    """Copy a sheet in: ticks, and a line for each who walked in; those nobody could be sure of, which are kept.

    A line is a name, a phone number, a door, or several of them. The same sheet copied again changes nothing.
    """
    copy_ticks(actor=actor, session=session, came=came, was=was)
    unclear = []
    for words in dict.fromkeys(" ".join(line.split())[:80] for line in walk_ins):
        if words and (walk_in := _walked_in(actor, session, words)):
            unclear.append(walk_in)
    return unclear


@transaction.atomic
def copy_ticks(*, actor: Person, session: Session, came: Set[UUID], was: Set[UUID]) -> int:
    """Ticks added are people who came, ticks gone are taken back; how many changed. Raises Refused, as `check_in`."""
    rules.may_check_in(actor, session).or_refuse()
    added = people.present().filter(pk__in=came - was).order_by("id")
    for person in added:
        actions.check_in(actor=actor, session=session, person=person)
    gone = SignUp.objects.filter(session=session, person__in=was - came, state=SignUpState.CAME).select_related(
        "person"
    )
    for line in gone.order_by("id"):
        actions.undo_check_in(actor=actor, session=session, person=line.person)
    return len(added) + len(gone)


@transaction.atomic
def match_walk_in(*, actor: Person, walk_in: WalkIn, written: str) -> WalkIn:
    """Say who it was that walked in. Raises Invalid where nobody, or more than one, is called so."""
    walk_in = WalkIn.objects.select_for_update(of=("self",)).select_related("session").get(pk=walk_in.pk)
    if walk_in.person_id:
        return walk_in
    person = meant(written)
    if person is None:
        raise Invalid("written", _("找不到这一位，或者有重名。请写电话、门牌或签到码。"))
    actions.check_in(actor=actor, session=walk_in.session, person=person)
    walk_in.person = person
    walk_in.save(update_fields=["person"])
    journal.record(actor=actor, act="sessions.walk_in_matched", thing=walk_in, session=str(walk_in.session_id))
    return walk_in


def meant(words: str) -> Person | None:
    """The one person whom a name, a phone number, a door, or several of them, can mean."""
    found: set[UUID] | None = None
    for part in re.split(r"[\s,，、;；]+", words.strip()):
        if part:
            here = set(people.called(part).order_by().values_list("pk", flat=True))
            found = here if found is None else found & here
    return people.present().get(pk=found.pop()) if found and len(found) == 1 else None


def _walked_in(actor: Person, session: Session, words: str) -> WalkIn | None:
    if person := meant(words):
        actions.check_in(actor=actor, session=session, person=person)
        return None
    walk_in, made = WalkIn.objects.get_or_create(session=session, words=words, defaults={"noted_by": actor})
    if made:
        journal.record(actor=actor, act="sessions.walk_in_noted", thing=walk_in, words=words, session=str(session.id))
    return walk_in if walk_in.person_id is None else None
