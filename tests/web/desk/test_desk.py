"""The workbench: each role its own day, the most pressing first, figures that open their records."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel
from hehuo.web.desk.figures import figures_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday_noon(db):
    with clock.stopped(clock.at(date(2022, 10, 14), 12)):
        yield


def text(answer) -> str:
    return answer.content.decode()


def assign(about, act, hours, **who):
    return duties.assign(
        about=about, act=act, title=f"要办：{act}", verb="guan", due_at=clock.now() + timedelta(hours=hours), **who
    )


def test_the_day_is_grouped_and_counts_what_presses(as_person, worker, resident) -> None:
    assign(resident, "late", -6, person=worker)
    assign(resident, "today", 4, person=worker)
    assign(resident, "week", 70, power=Power.SORT_NEEDS)
    page = text(as_person(worker).get("/c/haiwan/desk/"))
    assert "今天 2 件要办" in page
    for words in ("超了时限", "今天到期", "这一周", "要办：week", "超 6 小时", "10 月 14 日", "星期五", "1 件超时"):
        assert words in page
    assert page.index("要办：late") < page.index("要办：today") < page.index("要办：week")


def test_each_role_sees_its_own_day(as_person, worker, somebody, resident) -> None:
    voice = needs.say_voice(actor=resident, words="3 栋后面没有路灯", channel=Channel.PHONE, speaker=resident)
    seen = text(as_person(worker).get("/c/haiwan/desk/"))
    assert f"/c/haiwan/needs/tray/?voice={voice.id}" in seen
    assert "分一分" in seen
    accountant = text(as_person(somebody("王会计", Role.ACCOUNTANT)).get("/c/haiwan/desk/"))
    assert "3 栋后面没有路灯" not in accountant
    assert "没有要办的了" in accountant
    assert "没分的声音" not in accountant


def test_what_waits_for_colleagues_is_one_tap_away(as_person, worker, secretary, resident) -> None:
    assign(resident, "theirs", 4, person=secretary, power=Power.SORT_NEEDS)
    browser = as_person(worker)
    assert "要办：theirs" not in text(browser.get("/c/haiwan/desk/"))
    assert "要办：theirs" in text(browser.get("/c/haiwan/desk/?whose=colleagues"))


def test_figures_open_their_records(worker, resident, somebody) -> None:
    needs.say_voice(actor=resident, words="没有路灯", channel=Channel.PHONE, speaker=resident)
    found = {figure.label: (figure.value, figure.url) for figure in figures_for(worker, "haiwan")}
    assert found == {
        "没分的声音": ("1", "/c/haiwan/needs/tray/"),
        "在办的需求": ("0", "/c/haiwan/needs/"),
        "正在公示": ("0", "/c/haiwan/postings/"),
        "近 30 天平均答复": ("—", "/c/haiwan/questions/?state=all"),
    }
    assert [figure.label for figure in figures_for(somebody("王会计", Role.ACCOUNTANT), "haiwan")] == ["正在公示"]


def test_residents_are_refused_with_the_reason(as_person, resident) -> None:
    assert as_person(resident).get("/c/haiwan/desk/").status_code == 403


def test_the_desk_costs_the_same_however_much_waits(as_person, worker, resident, django_assert_max_num_queries) -> None:
    for number in range(30):
        assign(resident, f"act_{number}", number, person=worker)
    browser = as_person(worker)
    with django_assert_max_num_queries(12):
        browser.get("/c/haiwan/desk/")
