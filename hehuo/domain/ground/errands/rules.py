"""May I act for this person?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.holds import grants_of, has_power, roles_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.rules import different_humans, in_person
from hehuo.domain.ground.errands.models import Errand
from hehuo.domain.ground.people.models import Person


def may_act_for(
    actor: Person, person: Person, *, age: int | None, is_forbidden: bool, is_guardian: bool = False
) -> Verdict:
    """Who visits at the person's home, a guardian, or a grown-up of the same household (`age`: the actor's; R-36)."""
    verdict = all_of(in_person(), _may_be_acted_for(actor, person, is_forbidden=is_forbidden))
    if not verdict or is_guardian or _visits(actor, person):
        return verdict
    if person.household_id is None or person.household_id != actor.household_id:
        return no(_("替人办事，要是管这栋楼的楼栋长、社区工作者、监护人，或者同住的家人。"))
    return YES if age is None or age >= 18 else no(_("满 18 岁才能替家里人办。"))


def _may_be_acted_for(actor: Person, person: Person, *, is_forbidden: bool) -> Verdict:
    if not different_humans(actor, person):
        return no(_("自己的事，直接办就行。"))
    if roles_of(person):
        return no(_("%s有工作身份，要自己登录来办，不能代办。") % person.name)
    if is_forbidden:
        return no(_("%s说过不要别人代办。请本人来办，或者请他先改过来。") % person.name)
    return YES


def _visits(actor: Person, person: Person) -> bool:
    """A role that collects voices, at the person's home; those without a home are for the whole community's roles."""
    home = person.household.home if person.household else None
    if home:
        return has_power(actor, Power.COLLECT_VOICES, home.place)
    return any(grant.place is None and Power.COLLECT_VOICES in POWERS[Role(grant.role)] for grant in grants_of(actor))


def may_end_errand(actor: Person, errand: Errand) -> Verdict:
    """The helper, or the person it is for."""
    if actor.id in (errand.helper_id, errand.person_id):
        return YES
    return no(_("这件代办由办的人或本人来结束。"))
