"""Choosing who may act for one from elsewhere (a child in another town), and ending it (R-36)."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.errands import queries, rules
from hehuo.domain.ground.errands.kinds import Consent
from hehuo.domain.ground.errands.models import Errand, Helper
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def name_helper(
    *, actor: Person, person: Person, helper: Person, relation: str, consent: Consent | None = None
) -> Helper:
    """From now on the helper may act for the person, each time with a reason; both are told.

    The person chooses, or somebody who visits writes down how they agreed (`consent`).
    Raises Refused, Invalid, Conflict.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("household__home__place").get(pk=person.pk)
    rules.may_name_helper(actor, person).or_refuse()
    rules.may_be_helper(helper, person, age=helper.age_on(clock.today())).or_refuse()
    if not relation.strip():
        raise Invalid("relation", _("请写他是您的什么人，例如：女儿。"))
    if actor.id != person.id and consent is None:
        raise Invalid("consent", _("请选本人怎么答应的。"))
    if queries.helpers_of(person).filter(helper=helper).exists():
        raise Conflict(_("%s已经可以替办了。") % helper.name)
    named = Helper.objects.create(
        person=person, helper=helper, relation=relation.strip()[:20], consent=consent or "", named_by=actor
    )
    journal.record(actor=actor, act="errands.helper_named", thing=person, words=f"{helper.name}（{named.relation}）")
    who = {"helper": helper.name, "name": person.name}
    subject = sentence("%(helper)s可以替%(name)s办事了", **who)
    body = sentence("在「替人办事」里办；每次写原因，办了什么两位都看得到。%(name)s随时可以改主意。", name=person.name)
    for each in (person, helper):
        messages.tell(person=each, subject=subject, body=body, about=person)
    return named


@transaction.atomic
def end_helper(*, actor: Person, named: Helper) -> Helper:
    """The helper may act no more, and stops where they do just now. Raises Refused."""
    named = (
        Helper.objects.select_for_update(of=("self",)).select_related("person__household__home__place").get(pk=named.pk)
    )
    rules.may_end_helper(actor, named).or_refuse()
    if named.ended_at is None:
        named.ended_at = clock.now()
        named.save(update_fields=["ended_at"])
        Errand.objects.filter(person=named.person, helper=named.helper, ended_at=None).update(ended_at=clock.now())
        journal.record(actor=actor, act="errands.helper_ended", thing=named.person, words=named.helper.name)
    return named
