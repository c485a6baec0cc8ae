"""May I? For partners."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.partners.models import Partner, RecordsCheck, Staff
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


def may_keep_staff(actor: Person | None, partner: Partner) -> Verdict:
    """The contact says who works for the partner; those who run the recruitment may help."""
    if speaks_for(actor, partner) or may(actor, Power.RUN_RECRUITMENT):
        return YES
    return no(_("人员名单由「%(partner)s」自己管，或由社工代管。") % {"partner": partner.name})


def may_record_check(actor: Person | None, staff: Staff) -> Verdict:
    """The office has seen the answer; nobody of the partner's own records it, and nobody their own."""
    own = speaks_for(actor, staff.partner) or (
        actor is not None and staff.person is not None and not different_humans(actor, staff.person)
    )
    return all_of(
        may(actor, Power.RUN_RECRUITMENT),
        no(_("这是您自己或自己单位的人，要请另一位社工来记。")) if own else YES,
    )


def may_lead(partner: Partner, leader: Person, *, staff: Staff | None, check: RecordsCheck | None, on: date) -> Verdict:
    """Who leads a session of a partner: its contact or one of its staff, with a good check where minors are near."""
    name = {"name": leader.name, "day": on}
    if staff is None and different_humans(leader, partner.contact):
        return no(_("%(name)s不在「%(partner)s」的人员名单上，请先加上。") % {**name, "partner": partner.name})
    if not (staff.needs_check if staff else partner.is_close_to_minors):
        return YES
    if staff is None:
        return no(_("这一家和孩子打交道，%(name)s要先加进人员名单，由社区查过违法犯罪记录才能带班。") % name)
    if check is None or not check.holds_on(on):
        return no(_("%(name)s到 %(day)s 没有在期的违法犯罪记录查询，不能带孩子的班。请先让社区查好记上。") % name)
    return YES
