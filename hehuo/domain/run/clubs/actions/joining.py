"""Into a club and out of it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Membership, Person
from hehuo.domain.ground.rolls.actions import teams as rolls
from hehuo.domain.run.clubs import kinds, queries, rules
from hehuo.domain.run.clubs.actions.clubs import locked
from hehuo.domain.run.clubs.kinds import WishState
from hehuo.domain.run.clubs.models import Club, Wish


@transaction.atomic
def ask_to_join(*, actor: Person, club: Club, words: str = "", key: UUID | None = None) -> Wish:
    """Ask to belong to a club; one that takes anyone takes at once, else its leader answers.

    Raises Refused where the club is full or the person belongs to it, Conflict while an answer is awaited.
    """
    if key and (asked := Wish.objects.filter(pk=key).first()):
        return asked
    club = locked(club)
    inside = people.membership_of(club.team, actor) is not None
    rules.may_join(actor, club, members=queries.member_count(club), is_member=inside).or_refuse()
    wish = Wish(id=key or ids.uuid7(), club=club, person=actor, words=words.strip()[:200])
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("您已经申请了，等队长答应。")) from None
    journal.record(actor=actor, act="clubs.wished", thing=wish, words=wish.words)
    if club.takes_anyone:
        return _take(actor, wish, club)
    due_on = calendar.add_working_days(clock.today(), kinds.ANSWER_DAYS)
    duties.assign(
        about=wish, act="answer_wish", title=sentence("答入队申请：%(club)s", club=club.name), verb="guan",
        due_at=clock.at(due_on, 18), person=club.team.leader,
    )  # fmt: skip
    return wish


@transaction.atomic
def take_in(*, actor: Person, wish: Wish) -> Wish:
    """The leader says yes: the person belongs to the club from today, and is told."""
    wish, club = _locked(wish)
    rules.may_lead(actor, club).or_refuse()
    if wish.state == WishState.TAKEN:
        return wish
    members = queries.member_count(club)
    if club.most_members is not None and members >= club.most_members:
        raise Refused(_("队里满 %d 人了。先改队里的人数，再收。") % club.most_members)
    return _take(actor, wish, club)


@transaction.atomic
def refuse_wish(*, actor: Person, wish: Wish, why: str) -> Wish:
    """The leader says no, with a reason that the person reads."""
    wish, club = _locked(wish)
    rules.may_lead(actor, club).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么，对方会看到。"))
    wish.why = why.strip()[:200]
    _answered(actor, wish, WishState.REFUSED)
    journal.record(actor=actor, act="clubs.wish_refused", thing=wish, words=wish.why)
    messages.tell(
        person=wish.person, subject=sentence("入队申请有了答复：%(club)s", club=club.name),
        body=sentence("这次没有收。%(why)s", why=wish.why), about=club,
    )  # fmt: skip
    return wish


@transaction.atomic
def withdraw_wish(*, actor: Person, wish: Wish) -> Wish:
    """Not any more."""
    wish, _club = _locked(wish)
    rules.may_withdraw(actor, wish).or_refuse()
    _answered(actor, wish, WishState.WITHDRAWN)
    journal.record(actor=actor, act="clubs.wish_withdrawn", thing=wish)
    return wish


@transaction.atomic
def leave(*, actor: Person, club: Club, person: Person) -> Membership:
    """Out of a club today: everybody by themselves; its leader only after another leads it. Raises Refused."""
    club = locked(club)
    membership = people.membership_of(club.team, person)
    if membership is None:
        raise Refused(_("不在队里，不用退。"))
    membership = rolls.release_member(actor=actor, membership=membership)
    journal.record(actor=actor, act="clubs.left", thing=club, person=str(person.id))
    return membership


def _take(actor: Person, wish: Wish, club: Club) -> Wish:
    """Into the team, by the word of who leads the club, or of the club's own openness."""
    _answered(actor, wish, WishState.TAKEN)
    rolls.join_team(actor=actor, team=club.team, person=wish.person)
    journal.record(actor=actor, act="clubs.taken_in", thing=wish, person=str(wish.person_id))
    messages.tell(
        person=wish.person, subject=sentence("您入队了：%(club)s", club=club.name),
        body=club.meets or sentence("排练时间请看队里的页面。"), about=club,
    )  # fmt: skip
    return wish


def _answered(actor: Person, wish: Wish, state: WishState) -> None:
    wish.move_to(state)
    wish.answered_by, wish.answered_at = actor, clock.now()
    wish.save(update_fields=["state", "answered_by", "answered_at", "why"])
    duties.done(about=wish, act="answer_wish", actor=actor)


def _locked(wish: Wish) -> tuple[Wish, Club]:
    """The club first, as everywhere in this room, then the wish."""
    club = locked(wish.club)
    return Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=wish.pk), club
