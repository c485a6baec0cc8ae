"""A supplement is signed, and no price stays that the new words forbid."""

from django.db import transaction

from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.models import Supplement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services import actions as services
from hehuo.domain.run.services import queries, rules


@transaction.atomic
def sign_supplement(*, actor: Person, supplement: Supplement) -> list[str]:
    """Sign a supplement; a price above the new rule ends today and has to be marked anew. The names of those."""
    signed = agreements.sign_supplement(actor=actor, supplement=supplement)
    above = [
        item
        for item in queries.prices_of(signed.agreement)
        if not rules.keeps_to_rule(
            resident_fen=item.resident_fen, market_fen=item.market_fen, percent=signed.agreement.price_percent
        )
    ]
    return [services.end_price(actor=actor, item=item).name for item in above]
