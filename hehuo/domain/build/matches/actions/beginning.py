"""Saying what a need asks for; claiming it, or asking who could take it."""

from collections.abc import Collection, Sequence
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.matches import assigning, queries, rules
from hehuo.domain.build.matches.assigning import Bid
from hehuo.domain.build.matches.kinds import ANSWER_WITHIN, GOING, MatchState
from hehuo.domain.build.matches.locks import hold
from hehuo.domain.build.matches.models import Match, Wish
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.resources.kinds import Group, Kind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.models import Need


@transaction.atomic
def say_wish(
    *,
    actor: Person,
    need: Need,
    kind: Kind | None = None,
    on: date | None = None,
    from_time: time | None = None,
    to_time: time | None = None,
    groups: Collection[Group] = (),
) -> Wish:
    """Write down what a need asks for; saying it again changes it. What was begun before keeps its day."""
    hold([need], [])
    need = needs.needs().get(pk=need.pk)
    rules.may_wish(actor, need).or_refuse()
    if (from_time is None) != (to_time is None) or (from_time and to_time and to_time <= from_time):
        raise Invalid("to_time", _("几点到几点要写全，后一个要晚。"))
    if from_time and on is None:
        raise Invalid("on", _("写了几点，也请写哪一天。"))
    told = {
        "kind": kind.value if kind else "", "on": on, "from_time": from_time, "to_time": to_time,
        "groups": sorted(Group(each).value for each in groups), "said_by": actor, "said_at": clock.now(),
    }  # fmt: skip
    wish, _made = Wish.objects.update_or_create(need=need, defaults=told)
    journal.record(actor=actor, act="matches.wished", thing=need, on=on.isoformat() if on else "", kind=wish.kind)
    return wish


@transaction.atomic
def claim_need(
    *,
    actor: Person,
    need: Need,
    resource: Resource | None = None,
    partner: Partner | None = None,
    words: str = "",
    key: UUID | None = None,
) -> Match:
    """Say "we take this one" (认领): the office answers within three days. Raises Refused, Conflict."""
    if key and (made := Match.objects.filter(pk=key).first()):
        return made
    hold([need], [resource])
    need, resource = needs.needs().get(pk=need.pk), _fresh(resource)
    bound = partner is None or queries.is_bound(partner)
    rules.may_claim(actor, need, resource, partner, is_bound=bound).or_refuse()
    match = _begin(actor, need, resource, partner, words, is_claim=True, key=key)
    journal.record(actor=actor, act="matches.claimed", thing=match, words=match.words)
    duties.assign(
        about=match, act="answer_claim", verb="jian", power=Power.SORT_NEEDS,
        title=sentence("%(who)s认领「%(need)s」", who=match.who_full[:30], need=need.title[:30]),
        due_at=clock.now() + ANSWER_WITHIN,
    )  # fmt: skip
    return match


@transaction.atomic
def ask_match(
    *,
    actor: Person,
    need: Need,
    resource: Resource | None = None,
    partner: Partner | None = None,
    words: str = "",
    key: UUID | None = None,
) -> Match:
    """Ask who gives something, or a partner, whether they take a need; they answer. Raises Refused, Conflict."""
    if key and (made := Match.objects.filter(pk=key).first()):
        return made
    hold([need], [resource])
    need, resource = needs.needs().get(pk=need.pk), _fresh(resource)
    rules.may_ask(actor, need, resource, partner).or_refuse()
    match = _begin(actor, need, resource, partner, words, is_claim=False, key=key)
    journal.record(actor=actor, act="matches.asked", thing=match, words=match.words)
    duties.assign(
        about=match, act="answer_ask", verb="jian", person=match.giver, power=Power.SORT_NEEDS,
        title=sentence("能不能帮：%(need)s", need=need.title), due_at=clock.now() + ANSWER_WITHIN,
    )  # fmt: skip
    if match.giver:
        messages.tell(
            person=match.giver, subject=sentence("社区想请您帮「%(need)s」", need=need.title[:30]),
            body=sentence("用您的「%(what)s」。能不能都请回一句。", what=match.offer_words[:40]), about=match,
        )  # fmt: skip
    return match


@transaction.atomic
def ask_many(*, actor: Person, chosen: Sequence[tuple[Need, Resource]]) -> list[Match]:
    """Ask for all that a plan proposes, as it was changed by hand. Raises Conflict, naming what is given twice."""
    hold([need for need, _resource in chosen], [resource for _need, resource in chosen])
    held, wishes = queries.held_slots(), {each.need_id: each for each in queries.wishes()}
    taken: list[Bid] = []
    for need, resource in chosen:
        bid = Bid(need.pk, resource.pk, 0, wishes[need.pk].slot if need.pk in wishes else None)
        if not assigning.fits(bid, taken, {resource.pk: queries.room_of(resource)}, held):
            raise Conflict(_("「%s」同一时间给了两件需求，请改一件再提。") % resource.title)
        taken.append(bid)
    return [ask_match(actor=actor, need=need, resource=resource) for need, resource in chosen]


def _begin(
    actor: Person,
    need: Need,
    resource: Resource | None,
    partner: Partner | None,
    words: str,
    *,
    is_claim: bool,
    key: UUID | None,
) -> Match:
    if resource is None and partner is None:
        raise Invalid("offer", _("请选用哪一样来接。"))
    same = Match.objects.filter(need=need, state__in=GOING)
    if (same.filter(resource=resource) if resource else same.filter(partner=partner, resource=None)).exists():
        raise Conflict(_("这一对已经在办了，请看需求下面的那一条。"))
    wish = queries.wish_of(need)
    told = {name: getattr(wish, name) for name in ("on", "from_time", "to_time")} if wish else {}
    match = Match(
        id=key or ids.uuid7(), need=need, resource=resource, partner=partner, words=words.strip()[:200],
        begun_by=actor, is_claim=is_claim, state=MatchState.CLAIMED if is_claim else MatchState.ASKED, **told,
    )  # fmt: skip
    match.save(force_insert=True)
    return match


def _fresh(resource: Resource | None) -> Resource | None:
    """As it stands now that it is held."""
    return Resource.objects.select_related("giver__merged_into", "space").get(pk=resource.pk) if resource else None
