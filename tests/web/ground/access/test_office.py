"""An empty office is opened by its printed code, once."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.kinds import CATEGORIES
from hehuo.domain.ground.access import actions, queries
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.flows.open_office import open_office

pytestmark = pytest.mark.django_db
SAID = {
    "community_name": "海湾社区", "community_code": "haiwan", "region": "", "phone": "", "name": "蔡思远",
    "username": "cai", "password": "一个长长的密码 42",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh():
    queries.forget_mark()
    registry.forget()
    yield
    queries.forget_mark()
    registry.forget()


def printed() -> str:
    out = io.StringIO()
    call_command("office", "--code", stdout=out)
    return re.search(r"\w{4}-\w{4}-\w{4}", out.getvalue())[0]


def test_the_code_opens_the_office_and_leads_to_the_first_list(client):
    assert client.get("/office/").status_code == 200

    opened = client.post("/office/", {**SAID, "code": printed().lower()})

    assert opened.headers["Location"] == "/c/haiwan/guide/"
    assert "第一份需求清单" in client.get("/c/haiwan/guide/").content.decode()
    with community_scope(Community.objects.get()):
        assert set(queries.roles_of(Person.objects.get(name="蔡思远"))) == {Role.ADMINISTRATOR, Role.WORKER}
        assert [category.name for category in partners.categories()] == list(CATEGORIES)
    assert not Installation.objects.get().is_demo


def test_the_code_is_good_once(client):
    code = printed()
    client.post("/office/", {**SAID, "code": code})
    again = client.post("/office/", {**SAID, "community_code": "other", "username": "other", "code": code})
    assert again.status_code == 422
    out = io.StringIO()
    call_command("office", "--code", stdout=out)
    assert "已经启用" in out.getvalue()


def test_five_wrong_tries_end_the_code():
    code = actions.print_first_code()
    for _try in range(5):
        with pytest.raises(Refused, match="启用码不对"):
            actions.try_first_code(written="AAAA-BBBB-CCCC")
    with pytest.raises(Refused, match="现在没有可用的启用码"):
        actions.try_first_code(written=code)


def test_a_used_code_is_gone():
    code = actions.print_first_code()
    actions.use_up_first_code()
    with pytest.raises(Refused):
        actions.try_first_code(written=code)


def test_a_wrong_code_keeps_what_was_entered(client):
    printed()
    answer = client.post("/office/", {**SAID, "code": "AAAA-BBBB-CCCC"})
    assert answer.status_code == 422
    assert "海湾社区" in answer.content.decode()
    assert not Community.objects.exists()


def test_a_demo_is_no_office():
    Installation.objects.create(is_demo=True)
    with pytest.raises(CommandError, match="演示数据库"):
        call_command("office", "--code")


def test_an_office_that_is_open_is_not_opened_again():
    Community.objects.create(code="there", name="已有社区")
    with pytest.raises(Refused, match="已经启用过"):
        open_office(**SAID)


def test_only_the_first_is_appointed_by_nobody(haiwan, secretary):
    with pytest.raises(Refused):
        actions.appoint_first_administrator(person=Person.objects.create(name="高雪"))
