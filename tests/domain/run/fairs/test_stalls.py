"""A fair planned; stalls asked for, answered by another, given a place, taken back."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.run.fairs import actions, queries
from hehuo.domain.run.fairs.kinds import StallState


class TestFairs:
    def test_one_fair_a_day_and_place(self, fair, worker):
        with pytest.raises(Conflict, match="已经有一场"):
            actions.plan_fair(actor=worker, title="又一场", on=clock.today(), place="文苑广场")

    @pytest.mark.parametrize(("said", "why"), [({"title": " "}, "叫什么"), ({"place": ""}, "在哪儿")])
    def test_what_is_missing_is_said(self, worker, said, why):
        with pytest.raises(Invalid, match=why):
            actions.plan_fair(actor=worker, **{"title": "集市", "on": clock.today(), "place": "广场"} | said)

    def test_only_who_runs_sessions_plans_one(self, somebody):
        with pytest.raises(Refused):
            actions.plan_fair(actor=somebody("路人"), title="集市", on=clock.today(), place="广场")

    def test_a_fair_called_off_tells_who_has_a_stall(self, fair, worker):
        actions.cancel_fair(actor=worker, fair=fair.fair, why="下大雨")
        assert [str(messages.inbox_of(who).first().subject) for who in (fair.keeper, fair.other)] == [
            "集市取消了：文苑集市"
        ] * 2
        with pytest.raises(Refused):
            actions.count(actor=fair.keeper, stall=fair.stall)

    def test_an_office_adds_kinds_of_its_own(self, worker, kinds):
        assert len(kinds) == 12
        assert actions.add_kind(actor=worker, name="修自行车").order == 13
        with pytest.raises(Conflict):
            actions.add_kind(actor=worker, name="修自行车")


class TestStalls:
    def test_a_unit_asks_and_another_answers(self, fair, worker, colleague):
        assert [duty.act for duty in duties.open_duties()] == ["answer_stall"]
        actions.approve_stall(actor=worker, stall=fair.asked, number=2)
        assert (duties.open_duties().count(), str(messages.inbox_of(fair.other).first().subject)) == (
            0,
            "摊位定了：文苑集市",
        )
        own = actions.ask_stall(actor=worker, fair=fair.fair, kind=fair.stall.kind, unit="社区")
        with pytest.raises(Refused, match="另一位同事"):
            actions.approve_stall(actor=worker, stall=own)
        assert actions.approve_stall(actor=colleague, stall=own).state == StallState.APPROVED

    def test_asked_twice_is_asked_once(self, fair):
        key = ids.uuid7()
        said = {"actor": fair.other, "fair": fair.fair, "kind": fair.stall.kind, "unit": "中医院", "key": key}
        assert actions.ask_stall(**said) == actions.ask_stall(**said)
        with pytest.raises(Conflict):
            actions.ask_stall(**said | {"key": None})

    def test_a_place_holds_one_stall(self, fair, worker):
        with pytest.raises(Conflict, match="1 号位"):
            actions.approve_stall(actor=worker, stall=fair.asked, number=1)
        actions.approve_stall(actor=worker, stall=fair.asked, number=2)
        with pytest.raises(Conflict):
            actions.place_stall(actor=worker, stall=fair.asked, number=1)
        assert actions.place_stall(actor=worker, stall=fair.asked, number=3).number == 3

    def test_no_has_a_reason(self, fair, worker):
        with pytest.raises(Invalid):
            actions.decline_stall(actor=worker, stall=fair.asked, why="")
        actions.decline_stall(actor=worker, stall=fair.asked, why="配钥匙已经有两家")
        assert "两家" in str(messages.inbox_of(fair.other).first().body)

    def test_a_unit_takes_its_stall_back_and_asks_again(self, fair):
        with pytest.raises(Refused):
            actions.withdraw_stall(actor=fair.keeper, stall=fair.asked)
        assert actions.withdraw_stall(actor=fair.other, stall=fair.asked).state == StallState.WITHDRAWN
        again = actions.ask_stall(actor=fair.other, fair=fair.fair, kind=fair.asked.kind, unit="巧匠友邻队")
        assert (again.id, again.state) == (fair.asked.id, StallState.ASKED)

    def test_a_stall_at_which_people_were_counted_is_not_taken_back(self, fair):
        actions.count(actor=fair.keeper, stall=fair.stall)
        with pytest.raises(Refused, match="1 人次"):
            actions.withdraw_stall(actor=fair.keeper, stall=fair.stall)

    def test_entered_at_the_desk_it_stands_at_once(self, fair, worker, kinds):
        made = actions.add_stall(actor=worker, fair=fair.fair, kind=kinds["法律咨询"], unit="区司法局", number=5)
        assert [stall.number for stall in queries.stalls_of(fair.fair)] == [1, 5, None]
        assert made.is_standing

    def test_a_fair_that_is_over_takes_no_stall(self, fair, kinds):
        with clock.stopped(clock.now() + timedelta(days=1)), pytest.raises(Refused, match="已经办过"):
            actions.ask_stall(actor=fair.other, fair=fair.fair, kind=kinds["手机贴膜"], unit="x")
