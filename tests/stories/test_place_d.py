"""Place D at full size: 43 applications looked over in one go, a week for all of them, 15 partners in the end."""

from datetime import date, time, timedelta
from itertools import combinations

import pytest

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements import queries as signed
from hehuo.domain.build.agreements.actions import AgreementWords
from hehuo.domain.build.agreements.kinds import ExitKind, ShareNature
from hehuo.domain.build.recruitment import findings, queries
from hehuo.domain.build.recruitment.actions import applications, decisions, screening
from hehuo.domain.build.recruitment.kinds import Answer, CheckState, Flag, Stage
from hehuo.domain.build.timetables import actions as timetables
from hehuo.domain.build.timetables import planning
from hehuo.domain.build.timetables import queries as weeks
from hehuo.domain.build.timetables.planning.problem import mask_of
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.flows.import_applications import import_applications
from tests.stories.sky_farm.roll import PAPERS

pytestmark = pytest.mark.django_db
PAPER = PAPERS / "applications-gangwan.xlsx"
INSIDE = ((time(18, 30), time(21, 30)), (time(9), time(21, 30)))
ROOF = ((time(16), time(19)), (time(8), time(18, 30)))
ROOMS = {"舞蹈室": INSIDE, "戏曲室": INSIDE, "书画室": INSIDE, "多功能厅": INSIDE, "三楼天空平台": ROOF}
RECEIVED, MONDAY = date(2024, 7, 8), date(2024, 7, 15)


@pytest.fixture
def rooms(told):
    """The five rooms of Haiwan with the partners' hours of the list."""
    with clock.stopped(clock.at(date(2024, 6, 3), 9)):
        for name, (working, weekend) in ROOMS.items():
            room = spaces.open_space(actor=told.worker, name=name, seats=30, cleaning_minutes=0)
            for weekdays, (opens, closes) in (("12345", working), ("67", weekend)):
                spaces.set_opening(
                    actor=told.worker, space=room, audience=Audience.PARTNER, weekdays=weekdays, from_time=opens,
                    to_time=closes,
                )  # fmt: skip
    return told


@pytest.fixture
def received(rooms):
    """The list is taken in, and it is a Monday in July."""
    with clock.stopped(clock.at(RECEIVED, 9)):
        take(rooms.community.name)
        yield rooms


def take(community):
    return import_applications(actor=None, content=PAPER.read_bytes(), name=PAPER.name, community=community)


def named():
    return {
        (finding.application.row, finding.flag.value)
        for finding in findings.look().findings
        if finding.flag not in (Flag.CLASH, Flag.LICENCE)
    }


def test_43_applications_of_two_communities_are_looked_over_in_one_go(received):
    nanbeitai = Community.objects.create(code="nanbeitai", name="南北台社区", street=received.community.street)
    assert (findings.look().looked_at, named()) == (31, {
        (9, "price"), (14, "code"), (14, "time"), (15, "price"), (21, "duplicate"), (32, "time"), (37, "code"),
        (37, "price"), (37, "time"), (42, "price"), (45, "negative"),
    })  # fmt: skip
    with community_scope(nanbeitai):
        take(nanbeitai.name)
        assert (findings.look().looked_at, named() - {(row, "space") for row in range(50)}) == (12, {(43, "duplicate")})


def test_a_week_for_all_of_them_has_no_clash_and_keeps_every_rule(received):
    week = timetables.plan(actor=received.worker, monday=MONDAY, shift_minutes=60)
    lines = weeks.lines_of(week)
    placed = [line for line in lines if line.time]
    for one, other in combinations(placed, 2):
        if one.space_id == other.space_id or one.application_id == other.application_id:
            assert not mask_of(one.time) & mask_of(other.time), (one.application, other.application)
    for line in placed:
        working, weekend = ROOMS[line.space.name]
        opens, closes = weekend if line.time.is_weekend else working
        assert opens <= line.time.starts < line.time.ends <= closes
        assert abs(minutes(line.time.starts) - minutes(line.wanted_time.starts)) <= 60
    assert all(line.reason for line in lines)
    assert {line.application.row for line in lines if "初审单" in line.reason} == {21, 45}
    wanting = {line.application_id for line in lines if line.wanted}
    assert (len(wanting), len({line.application_id for line in placed})) == (28, 25)
    left = [line.reason for line in lines if line.wanted and not line.time]
    assert all(("不在" in reason or "给了「" in reason) and "空档" in reason for reason in left)
    if planning.has_exact():
        assert week.solver == "exact"
    again = weeks.lines_of(timetables.plan(actor=received.worker, monday=MONDAY, shift_minutes=60))
    assert [(line.application_id, line.time, line.reason) for line in again] == [
        (line.application_id, line.time, line.reason) for line in lines
    ]  # fmt: skip


def minutes(moment):
    return 60 * moment.hour + moment.minute


def test_15_partners_are_active_after_one_left_and_one_joined(received):
    with clock.stopped(clock.at(RECEIVED, 10)):
        charity = funds.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY)
        for pair in queries.duplicates():
            applications.join_applications(actor=received.worker, kept=pair.kept, second=pair.second)
        flagged = {finding.application.id for finding in findings.look().findings if finding.flag != Flag.LICENCE}
        clean = [each for each in queries.pipeline().order_by("row") if each.id not in flagged | clashing()]
        fine = [*clean, *(each for each in queries.pipeline().order_by("row") if each.id in clashing() - worse())]
        coming = fine[:16]
        assert len(coming) == 16
        for application in coming:
            come_to_posting(received, application)
    with clock.stopped(clock.at(RECEIVED + timedelta(days=9), 10)):
        made = [sign(received, application, charity) for application in coming[:15]]
        assert signed.in_force().count() == 15
    leave(received, made[3])
    assert signed.in_force().count() == 14
    with clock.stopped(clock.at(RECEIVED + timedelta(days=45), 10)):
        sign(received, coming[15], charity)
        assert signed.in_force().count() == 15
    assert queries.counts_by_stage()[Stage.AGREED] == 16


def leave(told, agreement):
    """By its own wish: told in time, decided, posted, settled, and over after its thirty days."""
    with clock.stopped(clock.at(RECEIVED + timedelta(days=10), 10)):
        leaving = agreements.start_exit(
            actor=told.worker, agreement=agreement, kind=ExitKind.OWN_WISH, why="老师搬家，两边商量好停"
        )
        leaving = agreements.decide_exit(actor=told.secretary, leaving=leaving, leaves=True, decision="同意，谢谢")
        leaving = agreements.post_exit(actor=told.secretary, leaving=leaving)
        for item in signed.items_of(leaving):
            agreements.settle_item(actor=told.worker, item=item, note="当面点清")
    with clock.stopped(clock.at(RECEIVED + timedelta(days=41), 10)):
        agreements.close_exit(actor=told.secretary, leaving=leaving)


def clashing():
    return {finding.application.id for finding in findings.look().findings if finding.flag == Flag.CLASH}


def worse():
    """Those with something against them beside a clash of rooms, which a plan solves."""
    return {
        finding.application.id for finding in findings.look().findings if finding.flag not in (Flag.CLASH, Flag.LICENCE)
    }


def come_to_posting(told, application):
    """First intention, papers, a trial that the secretary lets off in writing, three who decide, the posting."""
    screening.start_screening(actor=told.worker, application=application)
    for item in queries.screening_of(application):
        screening.check_item(actor=told.worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    screening.pass_screening(actor=told.worker, application=application)
    decisions.exempt_from_trial(actor=told.secretary, application=application, why="去年在社区试过三次，都满意")
    decision = decisions.open_decision(actor=told.worker, application=application, members=told.body)
    for member in told.body:
        decision = decisions.answer_decision(actor=member, decision=decision, answer=Answer.YES, opinion="")
    decisions.post_decision(actor=told.secretary, decision=decision)


def sign(told, application, charity):
    words = AgreementWords(
        subject=application.project, starts_on=clock.today(), ends_on=date(2024, 12, 31), price_percent=50,
        share_percent=15, share_nature=ShareNature.DONATION, fund=charity,
    )  # fmt: skip
    agreement = agreements.draft_agreement(actor=told.worker, application=application, words=words)
    agreements.name_steward(actor=told.worker, agreement=agreement, person=told.stewards[0])
    return agreements.sign_agreement(actor=told.secretary, agreement=agreement)
