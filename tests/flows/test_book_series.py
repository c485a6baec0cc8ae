"""A course is booked week by week, all of it or nothing, inside its agreement's term."""

from datetime import date, time

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.build.agreements.kinds import AgreementState, ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.kinds import Channel
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.sessions import rules as session_rules
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Booking, Slot
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.activities import actions, queries
from hehuo.domain.run.activities.models import Series
from hehuo.flows.book_series import book_series


@pytest.fixture(autouse=True)
def august():
    with clock.stopped(clock.at(date(2026, 8, 20), 9)):
        yield


@pytest.fixture
def partner_person(somebody):
    return somebody("许静", Role.PARTNER)


@pytest.fixture
def agreement(worker, secretary, partner_person):
    category = partners.ensure_category(name="商企")
    partner = Partner.objects.create(name="拾光文化", category=category, contact=partner_person)
    application = Application.objects.create(
        number="2026-001", channel=Channel.DESK, name="拾光文化", category=category, project="民族舞", partner=partner
    )
    return Agreement.objects.create(
        number="2026-001", partner=partner, application=application, subject="民族舞", price_percent=50,
        starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 31), share_nature=ShareNature.DONATION, made_by=worker,
        fund=funds.open_fund(actor=None, name="慈善基金", nature=FundNature.CHARITY),
        state=AgreementState.SIGNED, signed_by=secretary, signed_on=date(2026, 8, 20),
    )  # fmt: skip


@pytest.fixture
def dance_room(worker):
    space = spaces.open_space(actor=worker, name="舞蹈室", seats=20, decision="海湾社〔2026〕12号")
    spaces.set_opening(
        actor=worker, space=space, audience=Audience.PARTNER, weekdays="12345",
        from_time=time(18, 30), to_time=time(21, 30),
    )  # fmt: skip
    return space


@pytest.fixture
def course(partner_person, agreement, dance_room):
    """Thursday evenings in September and October; 10-01 is a holiday."""

    def make(**changes):
        said = {
            "actor": partner_person, "agreement": agreement, "title": "民族舞", "space": dance_room, "capacity": 12,
            "weekday": 4, "from_time": time(19, 30), "to_time": time(21, 0), "first_on": date(2026, 9, 14),
            "last_on": date(2026, 10, 15), "price_fen": 1900,
        }  # fmt: skip
        return book_series(**{**said, **changes})

    return make


def days(series: Series) -> list[str]:
    return [f"{clock.local(session.starts_at):%m-%d %H:%M}" for session in queries.sessions_of([series])]


def test_each_week_is_booked_and_the_holiday_left_out(course, agreement, partner_person) -> None:
    series = course()
    assert days(series) == ["09-17 19:30", "09-24 19:30", "10-08 19:30", "10-15 19:30"]
    assert (Booking.objects.count(), Slot.objects.count()) == (4, 24)
    session = queries.sessions_of([series])[0]
    assert (session.capacity, session.price_fen, session.leader) == (12, 1900, partner_person)
    assert session_rules.may_run(partner_person, session)


def test_the_threads_lead_from_the_agreement_to_each_session(course, agreement) -> None:
    series = course()
    assert [thing.kind for thing in threads.later_of(agreement.id)] == ["activities.series"] + ["sessions.session"] * 4
    assert queries.series_of(queries.sessions_of([series])[0].id) == series
    assert [list(found) for found in (queries.of_agreement(agreement), queries.running())] == [[series], [series]]


def test_a_holiday_that_is_not_left_out_follows_sunday_hours_and_stops_the_course(course) -> None:
    with pytest.raises(Refused) as refused:
        course(skips_holidays=False)
    assert refused.value.say.startswith("10 月 1 日排不下：")
    assert Series.objects.count() == Booking.objects.count() == Session.objects.count() == 0


@pytest.fixture
def sunday_hours(worker, dance_room):
    """The room is open on Sundays too; 2026-09-20 is a Sunday on which offices work, by Monday's hours."""
    spaces.set_opening(
        actor=worker, space=dance_room, audience=Audience.PARTNER, weekdays="7",
        from_time=time(14), to_time=time(17),
    )  # fmt: skip
    return {"weekday": 7, "from_time": time(14, 30), "to_time": time(16), "last_on": date(2026, 10, 11)}


def test_a_shifted_workday_that_shuts_the_room_is_left_out_like_a_holiday(course, sunday_hours) -> None:
    assert days(course(**sunday_hours, first_on=date(2026, 9, 13))) == ["09-13 14:30", "10-11 14:30"]


def test_a_shifted_workday_stops_a_course_that_asked_for_every_week(course, sunday_hours) -> None:
    with pytest.raises(Refused, match=r"9 月 20 日排不下：.*调休上班，按星期一算"):
        course(**sunday_hours, first_on=date(2026, 9, 13), skips_holidays=False)
    assert Booking.objects.count() == 0


def test_hours_that_never_fit_and_a_clash_still_refuse_the_whole_course(
    course, sunday_hours, worker, dance_room
) -> None:
    with pytest.raises(Refused, match="9 月 13 日排不下"):
        course(**sunday_hours | {"from_time": time(16), "to_time": time(17, 30)}, first_on=date(2026, 9, 13))
    spaces.book(
        actor=worker, space=dance_room, audience=Audience.OFFICE, purpose="居民代表会议",
        starts_at=clock.at(date(2026, 10, 11), 15), ends_at=clock.at(date(2026, 10, 11), 15, 30),
    )  # fmt: skip
    with pytest.raises(Conflict, match="10 月 11 日排不下"):
        course(**sunday_hours, first_on=date(2026, 9, 13))
    assert (Series.objects.count(), Booking.objects.count()) == (0, 1)


def test_the_first_clash_is_named_and_nothing_is_booked(course, worker, dance_room) -> None:
    spaces.book(
        actor=worker, space=dance_room, audience=Audience.OFFICE, purpose="居民代表会议",
        starts_at=clock.at(date(2026, 10, 8), 20), ends_at=clock.at(date(2026, 10, 8), 20, 30),
    )  # fmt: skip
    with pytest.raises(Conflict) as conflict:
        course()
    assert conflict.value.say == ("10 月 8 日排不下：这间屋 20:00 已有人订，20:30 以后空着。一节也没有订，改好再来。")
    assert (Series.objects.count(), Booking.objects.count()) == (0, 1)


def test_the_course_stays_inside_the_agreement(course) -> None:
    with pytest.raises(Refused, match="协议从 2026-09-01 到 2026-12-31"):
        course(last_on=date(2027, 1, 31))
    with pytest.raises(Refused, match="没有一个上课的日子"):
        course(first_on=date(2026, 9, 14), last_on=date(2026, 9, 15))


def test_an_unsigned_agreement_a_stranger_and_a_course_without_a_name_are_refused(course, agreement, somebody) -> None:
    with pytest.raises(Invalid):
        course(title=" ")
    with pytest.raises(Refused):
        course(actor=somebody("别人", Role.PARTNER))
    agreement.state = AgreementState.DRAFT
    with pytest.raises(Refused, match="协议签好、没有暂停才能开课"):
        course(agreement=agreement)


def test_a_paid_course_needs_the_space_s_decision_and_a_free_one_does_not(course, worker, dance_room) -> None:
    spaces.change_space(actor=worker, space=dance_room, decision="")
    dance_room.refresh_from_db()
    with pytest.raises(Refused, match="收费使用要先有决定文件"):
        course()
    assert len(days(course(price_fen=0))) == 4


def test_two_taps_open_one_course(course) -> None:
    key = uuid7()
    assert course(key=key) == course(key=key)
    assert Series.objects.count() == 1


def test_courses_are_opened_and_filled_by_who_may(agreement, resident, dance_room, course) -> None:
    with pytest.raises(Refused):
        actions.open_series(actor=resident, agreement=agreement, title="课")
    with pytest.raises(Refused):
        actions.add_sessions(actor=resident, series=course(), sessions=[])
