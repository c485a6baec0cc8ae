"""Coming to a home by invitation: the slip, the claim, and whoever knows the building says yes or no."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.entry import queries, rules
from hehuo.domain.ground.entry.kinds import CODE_LASTS, INVITATION_LASTS, ClaimKind, ClaimState, Purpose
from hehuo.domain.ground.entry.models import Claim, Invitation, PhoneCode
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import Living
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.ground.rolls.actions import homes, moves
from hehuo.domain.ground.rolls.actions import people as roll


@transaction.atomic
def invite(*, actor: Person, home: Home) -> tuple[Invitation, str]:
    """A slip for a home, good for a month; the one before stops working. The token is shown this once."""
    rules.may_admit(actor, home).or_refuse()
    Invitation.objects.filter(home=home, ended_at=None).update(ended_at=clock.now())
    token = ids.token()
    invitation = Invitation.objects.create(
        home=home, token_hash=secrecy.search_hash(token), made_by=actor, expires_at=clock.now() + INVITATION_LASTS
    )
    journal.record(actor=actor, act="entry.invited", thing=home)
    return invitation, token


@transaction.atomic
def end_invitation(*, actor: Person, invitation: Invitation) -> None:
    """A slip that went astray stops working."""
    rules.may_admit(actor, invitation.home).or_refuse()
    Invitation.objects.filter(pk=invitation.pk, ended_at=None).update(ended_at=clock.now())
    journal.record(actor=actor, act="entry.invitation_ended", thing=invitation.home)


@transaction.atomic
def claim_home(*, token: str, name: str, phone: str, kind: ClaimKind, proven: PhoneCode | None) -> Claim:
    """Say that one lives in the slip's home or owns it; where texts are sent, with the phone proven.

    Raises Missing for a slip that is over, Invalid, Refused, Conflict where the same is waiting already.
    """
    invitation = queries.invitation_called(token)
    if invitation is None:
        raise Missing(_("这张登记码过期了，或者停用了。请找给您的人再要一张。"))
    if len(name.strip()) < 2:
        raise Invalid("name", _("请写您的姓名。"))
    claim = Claim(invitation=invitation, home=invitation.home, name=name.strip()[:40], kind=kind)
    claim.phone = rules.phone_number(phone)
    claim.is_phone_proven = _take_proof(claim, proven)
    if Claim.objects.filter(home=claim.home, phone_hash=claim.phone_hash, kind=kind, state=ClaimState.WAITING).exists():
        raise Conflict(_("您已经登记过这一处，正等着认。"))
    claim.save(force_insert=True)
    journal.record(actor=None, act="entry.claimed", thing=claim, words=claim.name, kind=kind.value)
    told = sentence("%(home)s，请认一认。", home=str(claim.home))
    messages.tell(person=invitation.made_by, subject=sentence("有人登记住处"), body=told, about=claim)
    return claim


def _take_proof(claim: Claim, proven: PhoneCode | None) -> bool:
    """Use the proven phone up; where no texts are sent, whoever decides asks in person."""
    if not queries.texts_are_sent():
        return False
    codes = PhoneCode.objects.filter(purpose=Purpose.CLAIM, phone_hash=claim.phone_hash, used_at=None)
    fresh = codes.filter(proven_at__gt=clock.now() - CODE_LASTS)
    used = fresh.filter(pk=proven.pk).update(used_at=clock.now()) if proven else 0
    if not used:
        raise Refused(_("请先用短信验证码证明手机在您手上。"))
    return True


@transaction.atomic
def approve_claim(*, actor: Person, claim: Claim, person: Person | None, is_another: bool = False) -> Claim:
    """It is so: `person` of the roll is meant, or somebody new. From then on their phone lets them in.

    A second home is added, none is taken away: an owner owns both; who lives elsewhere already goes on living there.
    Raises Invalid (`is_another`) for somebody new who is like somebody on the roll, until that says they are two.
    """
    claim = Claim.objects.select_for_update(of=("self",)).select_related("home__place").get(pk=claim.pk)
    rules.may_decide_claim(actor, claim).or_refuse()
    _still_waiting(claim)
    if person is not None and not queries.candidates(claim).filter(pk=person.pk).exists():
        raise Missing(_("花名册上这一处没有这位。请另选。"))
    claim.person = _known(actor, claim, person) if person else _new(actor, claim, is_another=is_another)
    if claim.kind == ClaimKind.OWNS and claim.home_id not in _homes_of(claim.person):
        homes.add_owner(actor=actor, home=claim.home, person=claim.person, since_on=clock.today())
    return _decide(actor, claim, ClaimState.APPROVED, "")


def _known(actor: Person, claim: Claim, person: Person) -> Person:
    """Somebody on the roll: a phone where they had none, a home where they had none."""
    if not person.phone_hash:
        person.phone = claim.phone
        person.save(update_fields=["phone_sealed", "phone_hash"])
    if claim.kind == ClaimKind.LIVES and person.household_id is None:
        moves.move_in(actor=actor, person=person, home=claim.home, household=_household(claim), on=clock.today())
    return person


def _new(actor: Person, claim: Claim, *, is_another: bool) -> Person:
    """Somebody new on the roll: with the family there, or as an owner who lives elsewhere."""
    lives = claim.kind == ClaimKind.LIVES
    return roll.register_person(
        actor=actor, name=claim.name, phone=claim.phone, on=clock.today(), home=claim.home if lives else None,
        household=_household(claim) if lives else None, living=Living.RESIDENT if lives else Living.AWAY,
        is_another=is_another,
    )  # fmt: skip


def _household(claim: Claim) -> Household | None:
    """The family of the home, where there is one only; else a household of its own."""
    there = list(Household.objects.filter(home=claim.home, people__in=people.present()).distinct()[:2])
    return there[0] if len(there) == 1 else None


def _homes_of(person: Person) -> set[UUID]:
    return {each.home_id for each in people.homes_owned_by(person)}


@transaction.atomic
def refuse_claim(*, actor: Person, claim: Claim, reason: str) -> Claim:
    """It is not so, and why. Raises Invalid without a reason."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("home__place").get(pk=claim.pk)
    rules.may_decide_claim(actor, claim).or_refuse()
    _still_waiting(claim)
    if len(reason.strip()) < 2:
        raise Invalid("reason", _("请写明为什么没认，例如：这户说不认识。"))
    return _decide(actor, claim, ClaimState.REFUSED, reason.strip()[:200])


def _still_waiting(claim: Claim) -> None:
    if claim.state != ClaimState.WAITING:
        raise Conflict(_("这一条已经有人认过了。"))


def _decide(actor: Person, claim: Claim, state: ClaimState, reason: str) -> Claim:
    claim.state, claim.reason, claim.decided_by, claim.decided_at = state, reason, actor, clock.now()
    claim.save()
    journal.record(actor=actor, act=f"entry.claim_{state.value}", thing=claim, acting_for=claim.person, words=reason)
    return claim
