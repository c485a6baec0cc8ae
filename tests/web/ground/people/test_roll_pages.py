"""Keeping the roll by hand: new people, moves, households, guardians, teams, doubles, cares."""

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Care, Household, Merge, Move, Person, Team
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind

pytestmark = pytest.mark.django_db
AT = "/c/haiwan"
KEY = "0198f3a0-0000-7000-8000-000000000001"


@pytest.fixture
def home(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    return ensure_home(estate=estate, number=addresses.read_home("3-2-501"))


@pytest.fixture
def gao(home):
    person = Person(name="高雪", household=Household.objects.create(home=home), relation="户主")
    person.phone = "19900206068"
    person.save()
    return person


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_a_person_is_registered_once_after_somebody_like_them_is_looked_at(as_person, worker, gao):
    browser = as_person(worker)
    said = {
        "key": KEY, "name": "高雪", "phone": "199 0020 6068", "living": "tenant", "home": "3-2-501", "on": "2026-05-01",
        "relation": "租户",
    }  # fmt: skip
    asked = browser.post(f"{AT}/people/new/", said)
    assert asked.status_code == 422
    assert "高*（3-2-501）" in asked.content.decode()
    assert 'value="199 0020 6068"' in asked.content.decode()  # nothing typed is lost

    for _tap in range(2):
        done = browser.post(f"{AT}/people/new/", said | {"is_another": "on"})
        assert done.headers["Location"] == f"{AT}/people/{KEY}/"
    made = Person.objects.get(pk=KEY)
    assert (made.phone, made.household, Person.objects.filter(name="高雪").count()) == ("19900206068", gao.household, 2)
    assert "0 对要核对" in browser.get(f"{AT}/doubles/").content.decode()


def test_what_cannot_be_read_is_said_beside_its_field(as_person, worker, home):
    said = {"key": KEY, "name": "韦强", "identity": "123", "phone": "13", "living": "resident", "on": "2026-05-01"}
    page = as_person(worker).post(f"{AT}/people/new/", said | {"home": "9-9-999"}).content.decode()
    assert "还有 3 处要改" in page


def test_a_person_moves_out_is_found_among_the_gone_and_taken_back(as_person, worker, gao):
    browser, at = as_person(worker), f"{AT}/people/{gao.id}/"
    done = browser.post(f"{at}move-out/", {"on": "2026-05-01", "where": "女儿家"})
    assert done.headers["Location"] == f"{AT}/people/gone/"
    assert "女儿家" in browser.get(f"{AT}/people/gone/").content.decode()
    assert "高雪" not in browser.get(f"{AT}/people/").content.decode()
    assert "高雪" in browser.get(f"{AT}/people/", {"day": "2026-04-30"}).content.decode()
    assert "海湾花园 3栋 2单元 501" in browser.get(f"{AT}/people/", {"day": "2026-04-30"}).content.decode()

    browser.post(f"{AT}/moves/{Move.objects.get().id}/undo/")
    assert fresh(gao).household == gao.household
    browser.post(f"{at}move-out/", {"on": "2026-05-02"})
    browser.post(f"{at}move-in/", {"home": "3-2-501", "joins": "on", "on": "2026-06-01", "living": "resident"})
    assert fresh(gao).household == gao.household
    assert "住进 海湾花园 3栋 2单元 501" in browser.get(at).content.decode()


def test_a_person_is_put_right(as_person, worker, gao):
    said = {"name": "高雪梅", "sex": "f", "living": "owner", "born_on": "1988-10-25"}
    as_person(worker).post(f"{AT}/people/{gao.id}/edit/", said)
    assert (fresh(gao).name, fresh(gao).phone) == ("高雪梅", "19900206068")


def test_a_household_has_its_delegate_and_relations(as_person, worker, gao):
    son = Person.objects.create(name="高强", household=gao.household, relation="子女")
    browser, at = as_person(worker), f"{AT}/households/{gao.household_id}/"
    browser.post(f"{at}delegate/", {"person": str(son.id)})
    assert people.delegate_of(gao.household).person == son
    two = browser.post(at, {f"relation_{gao.id}": "户主", f"relation_{son.id}": "户主"})
    assert (two.status_code, "一户只有一位户主" in two.content.decode()) == (422, True)
    browser.post(at, {f"relation_{gao.id}": "母亲", f"relation_{son.id}": "户主"})
    assert [fresh(one).relation for one in (gao, son)] == ["母亲", "户主"]
    assert "户代表 高强" in browser.get(f"{AT}/households/").content.decode()


def test_a_guardian_is_named_shown_and_ended(as_person, worker, gao):
    child = Person.objects.create(name="高小雨", born_on=clock.today().replace(year=clock.today().year - 9, day=1))
    browser, at = as_person(worker), f"{AT}/people/{child.id}/"
    wrong = browser.post(
        f"{at}guardian/", {"guardian": "高小雨", "kind": "minor", "evidence": "户口本", "from_on": "2026-01-01"}
    )
    assert "自己不能做自己的监护人" in wrong.content.decode()
    browser.post(f"{at}guardian/", {"guardian": "高雪", "kind": "minor", "evidence": "户口本", "from_on": "2026-01-01"})
    named = people.guardians_of(child)[0]
    assert f"{AT}/people/{gao.id}/" in browser.get(at).content.decode()
    assert "高小雨" in browser.get(f"{AT}/people/{gao.id}/").content.decode()
    browser.post(f"{AT}/guardians/{named.id}/end/")
    assert people.guardians_of(child) == []


def test_a_team_is_made_filled_and_ended(as_person, worker, gao):
    Person.objects.create(name="高强")
    browser = as_person(worker)
    said = {"key": KEY, "name": "海湾合唱团", "kind": "culture", "leader": "高雪", "purpose": "周四排练"}
    assert browser.post(f"{AT}/teams/new/", said).headers["Location"] == f"{AT}/teams/{KEY}/"
    browser.post(f"{AT}/teams/{KEY}/", {"person": "高强"})
    assert "2 人，高雪带队" in browser.get(f"{AT}/teams/").content.decode()
    browser.post(f"{AT}/teams/{KEY}/edit/", said | {"leader": "高强"})
    team = Team.objects.get()
    left = people.memberships_of(team).get(person=gao)
    browser.post(f"{AT}/memberships/{left.id}/end/")
    assert [each.person.name for each in people.memberships_of(team)] == ["高强"]
    browser.post(f"{AT}/teams/{KEY}/end/")
    assert "还没有队伍" in browser.get(f"{AT}/teams/").content.decode()


def test_two_records_are_looked_at_merged_and_taken_apart_again(as_person, worker, gao):
    double = Person.objects.create(name="高雪", household=gao.household)
    browser, pair = as_person(worker), f"{AT}/doubles/{gao.id}/{double.id}/"
    assert "同一套房里同名" in browser.get(f"{AT}/doubles/").content.decode()
    page = browser.get(pair).content.decode()
    assert "199****6068" in page
    assert "19900206068" not in page

    without = browser.post(pair, {"keep": "one", "why": ""})
    assert without.status_code == 422
    browser.post(pair, {"keep": "one", "why": "看了身份证"})
    assert fresh(double).merged_into == gao
    assert browser.get(f"{AT}/people/{double.id}/").status_code == 404
    browser.post(f"{AT}/merges/{Merge.objects.get().id}/undo/")
    assert fresh(double).merged_into is None
    browser.post(f"{pair}apart/", {"why": "母女同名"})
    assert "0 对要核对" in browser.get(f"{AT}/doubles/").content.decode()


def test_reasons_for_care_are_shown_and_kept_with_a_reason(as_person, worker, gao):
    browser, at = as_person(worker), f"{AT}/people/{gao.id}/cares/"
    assert browser.post(at, {"why": ""}).status_code == 422
    added = browser.post(at, {"why": "上门核实残疾证", "kind": "disabled", "note": "右腿"}).content.decode()
    assert "右腿" in added
    assert "右腿" not in browser.get(at).content.decode()
    ended = browser.post(at, {"why": "已经康复", "end": str(Care.objects.get().id)}).content.decode()
    assert "右腿" not in ended
    assert {look.why for look in Look.objects.all()} == {"上门核实残疾证", "已经康复"}


def test_who_keeps_no_roll_keeps_nothing_of_it(as_person, somebody, resident, gao):
    asked = ["people/new/", "people/gone/", "teams/", "doubles/", f"people/{gao.id}/cares/", f"people/{gao.id}/edit/",
             f"households/{gao.household_id}/", f"people/{gao.id}/guardian/"]  # fmt: skip
    for person in (resident, somebody("付婉仪", Role.CLERK), somebody("陈国栋", Role.SECRETARY)):
        browser = as_person(person)
        assert [browser.get(f"{AT}/{page}").status_code for page in asked] == [403] * len(asked)


def test_the_lists_of_the_roll_ask_little(as_person, worker, gao, django_assert_max_num_queries):
    for number in range(10):
        Person.objects.create(name=f"人{number}", household=gao.household)
    browser = as_person(worker)
    for page, most in (("people/?day=2026-04-30", 9), ("doubles/", 16), ("teams/", 8), (f"people/{gao.id}/", 18)):
        with django_assert_max_num_queries(most):
            assert browser.get(f"{AT}/{page}").status_code == 200
