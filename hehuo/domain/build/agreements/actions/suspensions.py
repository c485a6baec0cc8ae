"""Standing still for safety's sake, at once; and going on."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.build.agreements import rules
from hehuo.domain.build.agreements.actions.agreements import locked
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement, Suspension
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def suspend_agreement(*, actor: Person, agreement: Agreement, why: str) -> Suspension:
    """Stop a partner's work at once, with the reason, which the partner is told; what was ordered stays as it is."""
    agreement = locked(agreement)
    rules.may_suspend(actor, agreement).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么暂停，合伙人会看到。"))
    agreement.move_to(AgreementState.PAUSED)
    agreement.save(update_fields=["state"])
    suspension = Suspension.objects.create(agreement=agreement, why=why.strip(), by=actor)
    _tell(agreement, sentence("「%(what)s」从今天起暂停", what=agreement.subject), suspension.why)
    journal.record(actor=actor, act="agreements.suspended", thing=agreement, words=suspension.why)
    return suspension


@transaction.atomic
def lift_suspension(*, actor: Person, agreement: Agreement, why: str) -> Agreement:
    """Let it go on, with the reason."""
    agreement = locked(agreement)
    rules.may_lift(actor, agreement).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么可以恢复。"))
    agreement.move_to(AgreementState.SIGNED)
    agreement.save(update_fields=["state"])
    Suspension.objects.filter(agreement=agreement, lifted_on=None).update(
        lifted_on=clock.today(), lifted_by=actor, lifted_why=why.strip()
    )
    _tell(agreement, sentence("「%(what)s」恢复了", what=agreement.subject), why.strip())
    journal.record(actor=actor, act="agreements.resumed", thing=agreement, words=why.strip())
    return agreement


def _tell(agreement: Agreement, subject: Sentence, body: str) -> None:
    messages.tell(person=agreement.partner.contact, subject=subject, body=body, about=agreement.partner)
