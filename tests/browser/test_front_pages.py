"""The pages that everyone comes through: opened as a stranger and as a worker, judged by axe, fitting at 320 px."""

import pytest

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Person
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import overflow, violations

PUBLIC = ["/", "/enter/", "/c/haiwan/", "/c/haiwan/needs/", "/c/haiwan/needs/say/", "/c/haiwan/postings/"]


@pytest.fixture
def office(transactional_db):
    """Haiwan with one worker."""
    community = Community.objects.create(code="haiwan", name="海湾社区", phone="020-0000 0119")
    with community_scope(community):
        account = Account.objects.create_account("zhou", "long enough 9")
        Grant.objects.create(person=Person.objects.create(name="周玉梅", account_id=account.id), role=Role.WORKER)
    return community


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_strangers_read_and_speak(office, open_browser, size):
    page = open_browser(size)
    for address in PUBLIC:
        page.goto(address)
        assert violations(page) == []
        assert overflow(page) == ""
    page.goto("/c/haiwan/needs/say/?from=wall")
    page.get_by_label("什么事？").fill("路灯坏了，晚上看不清")
    page.get_by_role("button", name="说给大家听").click()
    page.wait_for_url("**/c/haiwan/needs/")
    assert page.get_by_text("记下了").count() == 1


def test_large_text_fits_the_smallest_phone(office, open_browser):
    page = open_browser((320, 640))
    page.goto("/c/haiwan/")
    page.get_by_role("button", name="大字").first.click()
    for address in PUBLIC:
        page.goto(address)
        assert overflow(page) == ""


def test_a_stranger_speaks_without_scripts(office, open_browser):
    page = open_browser(PHONE, javascript=False)
    page.goto("/c/haiwan/needs/say/")
    page.get_by_label("什么事？").fill("想学太极")
    page.get_by_role("button", name="说给大家听").click()
    assert page.get_by_text("记下了").count() == 1


def test_a_worker_enters_and_finds_the_day(office, open_browser):
    page = open_browser(DESK)
    page.goto("/enter/?next=/c/haiwan/desk/")
    page.get_by_label("账号").fill("zhou")
    page.get_by_label("密码").fill("long enough 9")
    page.get_by_role("button", name="进来").click()
    page.wait_for_url("**/c/haiwan/desk/")
    assert violations(page) == []
    assert overflow(page) == ""
