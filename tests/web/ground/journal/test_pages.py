"""Who did and who saw what: filtered, paged by the last line seen, in words for those who may read them."""

import io
from datetime import timedelta

import openpyxl
import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.insight.holdings import audits, rules

pytestmark = pytest.mark.django_db
PAGE = "/c/haiwan/journal/"


@pytest.fixture
def supervisor(somebody):
    return somebody("梁秋生", Role.SUPERVISOR)


@pytest.fixture
def acts(worker, resident):
    for number in range(3):
        with clock.stopped(clock.now() - timedelta(days=number)):
            journal.record(actor=worker, act="people.edited", thing=resident, words="门牌写错了")
            journal.record(actor=worker, act="books.money_requested", thing=worker, words="两把椅子")
    journal.look(actor=worker, thing=resident, field="phone", why="上门联系")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SECRETARY, Role.ADMINISTRATOR])
def test_those_who_watch_over_the_office_read_it(as_person, somebody, acts, role):
    browser = as_person(somebody("梁秋生", role))
    page = browser.get(PAGE).content.decode()
    assert "周玉梅改了资料：吴秀兰" in page
    assert "周玉梅看了电话：吴秀兰" in browser.get(PAGE + "seen/").content.decode()


def test_a_resident_and_a_worker_do_not(as_person, resident, worker, acts):
    for person in (resident, worker):
        assert [as_person(person).get(PAGE + page).status_code for page in ("", "seen/", "file/")] == [403] * 3


def test_words_about_people_are_for_those_who_may_see_them(as_person, supervisor, secretary, acts):
    page = as_person(supervisor).get(PAGE).content.decode()
    assert ("两把椅子" in page, "门牌写错了" in page) == (True, False)
    assert "门牌写错了" in as_person(secretary).get(PAGE).content.decode()


def test_lines_are_found_by_person_room_thing_and_day(as_person, supervisor, resident, acts):
    browser, today = as_person(supervisor), clock.today().isoformat()

    def count(**asked):
        return browser.get(PAGE, asked).content.decode().count('class="row"')

    assert count(room="books") == 3
    assert count(q="吴秀兰") == 3
    assert count(q="谁也不是") == 0
    assert count(thing=str(resident.pk)) == 3
    assert count(since=today) == count(until=today) - 4 == 2


def test_pages_go_on_after_the_last_line_whatever_is_new(supervisor, worker, acts, django_assert_num_queries):
    found = audits.entries(audits.Wanted())
    first = audits.slice_of(found, "", 4)
    journal.record(actor=worker, act="people.edited", thing=worker)
    second = audits.slice_of(found, first.older, 4)
    assert [len(first.rows), len(second.rows), second.older] == [4, 2, ""]
    assert not {each.pk for each in first.rows} & {each.pk for each in second.rows}
    assert audits.slice_of(found, "nonsense", 4).rows[1:] == first.rows[:3]
    with django_assert_num_queries(1):
        audits.slice_of(found, "", 4)
    assert len(audits.words_for(worker, second.rows)) == 2
    assert audits.looks(audits.Wanted(who=(worker.pk,))).count() == 1
    assert rules.may_read_journal(supervisor)


def test_a_page_costs_as_many_statements_as_it_has_parts(as_person, supervisor, acts, django_assert_max_num_queries):
    browser = as_person(supervisor)
    with django_assert_max_num_queries(8):
        browser.get(PAGE)


def test_the_supervisor_takes_it_along(as_person, supervisor, secretary, acts):
    answer = as_person(supervisor).get(PAGE + "file/", {"room": "books"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
    assert rows[0] == ("时间", "谁", "做了什么", "关于谁", "原文")
    assert [row[1:3] for row in rows[1:]] == [("周玉梅", "申请收付")] * 3
    assert as_person(secretary).get(PAGE + "file/").status_code == 403
