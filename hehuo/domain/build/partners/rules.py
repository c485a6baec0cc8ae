"""May I? For partners."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.models import Person


def speaks_for(person: Person | None, partner: Partner) -> bool:
    """Whether this human is the partner's contact."""
    return person is not None and not different_humans(person, partner.contact)


def may_edit_profile(actor: Person | None, partner: Partner) -> Verdict:
    """The contact keeps the partner's own words; those who run the recruitment may help."""
    if speaks_for(actor, partner) or may(actor, Power.RUN_RECRUITMENT):
        return YES
    return no(_("这一页由「%(partner)s」自己写，或由社工代写。") % {"partner": partner.name})


def is_own(person: Person, *, phone_hash: str, name: str) -> bool:
    """Whether an applicant's contact is this very person: the same phone, or the same name without any phone."""
    if phone_hash and person.phone_hash:
        return phone_hash == person.phone_hash
    return bool(name) and name == person.name
