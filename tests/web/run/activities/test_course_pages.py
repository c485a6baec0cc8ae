"""Courses for everybody to read, and for a partner to open."""

from datetime import date, time
from io import BytesIO

import openpyxl
import pytest

from hehuo.core import clock
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
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.activities import actions, queries
from hehuo.domain.run.activities.models import Series
from hehuo.flows.book_series import book_series


@pytest.fixture(autouse=True)
def august():
    with clock.stopped(clock.at(date(2026, 8, 31), 9)):
        yield


@pytest.fixture
def contact(somebody):
    return somebody("许静", Role.PARTNER)


@pytest.fixture
def agreement(worker, secretary, contact):
    partner = Partner.objects.create(name="拾光文化", category=partners.ensure_category(name="商企"), contact=contact)
    application = Application.objects.create(
        number="2026-001", channel=Channel.DESK, name="拾光文化", category=partner.category, project="民族舞"
    )
    return Agreement.objects.create(
        number="2026-001", partner=partner, application=application, subject="民族舞", price_percent=50,
        starts_on=date(2026, 8, 1), ends_on=date(2026, 12, 31), share_nature=ShareNature.DONATION, made_by=worker,
        fund=funds.open_fund(actor=None, name="慈善基金", nature=FundNature.CHARITY),
        state=AgreementState.SIGNED, signed_by=secretary, signed_on=date(2026, 8, 1),
    )  # fmt: skip


@pytest.fixture
def room(worker):
    space = spaces.open_space(actor=worker, name="舞蹈室", seats=20, decision="海湾社〔2026〕12号")
    spaces.set_opening(
        actor=worker, space=space, audience=Audience.PARTNER, weekdays="12345",
        from_time=time(18, 30), to_time=time(21, 30),
    )  # fmt: skip
    return space


def test_a_partner_opens_a_course_that_everybody_then_reads(
    as_person, contact, agreement, room, django_assert_max_num_queries
) -> None:
    browser = as_person(contact)
    assert f"/c/haiwan/courses/open/{agreement.id}/" in browser.get("/c/haiwan/courses/mine/").text
    said = {
        "title": "民族舞", "space": str(room.id), "weekday": "2", "from_time": "10:00", "to_time": "11:30",
        "first_on": "2026-09-01", "last_on": "2026-09-30", "capacity": "12", "price": "19", "skips_holidays": "on",
        "note": "", "key": str(uuid7()),
    }  # fmt: skip
    address = f"/c/haiwan/courses/open/{agreement.id}/"
    assert browser.get(address).status_code == 200
    refused = browser.post(address, said)
    assert (refused.status_code, "9 月 1 日排不下" in refused.text) == (422, True)
    wrong = browser.post(address, {**said, "price": "十九"})
    assert (wrong.status_code, "不是金额" in wrong.text) == (422, True)
    opened = browser.post(address, {**said, "from_time": "19:30", "to_time": "21:00"})
    series = Series.objects.get()
    assert (opened.headers["Location"], series.price_fen) == (f"/c/haiwan/courses/{series.id}/", 1900)
    browser.logout()
    with django_assert_max_num_queries(10):
        courses = browser.get("/c/haiwan/courses/").text
    assert ("19.00" in courses, "下一节 9 月 1 日 19:30" in courses) == (True, True)
    with django_assert_max_num_queries(10):
        course = browser.get(f"/c/haiwan/courses/{series.id}/").text
    assert ("每周二" in course, "0 人，0 人次" in course, "再开一门" in course) == (True, True, False)


def test_the_days_left_out_are_named(as_person, contact, agreement, room) -> None:
    said = {
        "title": "民族舞", "space": str(room.id), "weekday": "4", "from_time": "19:30", "to_time": "21:00",
        "first_on": "2026-09-24", "last_on": "2026-10-08", "capacity": "12", "price": "19", "skips_holidays": "on",
        "note": "", "key": str(uuid7()),
    }  # fmt: skip
    opened = as_person(contact).post(f"/c/haiwan/courses/open/{agreement.id}/", said, follow=True)
    assert "放假、调休不上课的：10 月 1 日。" in opened.text


def test_others_open_no_course(as_person, resident, agreement) -> None:
    assert as_person(resident).get(f"/c/haiwan/courses/open/{agreement.id}/").status_code == 403


@pytest.fixture
def course(agreement, contact, worker, room):
    """Two evenings of a course, the first of them today."""
    return book_series(
        actor=worker, agreement=agreement, title="民族舞", space=room, weekday=1, from_time=time(19, 30),
        to_time=time(21), first_on=date(2026, 8, 31), last_on=date(2026, 9, 7), capacity=12,
    )  # fmt: skip


def test_the_grid_is_kept_up_on_one_page_and_taken_along(as_person, worker, contact, course, somebody) -> None:
    first, second = queries.sessions_of([course])
    dancers = [somebody(name) for name in ("高雪", "何伯")]
    for dancer in dancers:
        sessions.sign_up(actor=dancer, session=first, person=dancer)
    address, desk = f"/c/haiwan/courses/{course.id}/grid/", as_person(worker)
    tick = f"{dancers[0].id}:{first.id}"
    with clock.stopped(clock.at(date(2026, 8, 31), 20)):
        for _twice in range(2):
            desk.post(address, {"came": [tick]})
        page = desk.get(address).text
        other = f"{dancers[1].id}:{first.id}"
        ticked = [each for each in (tick, other) if f'value="{each}" checked' in page]
        assert ("1 人，1 人次" in page, ticked) == (True, [tick])
        assert desk.get(f"{address}print/").status_code == 200
        rows = openpyxl.load_workbook(BytesIO(b"".join(desk.get(f"{address[:-1]}.xlsx").streaming_content))).active
        assert [[cell.value for cell in row] for row in rows][1][:2] == ["何伯", "○"]
        desk.post(address, {"was": [tick]})
        assert "0 人，0 人次" in desk.get(address).text
        actions.keep_grid(actor=worker, series=course, came={(dancers[1].id, first.id)}, was=set())
        assert "1 人，1 人次" in desk.get(address).text
    assert (second.starts_at.day, as_person(dancers[0]).get(address).status_code) == (7, 403)


def test_the_leader_sees_the_names_of_the_grid_for_a_month(as_person, contact, worker, course, somebody) -> None:
    first, _second = queries.sessions_of([course])
    dancer = somebody("高雪")
    sessions.sign_up(actor=dancer, session=first, person=dancer)
    address, seen = f"/c/haiwan/courses/{course.id}/grid/", {}
    for day in (date(2026, 9, 30), date(2026, 10, 2), date(2026, 10, 9)):
        with clock.stopped(clock.at(day, 9)):
            answer = as_person(contact).get(address)
            seen[day.day] = (answer.status_code, "高雪" in answer.text)
    assert seen == {30: (200, True), 2: (200, False), 9: (403, False)}
    with clock.stopped(clock.at(date(2026, 10, 9), 9)):
        assert "高雪" in as_person(worker).get(address).text


def test_a_signed_partner_finds_the_wished_course_ready_and_opens_it(*, as_person, worker, agreement, contact):
    room = spaces.open_space(actor=worker, name="小教室", seats=24)
    spaces.set_opening(
        actor=worker, space=room, audience=Audience.PARTNER, weekdays="2", from_time=time(18), to_time=time(22)
    )
    application = agreement.application
    application.space, application.resident_fen = room, 2500
    application.times = [{"weekday": 1, "starts": "19:00", "ends": "20:30"}]
    application.save()
    (ready,) = queries.prepared_for(agreement)
    assert (ready.space, str(ready.time), ready.first_on) == (room, "周二 19:00—20:30", date(2026, 9, 1))
    mine = as_person(contact)
    page = mine.get("/c/haiwan/courses/mine/").content.decode()
    address = f"/c/haiwan/courses/open/{agreement.id}/?ready=1"
    assert (address in page, "周二 19:00—20:30" in page) == (True, True)
    form = mine.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {name: value for name, value in said.items() if value not in (None, False)}
    assert (said["capacity"], said["price"]) == (24, "25.00")
    assert mine.post(address, {**said, "price": "0"}).status_code == 302
    assert (Series.objects.get().weekday, queries.prepared_for(agreement)) == (2, [])
