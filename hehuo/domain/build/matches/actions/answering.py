"""The other side answers: yes, or no and why; either side takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.build.matches import assigning, queries, rules
from hehuo.domain.build.matches.assigning import Bid
from hehuo.domain.build.matches.kinds import CARRY_OUT_WITHIN, MatchState
from hehuo.domain.build.matches.locks import hold, locked
from hehuo.domain.build.matches.models import Match
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedState

ANSWERING = ("answer_claim", "answer_ask")


@transaction.atomic
def agree_match(*, actor: Person, match: Match, answer: str = "") -> Match:
    """Say yes: a claim by the office, what was asked by who gives. Raises Refused, Conflict for a time taken twice.

    For a unit that has nobody here, a colleague of who asked writes how it said yes.
    """
    hold([match.need], [match.resource])
    match = locked(match)
    rules.may_answer(actor, match).or_refuse()
    rules.is_open(match.need).or_refuse()
    rules.may_offer(match.resource).or_refuse()
    if match.giver is None and not answer.strip():
        raise Invalid("answer", _("请写一句对方怎么答应的，例如：电话里和店长说好了。"))
    _not_taken(match)
    _answer(actor, match, MatchState.AGREED, answer)
    threads.tie(earlier=match.need, later=match)
    for gathering in filter(None, (match.resource, match.partner)):
        threads.tie(earlier=gathering, later=match, is_gathering=True)
    journal.record(actor=actor, act="matches.agreed", thing=match, words=match.answer, is_claim=match.is_claim)
    if match.need.state == NeedState.OPEN and rules.may_keep(actor):
        needs.take_up_need(actor=actor, need=match.need)
    duties.assign(
        about=match, act="carry_out_match", verb="jian", person=match.giver, power=Power.SORT_NEEDS,
        title=sentence("办好：%(need)s", need=match.need.title),
        due_at=clock.at(match.on, 18) if match.on else clock.now() + CARRY_OUT_WITHIN,
    )  # fmt: skip
    _tell_other(actor, match, sentence("「%(need)s」对上了", need=match.need.title[:30]))
    return match


@transaction.atomic
def decline_match(*, actor: Person, match: Match, why: str) -> Match:
    """Say no, with the reason, which the other side reads."""
    match = locked(match)
    rules.may_answer(actor, match).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么，对方会看到。"))
    _answer(actor, match, MatchState.DECLINED, why)
    journal.record(actor=actor, act="matches.declined", thing=match, words=match.answer)
    _tell_other(actor, match, sentence("「%(need)s」没对上", need=match.need.title[:30]))
    return match


@transaction.atomic
def withdraw_match(*, actor: Person, match: Match, why: str) -> Match:
    """Take it back before it is done, with the reason. After a yes it counts as a word that was not kept."""
    match = locked(match)
    rules.may_withdraw(actor, match).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么收回，对方会看到。"))
    match.move_to(MatchState.WITHDRAWN)
    match.answer = why.strip()[:200]
    match.save(update_fields=["state", "answer"])
    duties.drop(about=match)
    journal.record(actor=actor, act="matches.withdrawn", thing=match, words=match.answer)
    _tell_other(actor, match, sentence("「%(need)s」收回了", need=match.need.title[:30]))
    return match


def _answer(actor: Person, match: Match, state: MatchState, words: str) -> None:
    match.move_to(state)
    match.answer, match.answered_by, match.answered_at = words.strip()[:200], actor, clock.now()
    match.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    for act in ANSWERING:
        duties.done(about=match, act=act, actor=actor)


def _not_taken(match: Match) -> None:
    if (resource := match.resource) is None:
        return
    bid = Bid(match.need_id, resource.pk, 0, match.slot)
    if not assigning.fits(bid, [], {resource.pk: queries.room_of(resource)}, queries.held_slots(exclude=match)):
        raise Conflict(_("「%s」那个时间已经给了另一件需求。请换一样，或换个时间。") % resource.title)


def _tell_other(actor: Person, match: Match, subject: Sentence) -> None:
    """Who gives and who began it, but for the one who acts."""
    told = {person.id: person for person in (match.giver, match.begun_by) if person and person.id != actor.id}
    for person in told.values():
        messages.tell(person=person, subject=subject, body=match.answer, about=match)
