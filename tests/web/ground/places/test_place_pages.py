"""Places, homes and changes of homes, as a worker uses their pages."""

from datetime import date

import pytest

from hehuo.domain.ground.people.models import Household, Ownership, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Home, HomeChange, Place

pytestmark = pytest.mark.django_db
AT = "/c/haiwan"


@pytest.fixture
def home(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    home = ensure_home(estate=estate, number=addresses.read_home("3-2-501"))
    home.area_x100 = 12000
    home.save()
    person = Person.objects.create(name="高雪", household=Household.objects.create(home=home), relation="户主")
    Ownership.objects.create(home=home, person=person)
    return home


def test_a_place_is_added_marked_and_put_into_a_grid(as_person, worker, home):
    browser = as_person(worker)
    added = browser.post(f"{AT}/places/add/", {"kind": "estate", "name": "育才小区"})
    estate = Place.objects.get(path="育才小区")
    assert added.headers["Location"] == f"{AT}/places/{estate.id}/"
    browser.post(f"{AT}/places/{estate.id}/unmanaged/")
    browser.post(f"{AT}/places/add/?in={estate.id}", {"kind": "building", "name": "1"})
    browser.post(f"{AT}/places/add/", {"kind": "grid", "name": "第一网格"})
    building, grid = Place.objects.get(path="育才小区/1栋"), Place.objects.get(kind=PlaceKind.GRID)
    browser.post(f"{AT}/places/{building.id}/grid/", {"grid": str(grid.id)})
    browser.post(f"{AT}/places/{estate.id}/homes/add/", {"number": "1-1-101", "kind": "shop", "area": "45.50"})

    made = Home.objects.get(path="育才小区/1栋/1单元/101")
    assert (made.kind, made.area_x100, [one.short for one in places.homes_in(grid)]) == ("shop", 4550, ["1-1-101"])
    again = browser.post(f"{AT}/places/add/", {"kind": "estate", "name": "育才小区"})
    assert (again.status_code, "已经有了" in again.content.decode()) == (422, True)
    page = browser.get(f"{AT}/places/").content.decode()
    assert "三无小区" in page
    assert f"{AT}/homes/?in={estate.id}" in page


def test_every_count_of_a_place_opens_its_records(as_person, worker, home):
    browser = as_person(worker)
    at = f"?in={home.estate_id}"
    assert "1 套" in browser.get(f"{AT}/homes/{at}").content.decode()
    assert "1 户" in browser.get(f"{AT}/households/{at}").content.decode()
    assert "高雪" in browser.get(f"{AT}/people/{at}").content.decode()
    assert "3-2-501" in browser.get(f"{AT}/places/{home.estate_id}/labels/").content.decode()
    assert "高雪" not in browser.get(f"{AT}/places/{home.estate_id}/labels/").content.decode()
    assert "0 套" in browser.get(f"{AT}/homes/?show=vacant").content.decode()
    assert browser.get(f"{AT}/homes/?in={home.pk}").status_code == 404


def test_a_home_is_put_right_and_its_history_says_so(as_person, worker, home):
    browser, at = as_person(worker), f"{AT}/homes/{home.id}/"
    browser.post(f"{at}edit/", {"kind": "residence", "use": "let", "area": "119.50", "note": ""})
    page = browser.get(at).content.decode()
    assert "119.50" in page
    assert "（120.00 → 119.50）" in page
    assert "周玉梅" in page


def test_owners_come_and_go_on_the_page_of_a_home(as_person, worker, somebody, home):
    browser, at = as_person(worker), f"{AT}/homes/{home.id}/"
    somebody("高强")
    browser.post(f"{at}owners/", {"person": "高强", "since_on": "2026-05-01"})
    assert "业主 2 位" in browser.get(at).content.decode()
    twice = browser.post(f"{at}owners/", {"person": "高强"})
    assert (twice.status_code, "已经是这套房的业主" in twice.content.decode()) == (422, True)
    browser.post(f"{AT}/ownerships/{Ownership.objects.get(person__name='高雪').id}/end/")
    assert "业主 1 位" in browser.get(at).content.decode()


def test_a_split_shows_both_sums_before_it_is_taken_and_can_be_undone(as_person, worker, home):
    browser, at = as_person(worker), f"{AT}/homes/{home.id}/split/"
    owner, household = Person.objects.get(name="高雪"), Household.objects.get()
    said = {
        "room_a": "501A", "area_a": "70.00", "owners_a": [str(owner.id)], "room_b": "501B", "area_b": "49.00",
        "owners_b": [str(owner.id)], f"household_{household.id}": "a", "on": "2026-05-01", "why": "不动产证分户",
    }  # fmt: skip
    asked = browser.post(at, said)
    assert asked.status_code == 422
    assert "原来一共 120.00 平方米，现在一共 119.00，差 -1.00" in asked.content.decode()

    done = browser.post(at, said | {"area_b": "50.00"})
    change = HomeChange.objects.get()
    assert done.headers["Location"] == f"{AT}/home-changes/{change.id}/"
    page = browser.get(done.headers["Location"]).content.decode()
    assert page.count("120.00") == 3  # the home before, and both sums
    assert "不再是一套房" in browser.get(f"{AT}/homes/{home.id}/").content.decode()
    assert browser.get(at).status_code == 404
    assert [one.short for one in places.homes()] == ["3-2-501A", "3-2-501B"]
    browser.post(done.headers["Location"])
    assert [one.short for one in places.homes()] == ["3-2-501"]
    twice = browser.post(done.headers["Location"])
    assert (twice.status_code, "已经撤回过了" in twice.content.decode()) == (422, True)


def test_two_homes_are_joined_on_the_page(as_person, worker, home):
    beside = ensure_home(estate=home.estate, number=addresses.read_home("3-2-502"))
    said = {"other": str(beside.id), "room": "501", "area": "180.00", "on": "2026-05-01", "why": "打通了"}
    browser = as_person(worker)
    asked = browser.post(f"{AT}/homes/{home.id}/join/", said)
    assert "差 +60.00" in asked.content.decode()
    browser.post(f"{AT}/homes/{home.id}/join/", said | {"is_unequal": "on"})
    now = places.homes().get()
    assert (now.short, now.area_x100, now.ended_on) == ("3-2-501", 18000, None)
    assert Home.objects.get(pk=home.pk).ended_on == date(2026, 5, 1)


def test_residents_and_strangers_see_no_places(as_person, resident, client, home):
    asked = [
        f"{AT}/places/",
        f"{AT}/homes/",
        f"{AT}/households/",
        f"{AT}/homes/{home.id}/",
        f"{AT}/homes/{home.id}/split/",
    ]
    assert [client.get(page).status_code for page in asked] == [302] * 5
    assert [as_person(resident).get(page).status_code for page in asked] == [403] * 5


def test_the_lists_ask_little(as_person, worker, home, django_assert_max_num_queries):
    for number in range(101, 130):
        ensure_home(estate=home.estate, number=addresses.read_home(f"4-1-{number}"))
    browser = as_person(worker)
    for page, most in (("places/", 12), (f"places/{home.estate_id}/", 16), ("homes/", 9), (f"homes/{home.id}/", 20)):
        with django_assert_max_num_queries(most):
            assert browser.get(f"{AT}/{page}").status_code == 200
