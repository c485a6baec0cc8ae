"""Agreeing, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.ground.consents import rules
from hehuo.domain.ground.consents.kinds import Channel, ConsentKind, text_of
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def give_consent(
    *,
    actor: Person,
    person: Person,
    kind: ConsentKind,
    channel: Channel = Channel.PAGE,
    guardian: Person | None = None,
    note: str = "",
) -> Consent:
    """A person agrees to today's text; agreeing to the same version again changes nothing.

    `guardian` agrees for a child. `note` says where a signed paper lies, and is needed for one.
    """
    rules.may_enter(actor, person, channel, guardian).or_refuse()
    if channel == Channel.PAPER and not note.strip():
        raise Invalid("note", _("请写签的纸放在哪，例如：2026 年同意书第 3 册。"))
    Person.objects.select_for_update().get(pk=person.pk)
    text = text_of(kind, clock.today())
    held = Consent.objects.filter(person=person, kind=kind, withdrawn_at=None).first()
    if held and held.version == text.version:
        return held
    if held:
        _end(held, actor)
    consent = Consent.objects.create(
        person=person, kind=kind, version=text.version, channel=channel, entered_by=actor, guardian=guardian,
        note=note.strip()[:120],
    )  # fmt: skip
    journal.record(
        actor=actor, act="consents.given", thing=consent, acting_for=person if person.id != actor.id else None,
        kind=kind.value, version=text.version, channel=channel.value,
    )  # fmt: skip
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Person, consent: Consent) -> Consent:
    """Take a consent back, without a reason: what was done before stays lawful, nothing more is done (PIPL 15)."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)
    rules.may_withdraw(actor, consent.person).or_refuse()
    if consent.withdrawn_at is None:
        _end(consent, actor)
        journal.record(
            actor=actor, act="consents.withdrawn", thing=consent,
            acting_for=consent.person if consent.person_id != actor.id else None, kind=consent.kind,
        )  # fmt: skip
    return consent


def _end(consent: Consent, actor: Person) -> None:
    consent.withdrawn_at, consent.withdrawn_by = clock.now(), actor
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
