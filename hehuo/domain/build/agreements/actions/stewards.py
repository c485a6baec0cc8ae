"""Naming and releasing stewards, and reaching them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict
from hehuo.domain.build.agreements import kinds, queries, rules
from hehuo.domain.build.agreements.actions.agreements import locked
from hehuo.domain.build.agreements.models import Agreement, Stewardship
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def name_steward(*, actor: Person, agreement: Agreement, person: Person) -> Stewardship:
    """Give an agreement a steward, one to three; a fourth is refused, by the rule and by the table itself."""
    agreement = locked(agreement)
    present = list(queries.stewardships().filter(agreement=agreement))
    rules.may_name_steward(actor, agreement, person, stewards=present).or_refuse()
    seat = min({*range(1, kinds.STEWARDS + 1)} - {steward.seat for steward in present})
    try:
        with transaction.atomic():
            steward = Stewardship.objects.create(agreement=agreement, person=person, seat=seat)
    except IntegrityError as error:
        raise Conflict(_("别人刚定了一位管家，请刷新再看。")) from error
    journal.record(actor=actor, act="agreements.steward_named", thing=agreement, person=str(person.id), seat=seat)
    return steward


@transaction.atomic
def release_steward(*, actor: Person, steward: Stewardship) -> Stewardship:
    """A steward steps down; the seat is free."""
    steward = Stewardship.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=steward.pk)
    access_rules.may(actor, Power.RUN_RECRUITMENT).or_refuse()
    steward.until_on = clock.today()
    steward.save(update_fields=["until_on"])
    journal.record(
        actor=actor, act="agreements.steward_released", thing=steward.agreement, person=str(steward.person_id)
    )
    return steward


@transaction.atomic
def show_steward_phone(*, actor: Person, steward: Stewardship) -> str:
    """The number by which a partner reaches its steward; showing it is written in the access log."""
    rules.may_call_steward(actor, steward).or_refuse()
    journal.look(actor=actor, thing=steward.person, field="phone", why="steward")
    number: str = steward.person.phone
    return number
