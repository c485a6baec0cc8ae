"""Taking a roster in through the pages: read first, look, then take in; every problem row mendable in place."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.ground.intakes import kinds, queries
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.models import Intake, Paper
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home

pytestmark = pytest.mark.django_db
YUCAI = (Path(__file__).parents[3] / "papers" / "roster-yucai.xlsx").read_bytes()
ROSTER = "/c/haiwan/roster/"


@pytest.fixture
def browser(as_person, worker):
    return as_person(worker)


def send(browser, content=YUCAI, name="roster-yucai.xlsx", url=ROSTER, field="file"):
    return browser.post(url, {field: SimpleUploadedFile(name, content)})


def test_a_file_is_read_looked_at_and_taken_in(browser):
    look = send(browser).headers["Location"]
    page = browser.get(look).content.decode()
    assert "人员台账 第 341 行" in page
    assert "育才小区没有 4-1-602 这套房，请核对门牌。" in page
    assert Home.objects.count() == 0

    browser.post(f"{look}take/")

    assert Home.objects.count() == 256
    assert "已收入" in browser.get(look).content.decode()


def test_a_file_that_cannot_be_read_says_why_beside_the_field(browser):
    answer = send(browser, b"", "空.xlsx")
    assert answer.status_code == 422
    assert "「空.xlsx」是空的" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_row_is_mended_in_place_before_and_after(browser):
    look = send(browser).headers["Location"]
    row = queries.rows_of(Intake.objects.get()).get(number=341)
    address = f"{look}rows/{row.id}/"
    cells = dict(row.data)
    browser.post(f"{look}take/")

    still = browser.post(address, cells)
    assert (still.status_code, "没有 4-1-602" in still.content.decode()) == (422, True)
    assert browser.post(address, {**cells, "room": "4-1-502"}).status_code == 302

    assert Person.objects.filter(name="刘杰俊", household__home__room="502").exists()


def test_a_row_is_left(browser):
    look = send(browser).headers["Location"]
    row = queries.rows_of(Intake.objects.get()).get(number=403)
    browser.post(f"{look}rows/{row.id}/leave/")
    row.refresh_from_db()
    assert row.state == "left"


def test_the_problem_list_comes_as_a_workbook_and_goes_back(browser):
    look = send(browser).headers["Location"]
    browser.post(f"{look}take/")
    answer = browser.get(f"{look}problems.xlsx")
    assert answer.content[:2] == b"PK"
    back = send(browser, answer.content, "problems.xlsx", f"{look}mended/", "list-file")
    assert back.status_code == 302
    wrong = browser.post(f"{look}mended/", {}, follow=True)
    assert "请先选改好的清单文件" in wrong.content.decode()


def test_columns_are_put_right_by_hand_and_the_file_read_again(browser):
    text = "门牌,姓名,老电话,新号\n1-1-101,高雪,07158230001,19900206068\n".encode()
    look = send(browser, text, "海湾小区.csv").headers["Location"]
    address = f"{look}columns/"
    assert "老电话" in browser.get(address).content.decode()

    again = browser.post(
        address,
        {"column0": "room", "column1": "name", "column3": "phone", "file": SimpleUploadedFile("海湾小区.csv", text)},
    ).headers["Location"]
    browser.post(f"{again}take/")

    assert Person.objects.get(name="高雪").phone == "19900206068"


def test_a_file_is_put_away_or_taken_back(browser):
    look = send(browser).headers["Location"]
    browser.post(f"{look}drop/")
    assert Home.objects.count() == 0
    look = send(browser).headers["Location"]
    browser.post(f"{look}take/")
    assert browser.get(f"{look}undo/").status_code == 200
    browser.post(f"{look}undo/")
    assert Home.objects.count() == 0


def test_only_those_who_keep_the_roll_come_in(as_person, resident):
    assert as_person(resident).get(ROSTER).status_code == 403


def test_the_pages_ask_little(browser, django_assert_max_num_queries):
    look = send(browser).headers["Location"]
    for address in (ROSTER, look):
        with django_assert_max_num_queries(10):
            browser.get(address)


def test_a_large_file_is_read_by_the_worker_and_the_page_says_how_far_it_is(browser, run_jobs, monkeypatch):
    monkeypatch.setattr(kinds, "READ_AT_ONCE", 1000)
    look = send(browser).headers["Location"]
    page = browser.get(look).content.decode()
    assert ("正在读" in page, "读了 0 行" in page, "每一行都读准了" in page) == (True, True, False)
    assert Paper.objects.count() == 1
    run_jobs()
    page = browser.get(look).content.decode()
    assert ("待确认" in page, "人员台账 第 341 行" in page) == (True, True)
    assert Paper.objects.count() == 0


def test_a_large_file_that_cannot_be_read_says_so_on_its_page(browser, run_jobs, monkeypatch):
    monkeypatch.setattr(kinds, "READ_AT_ONCE", 10)
    look = send(browser, "姓,名\n张,三\n".encode(), "别的.csv").headers["Location"]
    run_jobs()
    page = browser.get(look).content.decode()
    assert ("读不了" in page, "表头" in page, "换一份再传" in page) == (True, True, True)


def test_a_file_that_was_left_behind_asks_to_be_sent_again(worker, run_jobs, monkeypatch):
    monkeypatch.setattr(kinds, "READ_AT_ONCE", 1000)
    intake = receiving.receive_roster(actor=worker, file_name="roster.xlsx", content=YUCAI)
    Paper.objects.all().delete()
    intake = receiving.read_received(intake=intake)
    assert (intake.state, intake.notes) == ("unreadable", ["这份文件没有读完就换了机器，请再传一次。"])


def test_while_it_is_taken_in_the_page_says_how_much_is_done(browser, worker, monkeypatch):
    monkeypatch.setattr(kinds, "AT_ONCE", 0)
    look = send(browser).headers["Location"]
    browser.post(f"{look}take/")
    intake = Intake.objects.get()
    assert queries.progress_of(intake).percent == 0
    taking.take_next_piece(intake=intake)
    done = queries.progress_of(intake)
    assert done == queries.Progress(1, intake.pieces.count())
    assert f"办到 {done.percent}%" in browser.get(look).content.decode()


def test_the_roll_is_downloaded_once_it_is_said_what_for(browser):
    assert browser.post(f"{ROSTER}out/", {"why": ""}).status_code == 422
    answer = browser.post(f"{ROSTER}out/", {"why": "交街道核对"})
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
