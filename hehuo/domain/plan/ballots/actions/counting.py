"""The end of a ballot, its count, and the result on the wall."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.plan.ballots import counting, queries, rules
from hehuo.domain.plan.ballots.counting import Count, Sum
from hehuo.domain.plan.ballots.equal_shares import equal_shares
from hehuo.domain.plan.ballots.kinds import STEP_FEN, BallotState, Way
from hehuo.domain.plan.ballots.models import Ballot, Matter, Paper


@transaction.atomic
def close_ballot(*, actor: Person | None, ballot: Ballot) -> Ballot:
    """End a ballot whose last moment has passed; nothing is taken in behind it. Closing twice is the same as once."""
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)  # not `no_key`: it waits for papers on their way in
    if ballot.state == BallotState.CLOSED:
        return ballot
    if clock.now() < ballot.closes_at:
        raise Refused(_("%s 才截止，不能提前。") % clock.local(ballot.closes_at).strftime("%Y-%m-%d %H:%M"))
    ballot.move_to(BallotState.CLOSED)
    ballot.save(update_fields=["state"])
    journal.record(actor=actor, act="ballots.closed", thing=ballot, voted=queries.turnout(ballot).voted)
    return ballot


def close_over() -> int:
    """Close every ballot whose end has passed; how many. The clock does it, each on its own."""
    found = list(queries.over())
    for ballot in found:
        close_ballot(actor=None, ballot=ballot)
    return len(found)


@transaction.atomic
def count_ballot(*, actor: Person, ballot: Ballot) -> Ballot:
    """Count every matter into integers that stay. Raises Refused before the end, or with papers half typed."""
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    rules.may_count(actor, ballot, queries.slips_left(ballot)).or_refuse()
    ballot.move_to(BallotState.COUNTED)
    ballot.counted_by, ballot.counted_at = actor, clock.now()
    ballot.came = asdict(queries.came(ballot))
    ballot.save(update_fields=["state", "counted_by", "counted_at", "came"])
    cast = list(queries.cast_papers(ballot))
    if ballot.is_secret:
        _shuffle(ballot)
    followers = queries.followers(ballot)
    for matter in queries.matters_of(ballot):
        matter.result = _result(ballot, matter, cast, followers)
        matter.save(update_fields=["result"])
    duties.done(about=ballot, act="count_ballot", actor=actor)
    duties.assign(
        about=ballot, act="publish_result", title=sentence("公布投票结果：%(what)s", what=ballot.title), verb="mou",
        due_at=clock.at(clock.today(), 18), power=Power.PUBLISH,
    )  # fmt: skip
    journal.record(actor=actor, act="ballots.counted", thing=ballot, papers=len(cast))
    return ballot


def _result(
    ballot: Ballot, matter: Matter, cast: Sequence[tuple[Mapping[str, Sequence[int]], int]], followers: Sum
) -> dict[str, Any]:
    choices, position = list(matter.choices.all()), str(matter.position)
    papers = [(marks.get(position, ()), Sum(1, area)) for marks, area in cast]
    counted = counting.count(Way(matter.way), Sum(ballot.total, ballot.total_area), papers, len(choices))
    found: dict[str, Any] = {"count": _stored(counted)}
    if ballot.follow_rule and matter.way == Way.YES_NO:
        found["followed"] = _stored(counting.with_followers(counted, followers))
    if matter.way == Way.BUDGET:
        costs = [choice.cost_fen for choice in choices]
        approved = [[mark - 1 for mark in marks if 1 <= mark <= len(costs)] for marks, _weight in papers]
        outcome = equal_shares(costs, approved, matter.budget_fen, step=STEP_FEN)
        found["bought"] = {
            "money": outcome.money.as_integer_ratio(),
            "rounds": [(bought.project, bought.each.as_integer_ratio()) for bought in outcome.rounds],
        }
    return found


def _stored(counted: Count) -> dict[str, Any]:
    return {
        "total": counted.total,
        "took_part": counted.took_part,
        "choices": {str(choice): said for choice, said in counted.choices.items()},
        "points": {str(choice): points for choice, points in counted.points.items()},
    }


def _shuffle(ballot: Ballot) -> None:
    """Write the secret papers anew in the order of their random ids: where a row lies says no more when it came."""
    by_phone = Paper.objects.filter(ballot=ballot, slips=None)
    held = list(by_phone.order_by("id"))
    by_phone.delete()
    Paper.objects.bulk_create(held, batch_size=2_000)


@transaction.atomic
def publish_result(*, actor: Person, ballot: Ballot) -> Ballot:
    """Post the result, by another than who counted: on the wall, with its period for objections (R-19)."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("counted_by", "place").get(pk=ballot.pk)
    rules.may_publish(actor, ballot).or_refuse()
    ballot.move_to(BallotState.PUBLISHED)
    ballot.posting = postings.post(
        actor=actor, kind=PostingKind.AFFAIRS, title=_("投票结果：%s") % ballot.title, about=ballot
    )
    ballot.save(update_fields=["state", "posting"])
    duties.done(about=ballot, act="publish_result", actor=actor)
    journal.record(actor=actor, act="ballots.published", thing=ballot)
    return ballot
