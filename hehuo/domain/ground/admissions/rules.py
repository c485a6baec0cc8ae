"""May this person come? The answer says whom it is for and whom to ask, never how old or of which group somebody is."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.admissions.kinds import CARES, OLD, ForWhom, FreeGroup
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.people.models import Person


def is_among(groups: Collection[str], *, cares: Iterable[str], age: int | None, is_named: bool = False) -> bool:
    """Whether what is known of a person puts them into one of these groups."""
    if FreeGroup.NAMED in groups and is_named:
        return True
    if FreeGroup.AGE_70 in groups and age is not None and age >= OLD:
        return True
    return bool(CARES & set(groups) & set(cares))


def full_years(born_on: date | None, day: date) -> int | None:
    """Full years on a day; who was born on 29 February is a year older on 1 March of a year without it."""
    return Person(born_on=born_on).age_on(day)


def may_come_at_age(admission: Admission, age: int | None, *, is_vouched: bool = False) -> Verdict:
    """The age on the day lies inside; an age that nobody knows is asked for, or the desk vouches for it."""
    if admission.youngest is None and admission.oldest is None:
        return YES
    if age is None:
        if is_vouched:
            return YES
        return no(_("这一场是给%s的人办的，花名册上没有出生日期。请填上出生日期，或到服务台报名。") % admission.ages)
    if admission.youngest is not None and age < admission.youngest:
        return _not_for(admission)
    if admission.oldest is not None and age > admission.oldest:
        return _not_for(admission)
    return YES


def may_come_among(admission: Admission, person: Person, *, is_among: bool) -> Verdict:
    """Whoever it is for; said without saying of which group."""
    if admission.for_whom == ForWhom.RESIDENTS and (person.household_id is None or person.left_on):
        return no(_("这一场只给住在本社区的人。花名册上还没有登记住处，请到服务台登记了再报。"))
    return YES if admission.for_whom != ForWhom.GROUPS or is_among else _not_for(admission)


def may_come_alone(admission: Admission, age: int | None, *, is_accompanied: bool) -> Verdict:
    """Children below an age come with a guardian."""
    limit = admission.accompanied_under
    if limit is None or age is None or age >= limit or is_accompanied:
        return YES
    return no(_("不满 %d 岁的孩子要家长全程陪着。请勾上「我陪着来」再报。") % limit)


def _not_for(admission: Admission) -> Verdict:
    return no(
        _("这一场是给「%s」办的，不在这个范围里。想问能不能来，请打社区电话或到服务台；也可以看看别的活动。")
        % admission.who
    )
