"""May I act for this person?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.holds import grants_of, has_power, roles_of
from hehuo.domain.ground.access.kinds import POWERS, Power, Role
from hehuo.domain.ground.access.rules import different_humans, in_person
from hehuo.domain.ground.errands.models import Errand, Helper
from hehuo.domain.ground.people.models import Person


def may_act_for(
    actor: Person, person: Person, *, age: int | None, is_forbidden: bool, is_chosen: bool = False
) -> Verdict:
    """Who visits at the person's home, a grown-up of the household (`age`: the actor's), a guardian or who was chosen.

    R-36; guardians and those the person chose are `is_chosen`.
    """
    verdict = all_of(in_person(), _may_be_acted_for(actor, person, is_forbidden=is_forbidden))
    if not verdict or is_chosen or _visits(actor, person):
        return verdict
    if person.household_id is None or person.household_id != actor.household_id:
        return no(_("替人办事，要是管这栋楼的楼栋长、社区工作者、监护人、本人指定的人，或者同住的家人。"))
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


def may_name_helper(actor: Person, person: Person) -> Verdict:
    """The person in person, or somebody who visits and writes down how they agreed."""
    if not (allowed := in_person()) or actor.id == person.id or _visits(actor, person):
        return allowed
    return no(_("谁替他办，由本人定；本人来不了，请管这栋楼的楼栋长、社区工作者登记。"))


def may_be_helper(helper: Person, person: Person, *, age: int | None) -> Verdict:
    """Another human, grown up (`age`: the helper's), for somebody who holds no role."""
    if not (allowed := _may_be_acted_for(helper, person, is_forbidden=False)):
        return allowed
    return YES if age is None or age >= 18 else no(_("满 18 岁才能替人办。"))


def may_end_helper(actor: Person, named: Helper) -> Verdict:
    """Either of the two, or somebody who visits."""
    if actor.id == named.helper_id:
        return in_person()
    return may_name_helper(actor, named.person)


def may_end_errand(actor: Person, errand: Errand) -> Verdict:
    """The helper, or the person it is for."""
    if actor.id in (errand.helper_id, errand.person_id):
        return YES
    return no(_("这件代办由办的人或本人来结束。"))
