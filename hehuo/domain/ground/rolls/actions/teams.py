"""Teams, their leaders and members."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.kinds import TeamKind
from hehuo.domain.ground.people.models import Membership, Person, Team
from hehuo.domain.ground.rolls import rules


@transaction.atomic
def make_team(
    *, actor: Person, name: str, kind: TeamKind, leader: Person, purpose: str = "", key: UUID | None = None
) -> Team:
    """A team of some kind with its leader, who is its first member. Raises Conflict where the name is in use."""
    if key and (made := Team.objects.filter(pk=key).first()):
        return made
    rules.may_keep_roll(actor).or_refuse()
    rules.may_be_changed(leader).or_refuse()
    _check_name(name)
    team = Team(name=name.strip(), kind=kind, leader=leader, purpose=purpose.strip(), from_on=clock.today())
    team.pk = key or team.pk
    team.save(force_insert=True)
    Membership.objects.create(team=team, person=leader, from_on=clock.today())
    journal.record(actor=actor, act="teams.made", thing=team, kind=kind.value, leader=str(leader.id), words=team.name)
    return team


def _check_name(name: str, but: Team | None = None) -> None:
    same = Team.objects.filter(name=name.strip(), ended_on=None).first()
    if same and same != but:
        raise Conflict(_("已经有「%s」了，请换个名字。") % name.strip())


@transaction.atomic
def edit_team(*, actor: Person, team: Team, name: str, kind: TeamKind, leader: Person, purpose: str) -> Team:
    """Change what a team is called, does, and who leads it; a new leader becomes a member."""
    rules.may_keep_roll(actor).or_refuse()
    team = _standing(team)
    _check_name(name, team)
    if not Membership.objects.filter(team=team, person=leader, to_on=None).exists():
        rules.may_be_changed(leader).or_refuse()
        Membership.objects.create(team=team, person=leader, from_on=clock.today())
    team.name, team.kind, team.leader, team.purpose = name.strip(), kind, leader, purpose.strip()
    team.save()
    journal.record(actor=actor, act="teams.edited", thing=team, kind=kind.value, leader=str(leader.id))
    return team


@transaction.atomic
def add_member(*, actor: Person, team: Team, person: Person) -> Membership:
    """Somebody joins a team today. Raises Conflict where they belong to it already."""
    rules.may_keep_team(actor, team).or_refuse()
    return join_team(actor=actor, team=team, person=person)


@transaction.atomic
def join_team(*, actor: Person, team: Team, person: Person) -> Membership:
    """The same for a room above that has asked its own rule, such as a club whose assistant said yes."""
    team = _standing(team)
    rules.may_be_changed(person).or_refuse()
    if Membership.objects.filter(team=team, person=person, to_on=None).exists():
        raise Conflict(_("%s已经在队里了。") % person.name)
    membership = Membership.objects.create(team=team, person=person, from_on=clock.today())
    journal.record(actor=actor, act="teams.member_added", thing=team, person=str(person.id), words=person.name)
    return membership


@transaction.atomic
def release_member(*, actor: Person, membership: Membership) -> Membership:
    """Somebody leaves a team today; its leader only after another leads it."""
    team = _standing(membership.team)
    found = Membership.objects.select_for_update(of=("self",)).select_related("person", "team")
    membership = found.get(pk=membership.pk)
    rules.may_leave_team(actor, membership).or_refuse()
    if membership.to_on:
        raise Conflict(_("已经不在队里了。"))
    if team.leader_id == membership.person_id:
        raise Refused(_("%s是队长，请先换一位队长。") % membership.person.name)
    membership.to_on = clock.today()
    membership.save(update_fields=["to_on"])
    person = membership.person
    journal.record(actor=actor, act="teams.member_released", thing=team, person=str(person.id), words=person.name)
    return membership


@transaction.atomic
def end_team(*, actor: Person, team: Team) -> Team:
    """A team is no more; who belonged to it and when stays readable."""
    rules.may_keep_roll(actor).or_refuse()
    team = _standing(team)
    team.ended_on = clock.today()
    team.save(update_fields=["ended_on"])
    Membership.objects.filter(team=team, to_on=None).update(to_on=clock.today())
    journal.record(actor=actor, act="teams.ended", thing=team)
    return team


def _standing(team: Team) -> Team:
    team = Team.objects.select_for_update().get(pk=team.pk)
    if team.ended_on:
        raise Refused(_("%s已经解散了。") % team.name)
    return team
