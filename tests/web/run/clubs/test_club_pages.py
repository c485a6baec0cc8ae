"""A club at the phone: found, joined, led; and what its members pay for together."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.kinds import SessionKind
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.clubs import actions, queries
from hehuo.domain.run.clubs.kinds import EventKind
from hehuo.domain.run.clubs.models import Club, Event, Wish
from hehuo.domain.run.levies import actions as levies
from hehuo.domain.run.levies import queries as levied


def at(path: str) -> str:
    return f"/c/haiwan/{path}"


def read(answer) -> str:
    return answer.content.decode()


def test_everybody_reads_what_it_does_and_nobody_reads_who_sings(client, choir):
    actions.note_event(
        actor=choir.leader, club=choir.club, kind=EventKind.CONTEST, title="合唱比赛", on=clock.today(), where="文化馆",
        persons=choir.singers[:6],
    )  # fmt: skip
    page = read(client.get(at(f"clubs/{choir.club.id}/")))
    event = read(client.get(at(f"clubs/shows/{Event.objects.get().id}/")))
    assert ("滨江合唱团" in read(client.get(at("clubs/"))), "8 人" in page, "6 人" in event) == (True, True, True)
    assert [each.name for each in choir.singers[2:] if each.name in page + event] == []
    assert "请先登录" in page


def test_a_neighbour_joins_and_the_leader_answers(as_person, choir, newcomer):
    phone = as_person(newcomer)
    phone.post(at(f"clubs/{choir.club.id}/"), {"words": "唱过", "key": ids.uuid7()})
    assert "等队长答应" in read(phone.get(at(f"clubs/{choir.club.id}/")))
    wish = Wish.objects.get()
    assert phone.get(at(f"clubs/wishes/{wish.id}/")).status_code == 403
    leader = as_person(choir.leader)
    assert "白永康" in read(leader.get(at(f"clubs/{choir.club.id}/manage/")))
    assert "唱过" in read(leader.get(at(f"clubs/wishes/{wish.id}/")))
    leader.post(at(f"clubs/wishes/{wish.id}/"), {"act": "take"})
    assert queries.member_count(choir.club) == 9
    mine = as_person(newcomer)
    assert "滨江合唱团" in read(mine.get(at("clubs/mine/")))
    mine.post(at(f"clubs/{choir.club.id}/leave/"))
    assert queries.member_count(choir.club) == 8


def test_a_no_without_a_reason_keeps_the_page(as_person, choir, newcomer):
    wish = actions.ask_to_join(actor=newcomer, club=choir.club)
    leader = as_person(choir.leader)
    assert leader.post(at(f"clubs/wishes/{wish.id}/"), {"act": "refuse", "why": ""}).status_code == 422
    leader.post(at(f"clubs/wishes/{wish.id}/"), {"act": "refuse", "why": "满了"})
    wish.refresh_from_db()
    assert wish.why == "满了"


def test_the_leader_keeps_the_club(as_person, choir):
    leader = as_person(choir.leader)
    edit = at(f"clubs/{choir.club.id}/edit/")
    assert "老歌新歌都唱" in read(leader.get(edit))
    said = {"about": "唱歌", "yes_percent": "60", "assistant": str(choir.singers[2].id), "most_fen": "88.00"}
    leader.post(edit, said)
    club = Club.objects.get()
    assert (club.about, club.yes_percent, club.most_fen, club.assistant) == ("唱歌", 60, 8800, choir.singers[2])
    note = at(f"clubs/{choir.club.id}/shows/new/")
    assert leader.get(note).status_code == 200
    leader.post(note, {"kind": "show", "title": "重阳演出", "on": clock.today(), "where": "广场", "key": ids.uuid7(),
                       "persons": [str(each.id) for each in choir.singers[:3]]})  # fmt: skip
    show = Event.objects.get()
    assert "何月英" in read(leader.get(at(f"clubs/shows/{show.id}/")))
    leader.post(at(f"clubs/shows/{show.id}/"), {"why": "记错了"})
    show.refresh_from_db()
    assert show.withdrawn_why == "记错了"
    member = queries.members_of(choir.club).get(person=choir.singers[7])
    leader.post(at(f"clubs/{choir.club.id}/members/{member.id}/release/"))
    assert queries.member_count(choir.club) == 7


def test_a_member_does_not_lead(as_person, choir):
    member = as_person(choir.singers[5])
    for path in ("manage", "edit", "shows/new", "rehearsals"):
        assert member.get(at(f"clubs/{choir.club.id}/{path}/")).status_code == 403


def test_the_office_opens_one_and_plans_its_week(as_person, worker, choir):
    desk = as_person(worker)
    plan = at(f"clubs/{choir.club.id}/rehearsals/")
    assert desk.get(plan).status_code == 200
    first = clock.today() + timedelta(days=1)
    answer = desk.post(plan, {"kind": "rehearsal", "space": str(choir.room.id), "weekday": "2", "from_time": "19:00",
                              "to_time": "20:30", "first_on": first, "last_on": first + timedelta(days=13),
                              "capacity": "20", "key": ids.uuid7()})  # fmt: skip
    assert (answer.status_code, Event.objects.count()) == (302, 2)
    assert "都开好了" in read(desk.get(at("clubs/open/")))


def test_a_session_that_the_leader_planned_is_counted_in(as_person, choir):
    booking = spaces.book(
        actor=choir.worker, space=choir.room, audience=Audience.OFFICE, purpose="加练",
        starts_at=clock.at(clock.today() + timedelta(days=1), 19),
        ends_at=clock.at(clock.today() + timedelta(days=1), 20),
    )  # fmt: skip
    extra = sessions.plan_session(
        actor=choir.worker, title="加练", kind=SessionKind.CLUB, booking=booking, capacity=20, leader=choir.leader
    )
    leader = as_person(choir.leader)
    assert "加练" in read(leader.get(at(f"clubs/{choir.club.id}/manage/")))
    leader.post(at(f"clubs/{choir.club.id}/sessions/{extra.id}/add/"))
    assert Event.objects.get().session == extra
    assert leader.post(at(f"clubs/{choir.club.id}/sessions/{ids.uuid7()}/add/")).status_code == 404


@pytest.fixture
def robes(worker, choir):
    fund = funds.open_fund(actor=None, name="户筹", nature=FundNature.LEVY, keeper="街道")
    return levies.draft_levy(
        actor=worker, title="演出服", why="比赛要统一", club=choir.club, fund=fund, rate_fen=12_000,
        due_on=clock.today() + timedelta(days=20),
    )  # fmt: skip


def test_members_say_yes_by_themselves_and_the_leader_writes_down_the_rest(as_person, choir, robes, newcomer):
    page = at(f"levies/{robes.id}/yes/")
    member = as_person(choir.singers[4])
    assert "我愿意出 120.00 元" in read(member.get(page))
    assert "演出服" in read(member.get(at(f"clubs/{choir.club.id}/")))
    member.post(page, {"act": "me"})
    assert ("您说了愿意" in read(member.get(page)), levied.said_yes(robes)) == (True, {choir.singers[4].id})
    member.post(page, {"act": "back"})
    assert levied.said_yes(robes) == set()
    leader = as_person(choir.leader)
    assert "代记" in read(leader.get(page))
    leader.post(page, {"act": "note", "person": [str(each.id) for each in choir.singers[:6]]})
    assert len(levied.said_yes(robes)) == 6
    stranger = as_person(newcomer)
    assert stranger.get(page).status_code == 403
    assert "演出服" not in read(stranger.get(at(f"clubs/{choir.club.id}/")))


def test_what_is_of_doors_is_not_there_for_a_club(as_person, worker, robes):
    desk = as_person(worker)
    for page in ("chain", "collectors"):
        assert desk.get(at(f"levies/{robes.id}/{page}/")).status_code == 404


def test_the_desk_begins_one_for_a_club(as_person, worker, choir, robes):
    desk = as_person(worker)
    form = read(desk.get(at("levies/new/")))
    assert "队伍的队员" in form
    said = {"title": "谱架", "why": "看不清", "payers": str(choir.club.id), "fund": str(robes.fund_id), "base": "home",
            "rate_fen": "30", "due_on": clock.today(), "key": ids.uuid7()}  # fmt: skip
    answer = desk.post(at("levies/new/"), said)
    page = read(desk.get(answer.url))
    assert ("谁愿意出" in page, "贴接龙" in page) == (True, False)
