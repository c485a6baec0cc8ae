"""Homes sign what is in force: by phone with one's own hand, or on a paper list that somebody types in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.plan.pacts import homes, rules
from hehuo.domain.plan.pacts.actions.drafting import locked
from hehuo.domain.plan.pacts.kinds import Hand
from hehuo.domain.plan.pacts.models import Signature, Version


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of a paper list: how many are new, and the lines that were not taken, each with why."""

    new: int
    again: int
    left: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def sign_version(*, actor: Person, version: Version, home: Home) -> Signature:
    """Sign for one's own home; a home that signed already stays signed by whoever was first."""
    version = locked(version)
    mine = homes.homes_of_person(version.pact, actor).filter(pk=home.pk).exists()
    rules.may_sign(version, is_mine=mine).or_refuse()
    if held := homes.signatures_of(version).filter(home=home).first():
        return held
    signature = Signature.objects.create(
        version=version, home=home, hand=Hand.PHONE, person=actor, name=actor.name, signed_on=clock.today()
    )
    journal.record(actor=actor, act="pacts.signed", thing=version, hand=Hand.PHONE.value)
    return signature


@transaction.atomic
def type_signatures(*, actor: Person, version: Version, lines: Sequence[tuple[str, str]], on: date) -> Signed:
    """Take over a paper list, each line a door and the name as signed; a door that signed already is counted once.

    A line whose door is not known, or that has no name, is left and told with its reason.
    """
    version = locked(version)
    rules.may_type_signatures(actor, version).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("签的日子还没有到。"))
    if version.in_force_on and on < version.in_force_on:
        raise Invalid("on", _("这一版 %s 生效，那天以后才签。") % version.in_force_on.isoformat())
    held = set(Signature.objects.filter(version=version, struck_at=None).values_list("home", flat=True))
    new, again, left = [], 0, []
    for door, name in lines:
        home = homes.home_at(version.pact, door)
        if home is None:
            left.append((door, _("没有找到这个门牌，请写成 3-2-502 这样。")))
        elif not name.strip():
            left.append((door, _("没有写签名的人。")))
        elif home.pk in held:
            again += 1
        else:
            held.add(home.pk)
            new.append(
                Signature(
                    version=version, home=home, hand=Hand.PAPER, name=name.strip()[:40], signed_on=on, entered_by=actor
                )
            )
    Signature.objects.bulk_create(new)
    if new:
        journal.record(actor=actor, act="pacts.signatures_typed", thing=version, homes=len(new))
    return Signed(len(new), again, left)


@transaction.atomic
def strike_signature(*, actor: Person, signature: Signature, why: str) -> Signature:
    """Strike out a signature that should not stand there; it stays with its reason, and the home may sign anew."""
    found = Signature.objects.select_for_update(of=("self",)).select_related("version__pact__place", "home")
    signature = found.get(pk=signature.pk)
    rules.may_strike(actor, signature).or_refuse()
    if signature.struck_at:
        raise Conflict(_("这个签名已经划掉了。"))
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么划掉，例如：门牌录错了。"))
    signature.struck_at, signature.struck_by, signature.struck_why = clock.now(), actor, why.strip()[:200]
    signature.save(update_fields=["struck_at", "struck_by", "struck_why"])
    journal.record(actor=actor, act="pacts.signature_struck", thing=signature.version, words=signature.struck_why)
    return signature
