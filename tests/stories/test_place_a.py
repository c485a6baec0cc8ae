"""Place A: three kinds of partner, up to three stewards, help solved in time, and support only after assessment.

Twenty instructors teach in seven estates, the scheme goes on to them, cleaning is at cost, a choir grows.
"""

from datetime import date, time

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, HehuoError, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.actions.staff import StaffWords
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.stewards import actions, queries
from hehuo.domain.build.stewards.kinds import Period, Urgency
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.kinds import TeamKind
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places.addresses import HomeNumber
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.rolls.actions import places as rolls
from hehuo.domain.ground.rolls.actions import teams
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.support import actions as support
from hehuo.domain.judge.support.kinds import Kind
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.clubs import actions as clubs
from hehuo.domain.run.clubs import queries as club_queries
from hehuo.domain.run.services import actions as services
from hehuo.domain.run.services.kinds import Basis
from hehuo.domain.share.recipes import actions as recipes
from hehuo.domain.share.recipes import queries as copied
from hehuo.domain.share.recipes.kinds import PartKind
from hehuo.flows.book_series import book_series
from hehuo.flows.set_up_piece import set_up_piece
from tests.domain.build.agreements.conftest import AFTER_POSTING, _july, charity, draft, posted, words
from tests.domain.judge.reviews.conftest import farm, finished, review, score, scorers
from tests.domain.run.services.conftest import signed

__all__ = [
    "_july", "charity", "draft", "farm", "finished", "posted", "review", "score", "scorers", "signed", "words",
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def stewards(somebody):
    return [somebody(name, Role.STEWARD) for name in ("何嘉怡", "李国华", "麦少芬", "谢伟明")]


def test_partners_are_of_three_kinds_and_the_names_are_the_place_s_own(haiwan):
    kinds = {name: partners.ensure_category(name=name).party for name in ("商企", "社群", "个体")}
    assert kinds == {"商企": Party.ORGANISATION, "社群": Party.GROUP, "个体": Party.SINGLE}


def test_three_stewards_take_turns_a_fourth_is_refused_and_help_is_solved_in_time(worker, secretary, draft, stewards):
    for person in stewards[:3]:
        agreements.name_steward(actor=worker, agreement=draft, person=person)
    with pytest.raises(Refused, match="最多 3 位"):
        agreements.name_steward(actor=worker, agreement=draft, person=stewards[3])
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        signed = agreements.sign_agreement(actor=secretary, agreement=draft)
        contact = signed.partner.contact
        actions.set_rota(actor=worker, agreement=signed, period=Period.WEEK, from_on=AFTER_POSTING, first=stewards[1])
    turns = [queries.on_turn(signed, date(2024, 7, day)) for day in (9, 16, 23, 30)]
    assert turns == [stewards[1], stewards[2], stewards[0], stewards[1]]
    with clock.stopped(clock.at(date(2024, 7, 18), 20)):  # Thursday, the third steward's week
        asked = actions.ask_help(actor=contact, agreement=signed, what="想借投影仪", urgency=Urgency.SOON)
    assert (asked.steward, asked.due_on) == (stewards[2], date(2024, 7, 23))
    with clock.stopped(clock.at(date(2024, 7, 22), 10)):  # a weekend between
        actions.take_help(actor=stewards[2], asked=asked)
        solved = actions.solve_help(actor=stewards[2], asked=asked, result="从街道借来了")
        actions.confirm_help(actor=contact, asked=solved)
        figures = queries.figures()
    assert (solved.days, solved.solved_on <= asked.due_on) == (2, True)
    assert (figures.asked, figures.solved, figures.late, figures.median_days) == (1, 1, 0, 2)


def test_support_is_refused_without_assessment_granted_after_it_and_used_to_its_end(
    secretary, review, finished, stewards
):
    farm, scorers = review.partner, [each.person for each in reviews.reviewers_of(review)]
    said = {"actor": stewards[0], "partner": farm, "kind": Kind.VENUE, "what": "排练厅", "amount": 40}
    with pytest.raises(Refused, match="先考核、公示、定案，再给支持"):
        support.ask_support(**said, until_on=date(2025, 6, 30))
    final = finished(review, scorers)
    assert (final.points_words, final.band, reviews.stars_of([farm.id])) == ("91.00", "五星", {farm.id: final})
    with clock.stopped(clock.at(date(2025, 1, 20), 9)):
        asked = support.ask_support(**said, until_on=date(2025, 6, 30))
        granted = support.decide_support(actor=secretary, support=asked, grants=True, words="五星，同意")
        support.note_use(actor=stewards[0], support=granted, amount=20, on=date(2025, 1, 20), note="合唱排练")
        with pytest.raises(Refused, match="只剩 20 小时"):
            support.note_use(actor=stewards[0], support=granted, amount=21, on=date(2025, 1, 20), note="连排")
    granted.refresh_from_db()
    assert (granted.used, granted.left) == (20, 20)


@pytest.fixture
def seven_estates(worker):
    """Seven estates without a firm, a committee or upkeep, each with six homes and a room of its own."""
    found = []
    for name in ("东风", "红旗", "水运", "纺织", "汽配", "粮食", "港务"):
        estate = places.ensure_place(kind=PlaceKind.ESTATE, name=f"{name}小区")
        for number in range(1, 7):
            places.ensure_home(estate=estate, number=HomeNumber("1", "", f"{number}01"))
        rolls.mark_unmanaged(actor=worker, estate=estate, is_unmanaged=True)
        room = spaces.open_space(actor=worker, name=f"{name}活动室", seats=30)
        spaces.set_opening(
            actor=worker, space=room, audience=Audience.PARTNER, weekdays="1234567", from_time=time(8),
            to_time=time(21),
        )  # fmt: skip
        found.append((estate, room))
    return found


def test_twenty_instructors_teach_in_seven_estates_and_never_in_two_places_at_once(
    worker, signed, somebody, seven_estates
):
    partner = signed.partner
    teachers = []
    for number in range(20):
        teacher = somebody(f"教练{number:02d}", phone=f"138000010{number:02d}")
        words = StaffWords(name=teacher.name, role="太极教练", phone=teacher.phone)
        partners.add_staff(actor=partner.contact, partner=partner, words=words)
        teachers.append(teacher)
    week = {
        "actor": worker, "agreement": signed, "capacity": 20, "first_on": date(2024, 7, 15),
        "last_on": date(2024, 8, 11), "skips_holidays": False,
    }  # fmt: skip
    for number, teacher in enumerate(teachers):
        hour = 18 + number // 7
        book_series(
            **week, title=f"太极 {number:02d}", space=seven_estates[number % 7][1], weekday=number % 7 + 1,
            from_time=time(hour), to_time=time(hour + 1), leader=teacher,
        )  # fmt: skip
    held = list(activities.sessions_of(activities.of_agreement(signed)))
    assert (len(held), len({each.leader_id for each in held}), len({each.space_id for each in held})) == (80, 20, 7)
    assert len({(each.leader_id, each.starts_at) for each in held}) == 80
    assert len({(each.space_id, each.starts_at) for each in held}) == 80
    again = {**week, "title": "加一节", "weekday": 1, "from_time": time(18, 30), "to_time": time(19, 30)}
    with pytest.raises(Refused, match="老师在东风活动室带「太极 00」"):
        book_series(**again, space=seven_estates[1][1], leader=teachers[0])
    with pytest.raises(Conflict, match="一节也没有订"):
        book_series(**again, space=seven_estates[0][1], leader=teachers[1])
    with pytest.raises(Refused, match="的人员名单上"):
        book_series(**again, space=seven_estates[1][1], leader=somebody("外来的教练"))
    assert activities.of_agreement(signed).count() == 20


def test_the_scheme_goes_on_to_seven_estates_each_with_its_own_homes(worker, secretary, seven_estates):
    first = places.ensure_place(kind=PlaceKind.ESTATE, name="滨江家园")
    for number in range(1, 5):
        places.ensure_home(estate=first, number=HomeNumber("1", "", f"{number}01"))
    repaired = projects.begin_project(
        actor=worker, title="门头修缮", why="墙皮砸过车", lead=worker, place=first, starts_on=date(2024, 3, 1),
        ends_on=date(2024, 4, 30),
    )  # fmt: skip
    projects.add_line(actor=worker, project=repaired, what="单元门换锁", fen=40_000)
    scheme = recipes.write_recipe(actor=worker, title="抱团修缮", story="先挨家问，再贴预算。")
    recipes.keep_part(actor=worker, recipe=scheme, kind=PartKind.PROJECT, thing_id=repaired.id)
    for estate, _room in seven_estates:
        setup = recipes.begin_setup(actor=worker, recipe=scheme, place=estate, starts_on=date(2024, 7, 1), lead=worker)
        project = set_up_piece(actor=worker, piece=setup.pieces.get())
        projects.approve_project(actor=secretary, project=projects.ask_project(actor=worker, project=project))
    spread = copied.spread_of(scheme)
    assert (spread.going, [row.made for row in spread.rows]) == (7, [1] * 7)
    # 100 yuan a home there are 600 for six homes here, and the estates say from where they have it
    assert {row.pieces[0][1].figures["planned_fen"] for row in spread.rows} == {60_000}
    assert {row.setup.place.is_unmanaged for row in spread.rows} == {True}
    assert copied.made_as(PartKind.PROJECT, project.id).part.recipe == scheme


def test_cleaning_is_marked_at_cost_and_dearer_than_that_is_refused(worker, secretary, signed):
    said = {
        "actor": worker, "agreement": signed, "name": "下水疏通", "unit": "次", "market_fen": 12_000,
        "source": "三家店标价", "seen_on": date(2024, 7, 1), "basis": Basis.COST, "cost_fen": 7_500,
    }  # fmt: skip
    with pytest.raises(HehuoError):
        services.set_price(**said, resident_fen=7_500)  # above half of the market, and no clause allows cost
    services.quote_cost_clause(actor=secretary, agreement=signed, words="标“成本”的按成本价收")
    with pytest.raises(HehuoError):
        services.set_price(**said, resident_fen=7_600)
    item = services.set_price(**said, resident_fen=7_500)
    assert (item.resident_fen, item.cost_fen) == (7_500, 7_500)


def test_the_choir_grows_from_eight_to_eighty_odd_and_sings_in_its_room(worker, somebody):
    with clock.stopped(clock.at(date(2027, 3, 5), 9)):
        singers = [somebody(f"歌友{number}") for number in range(84)]
        team = teams.make_team(actor=worker, name="滨江合唱团", kind=TeamKind.CULTURE, leader=singers[0])
        for singer in singers[1:8]:
            teams.add_member(actor=worker, team=team, person=singer)
        choir = clubs.open_club(actor=worker, team=team, about="老歌新歌都唱", assistant=singers[1], takes_anyone=True)
    with clock.stopped(clock.at(date(2027, 9, 10), 9)):
        for singer in singers[8:]:
            clubs.ask_to_join(actor=singer, club=choir)
        with pytest.raises(Refused, match="已经在队里了"):  # a second tap counts nobody twice
            clubs.ask_to_join(actor=singers[-1], club=choir)
    with clock.stopped(clock.at(date(2027, 10, 3), 9)):
        grown = [each.persons for each in club_queries.growth_of(choir)]
    assert (grown[0], grown[-1]) == (8, 84)
