"""A plaque is given after signing, and taken back on the way out."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.domain.build.agreements import queries, rules
from hehuo.domain.build.agreements.actions.agreements import locked
from hehuo.domain.build.agreements.models import Agreement, Plaque
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def give_plaque(*, actor: Person, agreement: Agreement, given_to: str, key: UUID | None = None) -> Plaque:
    """Give the partner of a signed agreement its plaque, the next number of the community. Raises Refused, Invalid."""
    if key and (made := Plaque.objects.filter(pk=key).first()):
        return made
    agreement = locked(agreement)
    rules.may_give_plaque(actor, agreement, hanging=queries.plaque_of(agreement.partner)).or_refuse()
    if not given_to.strip():
        raise Invalid("given_to", _("请写谁接的牌子。"))
    plaque = Plaque.objects.create(
        id=key or ids.uuid7(), number=Counter.take("plaque"), partner=agreement.partner, agreement=agreement,
        given_to=given_to.strip(), given_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="agreements.plaque_given", thing=agreement, number=plaque.number)
    return plaque


def take_back(*, actor: Person, agreement: Agreement) -> Plaque | None:
    """The partner's plaque comes down, unless another agreement of it holds. Inside a transaction; its callers ask."""
    plaque = Plaque.objects.select_for_update().filter(partner=agreement.partner_id, taken_on=None).first()
    if plaque is None or queries.in_force().filter(partner=agreement.partner_id).exclude(pk=agreement.pk).exists():
        return None
    plaque.taken_by, plaque.taken_on = actor, clock.today()
    plaque.save(update_fields=["taken_by", "taken_on"])
    journal.record(actor=actor, act="agreements.plaque_taken", thing=agreement, number=plaque.number)
    return plaque
