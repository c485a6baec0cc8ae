"""What I may do here and why not; roles at a place; a sheet of cards."""

from hehuo.domain.ground.access import actions
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Card, Grant
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind


def test_each_power_says_where_it_comes_from_and_the_rest_who_holds_them(
    as_person, somebody, secretary, django_assert_num_queries
):
    worker = somebody("周玉梅")
    actions.grant_role(actor=secretary, person=worker, role=Role.WORKER)
    browser = as_person(worker)
    browser.get("/c/haiwan/me/powers/")
    with django_assert_num_queries(3):  # who asks, unread, grants
        page = browser.get("/c/haiwan/me/powers/").content.decode()
    assert ("陈国栋授予" in page, "陈国栋（社区书记）" in page) == (True, True)
    assert "这里现在没有人能办" in page  # nobody keeps the books


def test_a_role_is_given_at_a_place(as_person, secretary, somebody):
    building = ensure_place(
        kind=PlaceKind.BUILDING, name="1栋", parent=ensure_place(kind=PlaceKind.ESTATE, name="花园")
    )
    somebody("梁大姐")
    said = {"person": "梁大姐", "role": "building_leader", "place": str(building.id)}
    assert as_person(secretary).post("/c/haiwan/roles/grant/", said).url == "/c/haiwan/roles/"
    assert Grant.objects.get(person__name="梁大姐").place == building


def test_cards_of_a_building_on_one_sheet(as_person, worker, haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    household = Household.objects.create(home=ensure_home(estate=estate, number=read_home("3-502")))
    people = [Person.objects.create(name=name, household=household) for name in ("高雪", "王强")]
    browser = as_person(worker)
    page = f"/c/haiwan/cards/?place={estate.path}/3栋"
    assert "王强" in browser.get(page).content.decode()
    assert browser.post(page, {}).status_code == 200
    sheet = browser.post(page, {"people": [str(each.id) for each in people]}).content.decode()
    assert (sheet.count('class="card-pin num"'), Card.objects.count()) == (2, 2)
    assert "没有要印卡的人" in browser.get(page).content.decode()
    assert browser.get("/c/haiwan/cards/").status_code == 200
