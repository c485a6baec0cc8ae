"""Trees in public with their next day, the grid of care, the labels."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.domain.build.resources import queries
from hehuo.domain.build.resources.models import Adoption, Care, Green
from tests.domain.build.resources.conftest import picture

pytestmark = pytest.mark.django_db


def at(path=""):
    return f"/c/haiwan/greens/{path}"


def test_everyone_sees_the_trees_with_their_next_day(client, adoption, django_assert_max_num_queries):
    next_on = clock.today() + timedelta(14)
    with django_assert_max_num_queries(8):
        page = client.get(at()).content.decode()
    assert (page.count("绿美志愿队"), f"下次 {next_on.year} 年 {next_on.month} 月 {next_on.day} 日" in page) == (
        26,
        True,
    )
    green = Green.objects.get(number=7)
    one = client.get(at(f"{green.id}/")).content.decode()
    assert ("7 号黄花风铃木" in one, "河边绿道" in one, "吴秀兰" in one) == (True, True, False)
    with clock.stopped(clock.at(next_on + timedelta(1), 9)):
        assert client.get(at("?only=late")).content.decode().count("该养了") == 26
    assert "没有" in client.get(at("?only=free")).content.decode()
    public = client.get(at(f"adoptions/{adoption.id}/")).content.decode()
    assert ("绿美志愿队" in public, "记一次养护" in public, "登录后记养护" in public) == (True, False, True)


def test_the_office_plants_and_gives_into_care(as_person, worker, resident):
    desk = as_person(worker)
    planted = {"act": "plant", "kind": "tree", "numbers": "1-26", "species": "桂花", "where": "门口"}
    assert desk.post(at("desk/"), planted)["Location"] == at("desk/")
    twice = desk.post(at("desk/"), planted)
    assert (twice.status_code, "1-26 号已经有了" in twice.content.decode()) == (422, True)
    adopted = {
        "act": "adopt", "kind": "tree", "numbers": "1-26", "adopter": "吴秀兰", "unit": "", "care": "浇水",
        "every_days": "7", "from_on": clock.today().isoformat(), "key": ids.uuid7(),
    }  # fmt: skip
    desk.post(at("desk/"), adopted)
    assert (Green.objects.count(), queries.adoptions().get().holds) == (26, 26)
    assert "吴秀兰" in desk.get(at("desk/")).content.decode()


def test_the_adopter_notes_many_in_one_press_and_takes_one_back(as_person, resident, adoption):
    phone = as_person(resident)
    page = phone.get(at(f"adoptions/{adoption.id}/")).content.decode()
    assert (page.count('name="trees"'), page.count("下次")) == (26, 26)
    chosen = [str(line.id) for line in queries.trees_of(adoption)[:20]]
    said = {"trees": chosen, "on": clock.today().isoformat(), "key": ids.uuid7(), "photo": picture()}
    assert phone.post(at(f"adoptions/{adoption.id}/"), said).status_code == 302
    assert Care.objects.count() == 20
    care = Care.objects.first()
    assert phone.post(at(f"cares/{care.id}/take-back/"), {"why": ""}).status_code == 422
    phone.post(at(f"cares/{care.id}/take-back/"), {"why": "记错了"})
    assert "记错了：记错了" in phone.get(at(f"adoptions/{adoption.id}/")).content.decode()
    assert "绿美志愿队" in phone.get("/c/haiwan/resources/mine/").content.decode()


def test_nobody_else_notes_care(as_person, somebody, adoption):
    other = as_person(somebody("路人"))
    assert other.post(at(f"adoptions/{adoption.id}/"), {"on": "2026-01-01"}).status_code == 403
    assert [other.get(at(end)).status_code for end in ("desk/", "labels/")] == [403, 403]


def test_an_adoption_ends_and_a_tree_goes(as_person, worker, adoption):
    desk, green = as_person(worker), Green.objects.get(number=3)
    desk.post(at(f"{green.id}/gone/"), {"why": "台风刮倒了"})
    desk.post(at(f"adoptions/{adoption.id}/end/"), {"why": "队伍解散"})
    assert (queries.total().all, queries.total().adopted) == (25, 0)
    assert "队伍解散" in desk.get(at(f"adoptions/{adoption.id}/")).content.decode()
    assert Adoption.objects.get().ended_on == clock.today()


def test_labels_have_a_code_for_each_tree(as_person, worker, adoption):
    desk = as_person(worker)
    assert desk.get(at("labels/")).content.decode().count('class="qr"') == 26
    assert desk.get(at("labels/?numbers=1-3")).content.decode().count('class="qr"') == 3
    assert "看不懂" in desk.get(at("labels/?numbers=树")).content.decode()
