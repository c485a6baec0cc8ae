"""The search box on the desk, on the phone and for who has not entered."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.search import actions
from hehuo.domain.ground.search.models import SearchDoc
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(haiwan, worker):
    """Somebody and a published need that share two characters."""
    person = Person(name="吴秀兰")
    person.phone = "13800000007"
    person.save()
    Need.objects.create(
        number="2026-001", title="给秀兰亭修灯", kind=NeedKind.HOUSE, state=NeedState.OPEN, owner=worker,
        published_at="2026-11-01T08:00+08:00",
    )  # fmt: skip
    actions.rebuild()
    return person


def ask(browser, **query):
    answer = browser.get(reverse("search:find", args=["haiwan"]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_desk_finds_people_with_masked_phones_and_marks_what_was_asked(as_person, worker, found):
    page = ask(as_person(worker), q="秀兰")
    assert "吴<mark>秀兰</mark>" in page
    assert "给<mark>秀兰</mark>亭修灯" in page
    assert reverse("people:detail", args=["haiwan", found.id]) in page
    assert "138****0007" in page
    assert "13800000007" not in page


def test_a_stranger_a_resident_and_a_partner_find_what_is_public_alone(client, as_person, somebody, resident, found):
    pages = [ask(client, q="秀兰")]
    pages += [ask(as_person(who), q="秀兰") for who in (resident, somebody("何某", Role.PARTNER))]
    for page in pages:
        assert "给<mark>秀兰</mark>亭修灯" in page
        assert "吴" not in page.replace("吴秀兰，我的菜单", "").replace(">吴秀兰<", "")
    assert "138****" not in ask(client, q="13800000007")


def test_nothing_found_leads_on(client, as_person, worker, found):
    assert reverse("needs:list", args=["haiwan"]) in ask(client, q="东方不败")
    assert reverse("people:roll", args=["haiwan"]) in ask(as_person(worker), q="东方不败")
    assert "没有找到" not in ask(client)


def test_more_of_a_kind_goes_on_page_by_page(as_person, worker, haiwan):
    for _ in range(40):
        Person.objects.create(name="吴秀兰")
    actions.rebuild()
    browser = as_person(worker)
    assert "kind=people.person" in ask(browser, q="秀兰")
    first = ask(browser, q="秀兰", kind="people.person")
    assert first.count("<mark>") == 30
    after = first.split("after=")[1].split('"')[0]
    assert ask(browser, q="秀兰", kind="people.person", after=after.replace("%7E", "~")).count("<mark>") == 10


def test_a_kind_that_one_may_not_find_shows_what_one_may(client, found):
    assert "吴" not in ask(client, q="秀兰", kind="people.person")
    assert "修灯" in ask(client, q="秀兰", kind="nonsense")


def test_what_is_typed_is_shown_again_and_is_no_markup(client, haiwan):
    page = ask(client, q="<b>秀兰</b>\x00")
    assert "&lt;b&gt;" in page
    assert "<b>秀兰" not in page


def test_the_home_page_and_the_desk_lead_to_the_box(client, as_person, worker):
    way = f'action="{reverse("search:find", args=["haiwan"])}"'
    assert way in client.get("/c/haiwan/").content.decode()
    assert way in as_person(worker).get("/c/haiwan/desk/").content.decode()


def test_programs_find_the_same(client, as_person, worker, found):
    address = "/api/v1/c/haiwan/search"
    assert client.get(address, {"q": "秀兰", "kind": "people.person"}).json() == []
    (group,) = client.get(address, {"q": "秀兰"}).json()
    assert (group["kind"], [one["title"] for one in group["found"]]) == ("needs.need", ["给秀兰亭修灯"])
    kinds = [group["kind"] for group in as_person(worker).get(address, {"q": "秀兰"}).json()]
    assert kinds == ["people.person", "needs.need"]
    (one,) = client.get(address, {"q": "秀兰", "kind": "needs.need"}).json()
    assert (one["found"], one["after"]) == (group["found"], "")


def test_the_command_builds_the_index_anew(found, capsys):
    SearchDoc.objects.all().delete()
    call_command("search", "--rebuild", "--community", "haiwan")
    assert "海湾社区：重建好了，3 条能搜到。" in capsys.readouterr().out
    call_command("search", "--community", "haiwan")
    assert "海湾社区：读了 0 条流水。" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("search", "--community", "nowhere")
