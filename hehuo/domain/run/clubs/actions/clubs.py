"""Making a team of the roll a club that neighbours may join, and changing what it says of itself."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.run.clubs import queries, rules
from hehuo.domain.run.clubs.models import Club


@transaction.atomic
def open_club(*, actor: Person, team: Team, key: UUID | None = None, **facts: Any) -> Club:
    """Let neighbours join a team; `facts` are the other fields of Club. Raises Refused, Invalid, Conflict."""
    if key and (made := queries.clubs().filter(pk=key).first()):
        return made
    rules.may_open(actor).or_refuse()
    club = Club(id=key or ids.uuid7(), team=team, made_by=actor, **facts)
    _check(club)
    try:
        with transaction.atomic():
            club.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("%s已经可以报名入队了。") % team.name) from None
    journal.record(actor=actor, act="clubs.opened", thing=club, team=str(team.id), words=team.name)
    return club


@transaction.atomic
def edit_club(*, actor: Person, club: Club, **facts: Any) -> Club:
    """Change what a club says of itself, its room and its rule. Raises Refused, Invalid."""
    club = locked(club)
    rules.may_lead(actor, club).or_refuse()
    for name, value in facts.items():
        setattr(club, name, value)
    _check(club)
    club.save(update_fields=[*facts])
    journal.record(actor=actor, act="clubs.edited", thing=club, words=club.rule)
    return club


def locked(club: Club) -> Club:
    """A club for this transaction alone, with its team and leaders."""
    found = Club.objects.select_for_update(of=("self",)).select_related("team__leader", "assistant", "space")
    return found.get(pk=club.pk)


def _check(club: Club) -> None:
    if not club.about.strip():
        raise Invalid("about", _("请写一句这支队做什么、谁能来。"))
    if not 1 <= club.yes_percent <= 100:
        raise Invalid("yes_percent", _("请写 1 到 100。"))
    if club.most_members is not None and club.most_members < 1:
        raise Invalid("most_members", _("至少 1 人；不限就空着。"))
    if club.most_fen is not None and club.most_fen <= 0:
        raise Invalid("most_fen", _("要大于零；不限就空着。"))
