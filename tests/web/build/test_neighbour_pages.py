"""Neighbour partners at the desk: sending a list, looking at it, taking it in and back; the list by kind."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.build.partners.models import Neighbour
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from tests.domain.build.partners.test_neighbour_lists import HE, LI, LI_AGAIN, paper

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/neighbours/"
UNNAMED = ["", "", "", "女", "党员", "", "甲队", ""]


def send(browser, *rows):
    page = browser.post(f"{HOME}lists/", {"file": SimpleUploadedFile("名单.xlsx", paper(*rows))})
    assert page.status_code == 302
    return page["Location"]


def test_a_list_is_looked_at_taken_in_and_taken_back(as_person, worker):
    desk = as_person(worker)
    assert desk.get(f"{HOME}lists/").status_code == 200
    page = send(desk, LI, LI_AGAIN, HE, UNNAMED)
    looked = desk.get(page).content.decode()
    assert ("4 行" in looked, "2 人" in looked, "没写姓名" in looked, Neighbour.objects.count()) == (
        True,
        True,
        True,
        0,
    )
    assert desk.post(f"{page}take/").status_code == 302
    listed = desk.get(HOME).content.decode()
    assert ("1 人不止一支队伍" in listed, "在队 3 人次" in listed) == (True, True)
    assert "贺洁" not in desk.get(f"{HOME}?kind=党员").content.decode()
    assert "贺洁" in desk.get(f"{HOME}?team=墟镇助老队").content.decode()
    assert "贺洁" not in desk.get(f"{HOME}?several").content.decode()
    assert desk.get(f"{page}undo/").status_code == 200
    assert (desk.post(f"{page}undo/").status_code, Neighbour.objects.count()) == (302, 0)


def test_a_line_is_put_right_or_left(as_person, worker):
    desk = as_person(worker)
    page = send(desk, LI, UNNAMED, UNNAMED)
    desk.post(f"{page}take/")
    one, other = IntakeRow.objects.order_by("number")
    assert desk.get(f"{page}rows/{one.id}/").status_code == 200
    assert desk.post(f"{page}rows/{one.id}/", {"name": "", "kind": "党员"}).status_code == 422
    assert desk.post(f"{page}rows/{one.id}/", {"name": "赵雨", "kind": "党员"}).status_code == 302
    assert desk.post(f"{page}rows/{other.id}/leave/").status_code == 302
    assert Neighbour.objects.count() == 2


def test_a_list_is_put_away_and_a_wrong_file_is_said(as_person, worker, resident):
    desk = as_person(worker)
    page = send(desk, LI)
    assert desk.post(f"{page}drop/").status_code == 302
    assert Intake.objects.get().state == "dropped"
    wrong = desk.post(f"{HOME}lists/", {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")})
    assert wrong.status_code == 422
    assert as_person(resident).get(HOME).status_code == 403


def test_the_list_asks_for_the_same_however_many_there_are(
    as_person, worker, django_assert_max_num_queries
):  # fmt: skip
    desk = as_person(worker)
    rows = [["", "文苑社区", f"合伙{name}", "男", "楼长", f"1990001{n:04d}", "甲队", ""] for n, name in enumerate(
        "甲乙丙丁戊己庚辛壬癸"
    )]  # fmt: skip
    desk.post(f"{send(desk, *rows)}take/")
    desk.get(HOME)
    with django_assert_max_num_queries(30):
        assert desk.get(HOME).status_code == 200
