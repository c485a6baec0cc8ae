"""A year on the wall and its plan on the desk."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.run.books.models import Budget, YearAccount

KEY = "0190c5d2-0000-7000-8000-00000000000b"


@pytest.fixture
def to(client, as_person):
    """Go to a page as a person, or as a stranger; with data it is posted."""

    def go(person, path, status=200, **data):
        as_person(person) if person else client.logout()
        answer = client.post(f"/c/haiwan/{path}", data) if data else client.get(f"/c/haiwan/{path}")
        assert answer.status_code == status, answer.content.decode()[:3000]
        return answer.headers.get("Location") or answer.content.decode()

    return go


@pytest.mark.usefixtures("posted")
def test_a_year_is_read_by_anyone_with_the_plan_beside_it(to, fiscal, bench_line, worker, secretary):
    page = f"money/funds/{fiscal.id}/budget/2024/"
    said = {"act": "ask", "key": KEY, f"line_{bench_line.id}": "3,000"}
    assert "这一项要填" in to(worker, page, 422, **said)
    to(worker, page, 302, **said, decision="1 月 8 日居民代表会议")
    assert "要请另一位来审" in to(worker, page) or "审批款项" in to(worker, page)
    plan = Budget.objects.get()
    assert f"/funds/{fiscal.id}/budget/2024/" in to(secretary, f"money/budgets/{plan.id}/", 302)
    to(secretary, page, 422, act="return", why="")
    to(secretary, page, 302, act="approve")
    shown = to(None, "books/2024/")
    assert [words in shown for words in ("3,000.00", "2,360.00", "5,640.00", "自己挣的")] == [True] * 4
    assert "<polyline" in shown
    assert "2,360.00" in to(None, "books/2024/print/")
    to(None, "books/2023/", 404)


def test_a_year_is_closed_posted_and_found_by_its_code(to, posted, secretary, somebody):
    accountant = somebody("沈会计", Role.ACCOUNTANT)
    with clock.stopped(clock.at(date(2025, 1, 5), 9)):
        assert "核过了，年结" in to(accountant, "money/years/2024/")
        to(accountant, "money/years/2024/", 302, x="1")
        closed = YearAccount.objects.get()
        assert "money/years/2024/" in to(secretary, f"books/years/{closed.id}/", 302)
        to(secretary, "money/years/2024/", 422, days="3")
        to(secretary, "money/years/2024/", 302, days="15")
        assert "/books/2024/" in to(None, f"books/years/{closed.id}/", 302)
        assert "年结过，封了账" in to(None, "books/2024/")
        assert "2024 年的账" in to(None, f"books/verify/{closed.seal_code}/")


def test_a_year_costs_the_same_whatever_it_holds(to, posted):
    with CaptureQueriesContext(connection) as asked:
        to(None, "books/2024/")
    assert len(asked) <= 12
