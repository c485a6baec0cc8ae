"""From a claim or a question to what came of it; who may, what is refused, and that nobody answers themselves."""

from datetime import time, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.matches import actions, queries, suggesting
from hehuo.domain.build.matches.kinds import MatchState
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.resources.actions import resources as giving
from hehuo.domain.build.resources.kinds import Group, Kind
from hehuo.domain.ground.duties import actions as turns
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState

pytestmark = pytest.mark.django_db


def turns_on(match):
    return sorted(duty.act for duty in duties.duties_about(match.id) if duty.done_at is None)


def plan_words(worker, **more):
    today = clock.today()
    return {"title": "楼道亮起来", "why": "老人摸黑", "lead": worker, "starts_on": today,
            "ends_on": today + timedelta(30)} | more  # fmt: skip


def test_a_claim_is_confirmed_by_the_office_and_the_need_is_taken_up(worker, resident, claimed):
    assert (claimed.state, claimed.is_claim, turns_on(claimed)) == (MatchState.CLAIMED, True, ["answer_claim"])
    agreed = actions.agree_match(actor=worker, match=claimed)
    assert (agreed.state, turns_on(agreed), list(queries.standing())) == (
        MatchState.AGREED, ["carry_out_match"], [agreed],
    )  # fmt: skip
    agreed.need.refresh_from_db()
    assert agreed.need.state == NeedState.UNDERWAY
    assert next(str(each) for each in Message.objects.filter(person=resident)) == "「楼道灯不亮，老人摸黑」对上了"
    assert "有人认领，社区确认了" in [step.title for step in journeys.journey_of(agreed.need_id).steps]


def test_nobody_confirms_their_own(worker, dark, gives, colleague, claimed):
    own = gives("我来换灯", worker)  # a worker's own waits for a colleague
    giving.list_resource(actor=colleague, resource=own)
    mine = actions.claim_need(actor=worker, need=dark, resource=own)
    for actor, match in ((worker, mine), (claimed.giver, claimed)):
        with pytest.raises(Refused):
            actions.agree_match(actor=actor, match=match)
    with pytest.raises(Refused, match="您自己给的"):
        actions.ask_match(actor=worker, need=dark, resource=own)
    assert actions.agree_match(actor=colleague, match=mine).state == MatchState.AGREED


def test_one_claims_with_what_is_ones_own_and_on_the_list(somebody, dark, lamps, electrician, worker):
    resident, stranger = lamps.giver, somebody("路人")
    with pytest.raises(Refused, match="不是您给的"):
        actions.claim_need(actor=stranger, need=dark, resource=lamps)
    with pytest.raises(Refused, match="联系人"):
        actions.claim_need(actor=stranger, need=dark, partner=electrician)
    with pytest.raises(Invalid):
        actions.claim_need(actor=stranger, need=dark)
    giving.pause_resource(actor=resident, resource=lamps, why="出门")
    with pytest.raises(Refused, match="不在清单上"):
        actions.claim_need(actor=resident, need=dark, resource=lamps)
    taken = actions.claim_need(actor=electrician.contact, need=dark, partner=electrician)
    assert (taken.offer_words, taken.giver) == ("亮堂电工", electrician.contact)
    needs.answer_need(actor=worker, need=dark, answer="灯换好了", settled=True)
    with pytest.raises(Refused, match="不用再认领"):
        actions.claim_need(actor=electrician.contact, need=dark, partner=electrician)


def test_a_partner_without_agreement_claims_nothing(electrician, dark, monkeypatch):
    monkeypatch.setattr(queries, "is_bound", lambda _partner: False)
    with pytest.raises(Refused, match="没有在期的协议"):
        actions.claim_need(actor=electrician.contact, need=dark, partner=electrician)


def test_a_double_tap_claims_once_and_the_same_pair_once(resident, dark, lamps):
    key = ids.uuid7()
    one, other = (actions.claim_need(actor=resident, need=dark, resource=lamps, key=key) for _ in range(2))
    assert (one, Match.objects.count()) == (other, 1)
    with pytest.raises(Conflict, match="已经在办"):
        actions.claim_need(actor=resident, need=dark, resource=lamps)


def test_what_the_office_asked_is_answered_by_who_gives(worker, colleague, resident, dark, lamps):
    asked = actions.ask_match(actor=worker, need=dark, resource=lamps)
    assert (asked.state, turns_on(asked), duties.duties_about(asked.id)[0].person) == (
        MatchState.ASKED, ["answer_ask"], resident,
    )  # fmt: skip
    for actor in (worker, colleague):
        with pytest.raises(Refused):
            actions.agree_match(actor=actor, match=asked)
    assert actions.agree_match(actor=resident, match=asked).state == MatchState.AGREED


def test_for_a_unit_a_colleague_writes_how_it_said_yes(worker, colleague, dark, gives):
    asked = actions.ask_match(actor=worker, need=dark, resource=gives("应急灯", kind=Kind.GOODS))
    with pytest.raises(Refused):
        actions.agree_match(actor=worker, match=asked, answer="电话里说好了")
    with pytest.raises(Invalid):
        actions.agree_match(actor=colleague, match=asked)
    assert actions.agree_match(actor=colleague, match=asked, answer="电话里和张主任说好了").answered_by == colleague


def test_a_no_says_why_and_the_pair_may_be_tried_again(worker, resident, claimed, dark, lamps):
    with pytest.raises(Invalid):
        actions.decline_match(actor=worker, match=claimed, why=" ")
    declined = actions.decline_match(actor=worker, match=claimed, why="要有电工证")
    assert (declined.state, turns_on(declined)) == (MatchState.DECLINED, [])
    with pytest.raises(Refused):
        actions.agree_match(actor=worker, match=declined)
    assert actions.claim_need(actor=resident, need=dark, resource=lamps).state == MatchState.CLAIMED


def test_what_was_taken_back_after_a_yes_counts_as_not_kept(somebody, agreed, make_need):
    resident = agreed.giver
    with pytest.raises(Refused):
        actions.withdraw_match(actor=somebody("路人"), match=agreed, why="x")
    back = actions.withdraw_match(actor=resident, match=agreed, why="手伤了")
    assert (back.state, turns_on(back), queries.tracks().of_giver[resident.id].broken) == (
        MatchState.WITHDRAWN, [], 1,
    )  # fmt: skip
    said = [each.why for each in suggesting.for_need(make_need("楼道灯又坏了"))[0].fit.parts]
    assert said[-1] == "社区看过，答应过 1 回，办到 0 回"


def test_it_is_done_when_another_saw_it(worker, resident, agreed):
    with pytest.raises(Invalid):
        actions.say_done(actor=resident, match=agreed, on=clock.today() + timedelta(1), outcome="换好了")
    with pytest.raises(Invalid):
        actions.say_done(actor=resident, match=agreed, on=clock.today(), outcome="")
    done = actions.say_done(actor=resident, match=agreed, on=clock.today(), outcome="换了 4 盏灯")
    assert turns_on(done) == ["confirm_match"]
    with pytest.raises(Refused):
        actions.confirm_done(actor=resident, match=done)
    again = actions.send_back(actor=worker, match=done, why="三楼还有一盏")
    assert (again.state, again.outcome, turns_on(again)) == (MatchState.AGREED, "", ["carry_out_match"])
    done = actions.say_done(actor=resident, match=again, on=clock.today(), outcome="5 盏都亮了")
    with pytest.raises(Invalid):
        actions.confirm_done(actor=worker, match=done, stars=6)
    fulfilled = actions.confirm_done(actor=worker, match=done, stars=5)
    assert (fulfilled.state, fulfilled.confirmed_by, turns_on(fulfilled)) == (MatchState.FULFILLED, worker, [])
    assert (queries.tracks().of_giver[resident.id].kept, queries.tracks().of_giver[resident.id].stars) == (1, (5,))


def test_who_said_done_at_the_desk_does_not_confirm_it(worker, colleague, agreed):
    done = actions.say_done(actor=worker, match=agreed, on=clock.today(), outcome="换好了")
    with pytest.raises(Refused):
        actions.confirm_done(actor=worker, match=done)
    assert actions.confirm_done(actor=colleague, match=done).state == MatchState.FULFILLED


def test_needs_resources_and_a_project_are_linked_many_to_many(worker, resident, agreed, make_need, gives):
    with pytest.raises(Refused):
        actions.turn_into_project(actor=resident, match=agreed, **plan_words(worker))
    project = actions.turn_into_project(actor=worker, match=agreed, **plan_words(worker))
    wires = make_need("楼道电线乱")
    paint = actions.ask_match(actor=worker, need=wires, resource=gives("理电线", resident))
    paint = actions.agree_match(actor=resident, match=paint)
    joined = actions.join_project(actor=worker, match=paint, project=project)
    assert (joined.state, [match.need for match in project.matches.order_by("begun_at")]) == (
        MatchState.TURNED, [agreed.need, wires],
    )  # fmt: skip
    for need in (agreed.need, wires):
        assert f"一起办成项目 {project.number}" in [step.title for step in journeys.journey_of(need.id).steps]
    assert queries.lists().projects == []  # a plan is not public yet


def test_a_room_is_not_given_twice_at_one_time(worker, colleague, resident, make_need, gives):
    hall, day = gives("活动室", resident, kind=Kind.ROOM), clock.today() + timedelta(3)
    choir, chess, late = (make_need(title, NeedKind.CULTURE) for title in ("活动室排练", "活动室下棋", "活动室跳舞"))
    for need, begin, end in ((choir, 14, 16), (chess, 15, 17), (late, 16, 18)):
        actions.say_wish(actor=worker, need=need, kind=Kind.ROOM, on=day, from_time=time(begin), to_time=time(end))
    with pytest.raises(Conflict, match="同一时间给了两件"):
        actions.ask_many(actor=worker, chosen=[(choir, hall), (chess, hall)])
    plan = suggesting.plan()
    assert len([choice for choice in plan if choice.proposed]) == 2
    assert {choice.need for choice in plan if choice.proposed is None} == {chess}
    for match in actions.ask_many(actor=worker, chosen=[(choir, hall), (late, hall)]):
        actions.agree_match(actor=resident, match=match)
    asked = actions.ask_match(actor=worker, need=chess, resource=hall)
    with pytest.raises(Conflict, match="已经给了另一件"):
        actions.agree_match(actor=resident, match=asked)


def test_what_a_need_asks_for_is_said_in_whole(worker, resident, dark):
    day = clock.today() + timedelta(2)
    with pytest.raises(Refused):
        actions.say_wish(actor=resident, need=dark)
    for told in ({"from_time": time(9)}, {"from_time": time(9), "to_time": time(9), "on": day},
                 {"from_time": time(9), "to_time": time(10)}):  # fmt: skip
        with pytest.raises(Invalid):
            actions.say_wish(actor=worker, need=dark, **told)
    wish = actions.say_wish(actor=worker, need=dark, on=day, from_time=time(9), to_time=time(10), groups=[Group.ALONE])
    assert (wish.when_words, wish.group_words) == (f"{day.isoformat()} 09:00-10:00", ["独居老人"])
    assert actions.say_wish(actor=worker, need=dark).pk == wish.pk


def test_an_unanswered_claim_is_told_of_once(worker, claimed):
    with clock.stopped(clock.now() + timedelta(days=4)):
        assert [turns.tell_late() for _ in range(3)] == [1, 0, 0]
    assert Message.objects.filter(person=worker, subject__contains="时限").count() == 1


def test_only_its_two_sides_see_what_does_not_stand(worker, resident, somebody, claimed):
    assert [queries.visible_to(each).count() for each in (worker, resident, somebody("路人"), None)] == [1, 1, 0, 0]
    actions.agree_match(actor=worker, match=claimed)
    assert queries.visible_to(None).count() == 1
    assert list(queries.matches_of(resident)) == [claimed]
