"""Beginning to act for somebody, ending it, and forbidding it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.rules import in_person
from hehuo.domain.ground.errands import queries, rules
from hehuo.domain.ground.errands.kinds import LASTS, Consent
from hehuo.domain.ground.errands.models import Errand, NoErrands
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def begin_errand(*, actor: Person, person: Person, consent: Consent, reason: str) -> Errand:
    """Act for a person from now on, for at most half an hour; the person is told. Raises Refused, Invalid."""
    person = Person.objects.select_for_update(of=("self",)).select_related("household__home__place").get(pk=person.pk)
    queries.may_act_for(actor, person).or_refuse()
    if len(reason.strip()) < 2:
        raise Invalid("reason", _("请写明为什么代办，例如：眼睛不好，不会用手机。"))
    Errand.objects.filter(helper=actor, ended_at=None).update(ended_at=clock.now())
    errand = Errand.objects.create(person=person, helper=actor, consent=consent, reason=reason.strip()[:200])
    journal.record(
        actor=actor, act="errands.begun", thing=errand, acting_for=person, words=errand.reason, consent=consent.value
    )
    told = sentence("原因：%(reason)s。最多半小时。您可以看办了什么，也可以不让办。", reason=errand.reason)
    messages.tell(person=person, subject=sentence("%(name)s在替您办事", name=actor.name), body=told, about=errand)
    return errand


@transaction.atomic
def end_errand(*, actor: Person, errand: Errand) -> Errand:
    """It is done, or the person does not want it any more."""
    errand = Errand.objects.select_for_update(of=("self",)).get(pk=errand.pk)
    rules.may_end_errand(actor, errand).or_refuse()
    if errand.ended_at is None:
        errand.ended_at = min(clock.now(), errand.began_at + LASTS)
        errand.save(update_fields=["ended_at"])
        journal.record(actor=actor, act="errands.ended", thing=errand, acting_for=errand.person)
    return errand


@transaction.atomic
def forbid_errands(*, actor: Person) -> None:
    """Nobody acts for me any more; whoever does just now, stops."""
    in_person().or_refuse()
    NoErrands.objects.get_or_create(person=actor)
    for errand in Errand.objects.filter(person=actor, ended_at=None):
        end_errand(actor=actor, errand=errand)
    journal.record(actor=actor, act="errands.forbidden", thing=actor)


@transaction.atomic
def allow_errands(*, actor: Person) -> None:
    """Somebody may act for me again, each time with my consent. Raises Refused where it was never forbidden."""
    in_person().or_refuse()
    if not NoErrands.objects.filter(person=actor).delete()[0]:
        raise Refused(_("现在本来就可以代办。"))
    journal.record(actor=actor, act="errands.allowed", thing=actor)


@transaction.atomic
def end_left(*, errand_id: UUID) -> None:
    """The helper signs out: what they were doing for another ends with it."""
    errand = Errand.objects.filter(pk=errand_id, ended_at=None).select_related("helper").first()
    if errand:
        end_errand(actor=errand.helper, errand=errand)
