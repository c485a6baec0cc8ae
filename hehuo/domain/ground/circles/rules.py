"""Who belongs to a circle, who speaks to it, and who answers in it."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access import holds
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may, may_not_be_same
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


def belongs(person: Person, place: Place | None) -> bool:
    """Whether a person lives in this circle; everyone on the roll belongs to the community."""
    if place is None:
        return True
    return person.household is not None and person.household.home.path.startswith(f"{place.path}/")


def may_speak_to(actor: Person | None, place: Place | None) -> Verdict:
    """Telling a circle something: a leader their own building, the office everyone."""
    if actor and place is None and not holds.has_power_everywhere(actor, Power.SPEAK_TO_CIRCLE):
        return no(_("给全社区发通知，要由社区来发。您可以发给自己那一栋。"))
    return may(actor, Power.SPEAK_TO_CIRCLE, place)


def may_read(person: Person, place: Place | None) -> Verdict:
    """A circle's talk is for those who live in it, for those who speak to it, and for whoever answers at the office."""
    if belongs(person, place) or may_speak_to(person, place) or may(person, Power.ANSWER_QUESTIONS):
        return YES
    return no(_("这是别的楼栋、小区里的话，只有住在那里的人看得到。"))


def may_ask(person: Person, place: Place | None) -> Verdict:
    """Neighbours ask in their own circles."""
    return YES if belongs(person, place) else no(_("只能在自己住的楼栋、小区里问。"))


def may_answer(actor: Person, question: CircleQuestion) -> Verdict:
    """Its owner, whoever speaks to the circle, and the office where nobody owns it; nobody answers themselves."""
    if actor.id == question.asker_id or not may_not_be_same(actor, question.asker):
        return no(_("这一句是您问的，要请别人来答。"))
    if question.owner_id == actor.id or (question.owner_id is None and may(actor, Power.ANSWER_QUESTIONS)):
        return YES
    return may_speak_to(actor, question.place)


def may_take_down(actor: Person, notice: Notice) -> Verdict:
    """Who told it takes it down, or whoever speaks to the circle."""
    return YES if notice.said_by_id == actor.id else may_speak_to(actor, notice.place)
