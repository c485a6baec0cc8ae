"""The plan of a week as pages: one press, by hand, on paper, accepted, taken back."""

import pytest
from django.test import Client

from hehuo.core import ids
from hehuo.core.db.models import Installation
from hehuo.domain.build.timetables import queries
from hehuo.domain.build.timetables.models import Line, Week

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/weeks/"


@pytest.fixture
def desk(as_person, worker, farm):
    return as_person(worker)


@pytest.fixture
def week(desk):
    """The farm wants the roof on Saturday at noon."""
    said = {"key": str(ids.uuid7()), "monday": "2024-07-08", "shift_minutes": "30"}
    answer = desk.post(HOME, said)
    assert answer.status_code == 302
    return Week.objects.get()


def test_a_week_is_planned_in_one_press_and_shown_by_room(desk, week):
    page = desk.get(f"{HOME}{week.id}/").content.decode()
    for words in ("1 家想要场地，1 家排上了", "12:30—14:00", "就是想要的时间。", "三楼天空平台"):
        assert words in page
    assert "天空农场自然课" in desk.get(f"{HOME}{week.id}/print/").content.decode()
    assert str(week.id) in desk.get(HOME).content.decode()


def test_a_day_that_is_no_monday_is_asked_for_again(desk):
    answer = desk.post(HOME, {"key": str(ids.uuid7()), "monday": "2024-07-09", "shift_minutes": "30"})
    assert (answer.status_code, "请选一个星期一" in answer.content.decode()) == (422, True)


def test_a_line_is_moved_locked_and_taken_out_with_buttons(desk, week, roof):
    line = Line.objects.get()
    page = f"{HOME}lines/{line.id}/"
    for said, after in (
        ({"act": "move", "to": f"{roof.id}|6|09:00"}, ("周日 09:00—10:30", True)),
        ({"act": "unlock"}, ("周日 09:00—10:30", False)),
        ({"act": "lock"}, ("周日 09:00—10:30", True)),
        ({"act": "move", "to": ""}, ("周日 09:00—10:30", True)),
        ({"act": "move", "to": f"{roof.id}|1|03:00"}, ("周日 09:00—10:30", True)),
        ({"act": "out"}, ("None", False)),
    ):
        assert desk.post(page, said).status_code == 302
        line = queries.lines().get()
        assert (str(line.time), line.is_locked) == after
    assert desk.post(f"{HOME}{week.id}/again/").status_code == 302


def test_a_week_is_accepted_and_taken_back(desk, week):
    assert desk.post(f"{HOME}{week.id}/accept/").status_code == 302
    assert "初审通过后再按一次" in desk.get(f"{HOME}{week.id}/").content.decode()
    assert desk.post(f"{HOME}{week.id}/undo/").status_code == 302
    assert "已撤回" in desk.get(f"{HOME}{week.id}/").content.decode()


def test_only_those_who_run_the_recruitment_see_a_week(as_person, resident, week):
    assert Client().get(f"{HOME}{week.id}/").status_code == 302
    assert as_person(resident).get(f"{HOME}{week.id}/").status_code == 403


def test_a_week_costs_at_most_twenty_eight_statements(desk, week, django_assert_max_num_queries):
    Installation.objects.create(is_demo=False)
    desk.get(HOME)
    with django_assert_max_num_queries(28):
        assert desk.get(f"{HOME}{week.id}/").status_code == 200
