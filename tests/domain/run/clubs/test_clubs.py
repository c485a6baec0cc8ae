"""A club: who joins and leaves, what it does, how it grew, and its own rule."""

from datetime import date, time, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages import queries as messages
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import TeamKind
from hehuo.domain.ground.rolls.actions import teams
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.run.clubs import actions, queries, rules
from hehuo.domain.run.clubs.kinds import EventKind, WishState
from hehuo.domain.run.clubs.models import Event, Wish
from hehuo.flows.plan_rehearsals import plan_rehearsals


def inside(choir) -> int:
    return queries.member_count(choir.club)


class TestOpening:
    def test_the_office_opens_a_team_once(self, worker, choir):
        with pytest.raises(Conflict, match="已经可以报名"):
            actions.open_club(actor=worker, team=choir.team, about="再来一次")

    def test_nobody_else_does(self, choir, newcomer, worker):
        other = teams.make_team(actor=worker, name="太极队", kind=TeamKind.CULTURE, leader=newcomer)
        with pytest.raises(Refused):
            actions.open_club(actor=newcomer, team=other, about="打太极")

    @pytest.mark.parametrize(
        ("change", "why"),
        [({"about": " "}, "做什么"), ({"yes_percent": 0}, "1 到 100"), ({"most_members": 0}, "至少 1 人"),
         ({"most_fen": 0}, "大于零")],
    )  # fmt: skip
    def test_what_does_not_fit_is_refused(self, choir, change, why):
        with pytest.raises(Invalid, match=why):
            actions.edit_club(actor=choir.leader, club=choir.club, **change)

    def test_its_leaders_say_what_it_is(self, choir, newcomer):
        assert actions.edit_club(actor=choir.assistant, club=choir.club, meets="周四晚上").meets == "周四晚上"
        with pytest.raises(Refused):
            actions.edit_club(actor=newcomer, club=choir.club, meets="天天")


class TestJoining:
    def test_the_leader_answers_and_the_person_is_told(self, choir, newcomer):
        wish = actions.ask_to_join(actor=newcomer, club=choir.club, words="唱过女高音")
        assert [duty.act for duty in duties.open_duties().filter(person=choir.leader)] == ["answer_wish"]
        assert actions.take_in(actor=choir.assistant, wish=wish).state == WishState.TAKEN
        assert (inside(choir), duties.open_duties().filter(person=choir.leader).count()) == (9, 0)
        assert str(messages.inbox_of(newcomer).first().subject) == "您入队了：滨江合唱团"

    def test_the_journal_says_who_acted(self, worker, choir, newcomer):
        wish = actions.ask_to_join(actor=newcomer, club=choir.club)
        actions.take_in(actor=choir.assistant, wish=wish)
        added = Entry.objects.filter(act="teams.member_added").order_by("at", "id").last()
        assert added.actor_id == choir.assistant.id

    def test_who_joins_a_team_for_another_room_has_its_rule_asked_there(self, choir, newcomer):
        assert teams.join_team(actor=choir.assistant, team=choir.team, person=newcomer).person == newcomer
        with pytest.raises(Conflict, match="已经在队里"):
            teams.join_team(actor=choir.assistant, team=choir.team, person=newcomer)

    def test_asked_twice_is_asked_once(self, choir, newcomer):
        key = ids.uuid7()
        first = actions.ask_to_join(actor=newcomer, club=choir.club, key=key)
        assert actions.ask_to_join(actor=newcomer, club=choir.club, key=key) == first
        with pytest.raises(Conflict, match="已经申请了"):
            actions.ask_to_join(actor=newcomer, club=choir.club)

    def test_a_no_has_its_reason(self, choir, newcomer):
        wish = actions.ask_to_join(actor=newcomer, club=choir.club)
        with pytest.raises(Invalid, match="为什么"):
            actions.refuse_wish(actor=choir.leader, wish=wish, why=" ")
        actions.refuse_wish(actor=choir.leader, wish=wish, why="这学期满了，下学期再来")
        assert (inside(choir), Wish.objects.get().state) == (8, WishState.REFUSED)
        again = actions.ask_to_join(actor=newcomer, club=choir.club)
        assert actions.withdraw_wish(actor=newcomer, wish=again).state == WishState.WITHDRAWN

    def test_nobody_answers_but_who_leads(self, choir, newcomer):
        wish = actions.ask_to_join(actor=newcomer, club=choir.club)
        for actor in (newcomer, choir.singers[3]):
            with pytest.raises(Refused):
                actions.take_in(actor=actor, wish=wish)

    def test_a_full_club_takes_nobody(self, choir, newcomer):
        wish = actions.ask_to_join(actor=newcomer, club=choir.club)
        actions.edit_club(actor=choir.leader, club=choir.club, most_members=8)
        with pytest.raises(Refused, match="满 8 人"):
            actions.take_in(actor=choir.leader, wish=wish)
        actions.withdraw_wish(actor=newcomer, wish=wish)
        with pytest.raises(Refused, match="满 8 人"):
            actions.ask_to_join(actor=newcomer, club=choir.club)

    def test_an_open_one_takes_at_once(self, choir, newcomer):
        actions.edit_club(actor=choir.leader, club=choir.club, takes_anyone=True)
        assert actions.ask_to_join(actor=newcomer, club=choir.club).state == WishState.TAKEN
        with pytest.raises(Refused, match="已经在队里"):
            actions.ask_to_join(actor=newcomer, club=choir.club)

    def test_everybody_leaves_by_themselves_but_the_leader(self, choir):
        actions.leave(actor=choir.singers[4], club=choir.club, person=choir.singers[4])
        assert inside(choir) == 7
        with pytest.raises(Refused, match="先换一位队长"):
            actions.leave(actor=choir.leader, club=choir.club, person=choir.leader)
        with pytest.raises(Refused):
            actions.leave(actor=choir.singers[5], club=choir.club, person=choir.singers[6])
        with pytest.raises(Refused, match="不在队里"):
            actions.leave(actor=choir.singers[4], club=choir.club, person=choir.singers[4])


class TestWhatItDoes:
    def test_rehearsals_keep_the_room_and_are_sessions_of_the_club(self, worker, choir):
        first = clock.today() + timedelta(days=1)
        asked = {"actor": worker, "club": choir.club, "space": choir.room, "weekday": 2, "from_time": time(19),
                 "to_time": time(20, 30), "first_on": first, "last_on": first + timedelta(days=27), "capacity": 20,
                 "key": ids.uuid7()}  # fmt: skip
        made = plan_rehearsals(**asked)
        assert [each.session.leader_id for each in made] == [choir.leader.id] * 4
        assert plan_rehearsals(**asked) == made
        came = made[0].session
        with clock.stopped(came.starts_at):
            for singer in choir.singers[:3]:
                sessions.check_in(actor=choir.leader, session=came, person=singer)
        assert queries.events_of(choir.club).get(pk=made[0].pk).came == 3
        assert [each.name for each in queries.persons_at(made[0])] == ["何月英", "罗国强", "邓桂芳"]

    def test_only_who_runs_sessions_keeps_a_room_every_week(self, choir):
        with pytest.raises(Refused):
            plan_rehearsals(
                actor=choir.leader, club=choir.club, space=choir.room, weekday=2, from_time=time(19),
                to_time=time(20), first_on=clock.today(), last_on=clock.today(), capacity=20,
            )  # fmt: skip

    def test_a_show_names_those_who_went(self, choir, newcomer):
        noted = {"actor": choir.leader, "club": choir.club, "kind": EventKind.CONTEST, "title": "全区合唱比赛",
                 "on": clock.today(), "where": "文化馆"}  # fmt: skip
        show = actions.note_event(**noted, persons=choir.singers[:6], result="二等奖")
        assert queries.events_of(choir.club).get(pk=show.pk).came == 6
        with pytest.raises(Refused, match="白永康不在队里"):
            actions.note_event(**noted, persons=[newcomer])
        with pytest.raises(Invalid, match="还没到"):
            actions.note_event(**noted | {"on": clock.today() + timedelta(days=1)}, persons=choir.singers[:1])
        with pytest.raises(Invalid, match="在哪儿"):
            actions.note_event(**noted | {"where": " "})

    def test_a_mistake_is_taken_back_with_its_reason_and_counts_no_more(self, choir):
        show = actions.note_event(
            actor=choir.leader, club=choir.club, kind=EventKind.SHOW, title="演出", on=clock.today(), where="广场"
        )
        actions.withdraw_event(actor=choir.leader, event=show, why="记错日子")
        assert (queries.events_of(choir.club).count(), Event.objects.get().withdrawn_why) == (0, "记错日子")
        with pytest.raises(Refused, match="已经撤了"):
            actions.withdraw_event(actor=choir.leader, event=show, why="再撤")

    def test_a_session_of_somebody_else_is_not_the_clubs(self, worker, choir, newcomer):
        made = plan_rehearsals(
            actor=worker, club=choir.club, space=choir.room, weekday=2, from_time=time(19), to_time=time(20),
            first_on=clock.today() + timedelta(days=1), last_on=clock.today() + timedelta(days=7), capacity=20,
        )  # fmt: skip
        with pytest.raises(Conflict, match="已经算在"):
            actions.add_session(actor=choir.leader, club=choir.club, session=made[0].session, kind=EventKind.REHEARSAL)
        other = made[0].session
        other.leader = newcomer
        with pytest.raises(Refused, match="不是这支队"):
            actions.add_session(actor=choir.leader, club=choir.club, session=other, kind=EventKind.REHEARSAL)


def test_a_handful_becomes_a_choir_month_by_month(worker, somebody):
    """From eight to eighty-odd, counted in people at the end of each month; who left counts no more."""
    with clock.stopped(clock.at(date(2027, 3, 5), 9)):
        singers = [somebody(f"歌友{number}") for number in range(84)]
        team = teams.make_team(actor=worker, name="大坝合唱团", kind=TeamKind.CULTURE, leader=singers[0])
        for singer in singers[1:8]:
            teams.add_member(actor=worker, team=team, person=singer)
        club = actions.open_club(actor=worker, team=team, about="唱歌", takes_anyone=True)
    for month, upto in ((4, 20), (6, 45), (9, 84)):
        with clock.stopped(clock.at(date(2027, month, 10), 9)):
            for singer in singers[people.memberships_of(team).count() : upto]:
                actions.ask_to_join(actor=singer, club=club)
    with clock.stopped(clock.at(date(2027, 10, 3), 9)):
        actions.leave(actor=singers[5], club=club, person=singers[5])
        grown = [each.persons for each in queries.growth_of(club)]
    assert grown == [8, 20, 20, 45, 45, 45, 84, 83]


@pytest.mark.parametrize(
    ("rate", "yes", "members", "allowed"),
    [
        (12_000, 6, 8, True),
        (12_000, 5, 8, False),
        (20_000, 7, 10, True),
        (20_001, 10, 10, False),
        (100, 69, 100, False),
    ],
)
def test_its_rule_counts_the_yes_and_caps_what_one_pays(choir, rate, yes, members, allowed):
    assert rules.check_cost(choir.club, rate_fen=rate, yes=yes, members=members).allowed is allowed
