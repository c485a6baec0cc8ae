"""A consent at the desk, with the scan of the paper that was signed."""

from typing import Any

from django.core.files.base import File as Upload
from django.db import transaction

from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.kinds import Channel, ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def take_consent(
    *,
    actor: Person,
    person: Person,
    kind: ConsentKind,
    channel: Channel,
    guardian: Person | None = None,
    note: str = "",
    scan: "Upload[Any] | None" = None,
) -> Consent:
    """Write down what somebody agreed to at the desk, and keep the scan with it."""
    consent = consents.give_consent(
        actor=actor, person=person, kind=kind, channel=channel, guardian=guardian, note=note
    )
    if scan:
        files.keep_file(actor=actor, upload=scan, about=consent)
    return consent
