"""My data: seeing it, taking it along, having it put right or erased; and the desk's side."""

import io
import json
import zipfile

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.models import Permit
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.kinds import ERASED, WardKind
from hehuo.domain.ground.people.models import Guardianship, Person
from hehuo.domain.insight.holdings.models import DataRequest

pytestmark = pytest.mark.django_db
MINE = "/c/haiwan/me/data/"


@pytest.fixture
def gao(somebody):
    person = somebody("高雪梅")
    person.phone = "19900206068"
    person.save()
    return person


def test_the_rules_are_read_by_everyone_and_linked_from_every_public_page(client, haiwan):
    page = client.get("/c/haiwan/privacy/").content.decode()
    assert "不用人脸识别" in page
    assert "30 年" in page
    assert 'href="/c/haiwan/privacy/"' in client.get("/c/haiwan/").content.decode()


def test_i_see_what_is_kept_who_looked_and_who_acted(as_person, gao, worker):
    journal.look(actor=worker, thing=gao, field="phone", why="上门联系")
    journal.record(actor=worker, act="people.edited", thing=gao)
    page = as_person(gao).get(MINE).content.decode()
    assert "199****6068" in page
    assert "19900206068" not in page
    assert "周玉梅看了电话" in page
    assert "上门联系" in page
    assert "周玉梅改了资料" in page


def test_i_take_it_along_as_one_file(as_person, gao):
    answer = as_person(gao).get(MINE + "file/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert sorted(packed.namelist()) == ["data.html", "data.json"]
        said = json.loads(packed.read("data.json"))
        assert "高雪梅" in packed.read("data.html").decode()
    assert said["kept"][0]["rows"][0]["phone"] == "19900206068"
    assert "account_id" in said["kept"][0]["rows"][0]


def test_nobody_else_opens_it(client, as_person, gao, resident):
    assert client.get(MINE).status_code == 302
    assert "高雪梅" not in as_person(resident).get(MINE).content.decode()
    assert as_person(resident).get(f"/c/haiwan/me/wards/{gao.pk}/data/").status_code == 404


def test_a_guardian_sees_the_childs(as_person, gao, resident):
    Guardianship.objects.create(
        ward=gao, guardian=resident, kind=WardKind.INCAPABLE, evidence="判决书", from_on=clock.today()
    )
    assert "这里记着高雪梅的什么" in as_person(resident).get(f"/c/haiwan/me/wards/{gao.pk}/data/").content.decode()


def test_a_mistake_is_told_and_put_right(as_person, gao, worker):
    form = as_person(gao).get(MINE + "ask/").context["form"]
    sent = {"key": str(form["key"].initial or form["key"].value()), "kind": "correct", "words": "我叫高雪美"}
    assert as_person(gao).post(MINE + "ask/", sent).status_code == 302
    request = DataRequest.objects.get()
    browser = as_person(worker)
    assert "我叫高雪美" in browser.get(f"/c/haiwan/data-requests/{request.pk}/").content.decode()
    assert browser.post(f"/c/haiwan/data-requests/{request.pk}/", {"act": "correct", "answer": ""}).status_code == 422
    browser.post(f"/c/haiwan/data-requests/{request.pk}/", {"act": "correct", "answer": "改好了"})
    assert "改好了" in as_person(gao).get(MINE).content.decode()


def test_erasing_takes_the_worker_and_the_secretary(as_person, gao, worker, secretary):
    form = as_person(gao).get(MINE + "ask/?kind=erase").context["form"]
    as_person(gao).post(MINE + "ask/", {"key": str(form["key"].value()), "kind": "erase", "words": ""})
    address = f"/c/haiwan/data-requests/{DataRequest.objects.get().pk}/"
    as_person(worker).post(address, {"act": "check", "answer": "本人来过"})
    assert "另一位" in as_person(worker).post(address, {"act": "erase"}).content.decode()
    page = as_person(secretary).get(address).content.decode()
    assert "同意，现在删掉" in page
    assert as_person(secretary).post(address, {"act": "erase"}).status_code == 302
    assert Person.objects.get(pk=gao.pk).name == ERASED
    assert "删了什么，留了什么" in as_person(secretary).get(address).content.decode()


def test_a_request_is_taken_back(as_person, gao):
    form = as_person(gao).get(MINE + "ask/").context["form"]
    as_person(gao).post(MINE + "ask/", {"key": str(form["key"].value()), "kind": "erase"})
    as_person(gao).post(f"{MINE}{DataRequest.objects.get().pk}/withdraw/")
    assert DataRequest.objects.get().state == "withdrawn"


def test_the_desk_writes_down_what_relatives_ask(as_person, gao, worker, resident):
    address = f"/c/haiwan/people/{gao.pk}/data/ask/"
    form = as_person(worker).get(address).context["form"]
    sent = {"key": str(form["key"].value()), "kind": "erase", "words": ""}
    assert as_person(worker).post(address, sent).status_code == 422
    as_person(worker).post(address, {**sent, "words": "老人走了，女儿来办"})
    assert "高*梅" in as_person(worker).get("/c/haiwan/data-requests/").content.decode()
    assert as_person(resident).get("/c/haiwan/data-requests/").status_code == 403
    assert as_person(resident).get(address).status_code == 403


def test_a_child_is_seen_after_a_colleague_said_yes(as_person, worker, secretary, haiwan):
    child = Person.objects.create(name="高小雪", born_on=clock.today().replace(day=1, year=clock.today().year - 9))
    page = f"/c/haiwan/people/{child.pk}/"
    browser = as_person(worker)
    assert f"{page}see/" in browser.get(page).content.decode()
    assert browser.post(page, {"field": "phone", "why": "上门联系"}).status_code == 422

    assert browser.post(f"{page}see/", {"why": " "}).status_code == 422
    key = browser.get(f"{page}see/").content.decode().split('name="key" value="')[1].split('"')[0]
    assert browser.post(f"{page}see/", {"why": "核对入学名单", "key": key}).status_code == 302
    asked = Permit.objects.get()
    assert "另一位来审" in browser.get(f"/c/haiwan/permits/{asked.pk}/").content.decode()

    colleague = as_person(secretary)
    assert colleague.post(f"/c/haiwan/permits/{asked.pk}/", {"act": "decline"}).status_code == 422
    assert colleague.post(f"/c/haiwan/permits/{asked.pk}/", {"act": "permit"}).status_code == 302
    assert "申请 1 次，同意 1 次" in colleague.get("/c/haiwan/permits/").content.decode()
    this_year = colleague.get(f"/c/haiwan/permits/?year={clock.today().year}").content.decode()
    assert f"/c/haiwan/permits/{asked.pk}/" in this_year
    assert colleague.get("/c/haiwan/permits/?year=no").status_code == 200
    assert as_person(worker).post(page, {"field": "phone", "why": "上门联系"}).status_code == 200


def test_what_is_added_to_a_childs_cares_is_kept_and_stays_unseen(as_person, worker):
    child = Person.objects.create(name="高小雪", born_on=clock.today().replace(day=1, year=clock.today().year - 9))
    browser, page = as_person(worker), f"/c/haiwan/people/{child.pk}/cares/"
    added = browser.post(page, {"why": "上门走访", "kind": "left_behind", "note": ""})
    assert added.status_code == 200
    assert "改好了" in added.content.decode()
    assert "现在登记的" not in added.content.decode()
    assert f"/people/{child.pk}/see/" in added.content.decode()
    only_looked = browser.post(page, {"why": "上门走访", "kind": "", "note": ""})
    assert only_looked.status_code == 422
