"""May I? For resources, trees and care."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.resources.kinds import OPEN, State
from hehuo.domain.build.resources.models import Adoption, Resource
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may, may_not_be_same
from hehuo.domain.ground.people.models import Person


def may_keep(actor: Person | None) -> Verdict:
    """The lists of a community are kept by those who sort its needs."""
    return may(actor, Power.SORT_NEEDS)


def is_givers(actor: Person | None, resource: Resource) -> bool:
    """Whether a resource is this human's own to give."""
    return actor is not None and resource.giver is not None and not different_humans(actor, resource.giver)


def may_change(actor: Person | None, resource: Resource) -> Verdict:
    """The giver changes and takes back what is theirs; the office does it for them."""
    if is_givers(actor, resource) or may_keep(actor):
        return YES
    return no(_("这一条由给的人自己改，或请社区代改。"))


def may_edit(actor: Person | None, resource: Resource) -> Verdict:
    """While it is neither taken back nor ended."""
    if resource.state not in OPEN:
        return no(_("这一条%s，不能再改。要再给，请另填一条。") % resource.get_state_display())
    return may_change(actor, resource)


def may_confirm(actor: Person, resource: Resource) -> Verdict:
    """The office puts it on the list, or says why not; nobody their own."""
    return all_of(may_keep(actor), may_not_be_same(actor, resource.giver))


def may_renew(actor: Person, resource: Resource) -> Verdict:
    """The giver while it is listed; what has ended comes back by the office."""
    if resource.state in {State.LISTED, State.PAUSED}:
        return may_change(actor, resource)
    if resource.state == State.ENDED:
        return may_confirm(actor, resource)
    return no(_("这一条%s，先放上清单再续。") % resource.get_state_display())


def may_see(viewer: Person | None, resource: Resource) -> Verdict:
    """What is on the list is everyone's to read; the rest its giver's and the office's."""
    if resource.state == State.LISTED and not resource.is_over:
        return YES
    return YES if viewer and may_change(viewer, resource) else no(_("这一条不在清单上。"))


def may_see_phone(actor: Person | None) -> Verdict:
    """A number that does not stand in public: one at a time, with a reason that is written down."""
    return may(actor, Power.SEE_SENSITIVE)


def may_note_care(actor: Person | None, adoption: Adoption) -> Verdict:
    """Whoever adopted them, and the office."""
    if actor is not None and adoption.adopter is not None and not different_humans(actor, adoption.adopter):
        return YES
    if may_keep(actor):
        return YES
    return no(_("养护由认养的人来记，或请社区代记。"))


def next_care(*, from_on: date, every_days: int, last_on: date | None) -> date:
    """When care is due next: so many days after the last one, or after the first day."""
    return (last_on or from_on) + timedelta(days=every_days)
