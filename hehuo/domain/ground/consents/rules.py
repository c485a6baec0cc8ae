"""May this person agree, or take it back, for that one?"""

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.consents.kinds import CHILD, Channel
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


def is_child(person: Person) -> bool:
    """Whether a guardian has to agree for them (PIPL 31)."""
    age = person.age_on(clock.today())
    return age is not None and age < CHILD


def is_guardian(guardian: Person, ward: Person) -> bool:
    """Whether the roll says so today."""
    return any(each.guardian.human_id == guardian.human_id for each in people.guardians_of(ward))


def may_enter(actor: Person, person: Person, channel: Channel, guardian: Person | None) -> Verdict:
    """Everyone for themselves, a guardian for a child; a worker writes down what was said or signed at the desk."""
    if is_child(person):
        if guardian is None or not is_guardian(guardian, person):
            return no(_("%s不满 14 岁，要由花名册上登记的监护人来同意。") % person.name)
    elif guardian is not None and not is_guardian(guardian, person):
        return no(_("%s不是登记的监护人，不能替人同意。") % guardian.name)
    if channel != Channel.PAGE:
        return access_rules.may(actor, Power.KEEP_ROLL)
    if not (allowed := access_rules.in_person()):
        return allowed
    agrees = guardian or person
    if access_rules.different_humans(actor, agrees):
        return no(_("同意要本人来点。不会用网页，请在服务台当面说或者签纸。"))
    return YES


def may_withdraw(actor: Person, person: Person) -> Verdict:
    """As easily as it was given: the person, a guardian, or a worker who was told (PIPL 15)."""
    if not access_rules.different_humans(actor, person) or is_guardian(actor, person):
        return YES
    return access_rules.may(actor, Power.KEEP_ROLL)
