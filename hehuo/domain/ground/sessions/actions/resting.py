"""Who stayed away too often: the community's own numbers, and letting somebody sign up as before."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import absences, rules
from hehuo.domain.ground.sessions.models import AbsenceRule, Lift


@transaction.atomic
def lift_rest(*, actor: Person, person: Person, why: str) -> Lift:
    """Let somebody who waits last sign up as before; absences until now count no more. Raises Refused, Invalid."""
    Person.objects.select_for_update().get(pk=person.pk)
    rules.may_lift(actor, person).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写为什么，例如：住院了，家人打过电话。"))
    if absences.record_of(person).until is None:
        raise Refused(_("%s现在可以照常报名，不用恢复。") % person.name)
    lift = Lift.objects.create(person=person, why=why.strip()[:120], by=actor)
    journal.record(actor=actor, act="sessions.rest_lifted", thing=lift, words=lift.why)
    return lift


@transaction.atomic
def change_absence_rule(*, actor: Person, times: int, within_days: int, rests_days: int) -> AbsenceRule:
    """The community's numbers: so many absences within so many days, then so many days of waiting last (0: never)."""
    access_rules.may(actor, Power.RUN_SESSIONS).or_refuse()
    for name, value, least in (("times", times, 2), ("within_days", within_days, 1), ("rests_days", rests_days, 0)):
        if not least <= value <= absences.MOST:
            raise Invalid(name, _("写 %(least)d 到 %(most)d 之间的整数。") % {"least": least, "most": absences.MOST})
    rule, _made = AbsenceRule.objects.update_or_create(
        defaults={"times": times, "within_days": within_days, "rests_days": rests_days}
    )
    journal.record(
        actor=actor, act="sessions.absence_rule_changed", thing=rule, times=times, within_days=within_days,
        rests_days=rests_days,
    )  # fmt: skip
    return rule
