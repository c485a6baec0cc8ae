"""A partner's people, photo and plaque, on its phone, on the desk and in public."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.core import ids
from hehuo.domain.build.agreements.models import Plaque
from hehuo.domain.build.partners.models import RecordsCheck, Staff
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.journal.models import Look
from tests.domain.run.exchanges.conftest import _july, charity, draft, posted, signed, words

__all__ = ["_july", "charity", "draft", "posted", "signed", "words"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(signed):
    """Who speaks for the partner, with a phone of their own."""
    contact = signed.partner.contact
    contact.account_id = Account.objects.create_account("fengdong").id
    contact.save()
    Grant.objects.create(person=contact, role=Role.PARTNER)
    return contact


def at(path):
    return f"/c/haiwan/{path}"


def add(browser, partner_id, **changes):
    said = {"name": "何老师", "role": "带班", "phone": "13911113333", "with_minors": "on", "since_on": "2024-07-15",
            "key": ids.uuid7()}  # fmt: skip
    return browser.post(at(f"partners/{partner_id}/staff/"), {**said, **changes})


@pytest.fixture
def teacher(as_person, partner, signed):
    add(as_person(partner), signed.partner_id)
    return Staff.objects.get()


def test_the_partner_adds_and_the_office_records_the_check(*, as_person, worker, partner, signed, teacher):
    one = at(f"partners/staff/{teacher.id}/")
    assert "等查记录" in as_person(partner).get(at(f"partners/{signed.partner_id}/staff/")).content.decode()
    said = {"act": "check", "checked_on": "2024-07-15", "evidence": "告知函 12 号", "key": ids.uuid7()}
    assert as_person(partner).post(one, said).status_code == 422
    assert as_person(worker).post(one, said).status_code == 302
    assert RecordsCheck.objects.get().checked_by == worker
    page = as_person(worker).get(one).content.decode()
    assert ("告知函 12 号" in page, "13911113333" in page) == (True, False)


def test_the_public_counts_everyone_and_names_who_agreed(client, as_person, partner, worker, signed):
    for name, agreed in (("何老师", "on"), ("小林", "")):
        add(as_person(partner), signed.partner_id, name=name, with_minors="", is_named=agreed)
    client.logout()
    page = client.get(at(f"partners/{signed.partner_id}/")).content.decode()
    assert ("何老师" in page, "小林" in page, "一共 2 人" in page) == (True, False, True)


def test_a_wrong_number_comes_back_and_a_right_one_is_shown_once_it_is_asked(as_person, partner, signed, teacher):
    answer = add(as_person(partner), signed.partner_id, name="阿珍", phone="123")
    assert (answer.status_code, "11 位" in answer.content.decode(), "阿珍" in answer.content.decode()) == (
        422,
        True,
        True,
    )
    shown = as_person(partner).post(at(f"partners/staff/{teacher.id}/phone/"))
    assert ("13911113333" in shown.content.decode(), Look.objects.filter(thing_id=teacher.id).count()) == (True, 1)


def test_somebody_is_changed_and_leaves(as_person, partner, teacher):
    phone, one = as_person(partner), at(f"partners/staff/{teacher.id}/")
    phone.post(one, {"act": "change", "name": "何老师", "role": "助教", "phone": ""})
    phone.post(one, {"act": "end", "until_on": "2024-07-15"})
    teacher.refresh_from_db()
    said = (teacher.role, str(teacher.until_on), teacher.with_minors, teacher.phone)
    assert said == ("助教", "2024-07-15", False, "13911113333")


def test_strangers_do_not_see_the_list(as_person, resident, signed, teacher):
    for path in (
        f"partners/{signed.partner_id}/staff/",
        f"partners/staff/{teacher.id}/",
        f"partners/{signed.partner_id}/photo/",
    ):
        assert as_person(resident).get(at(path)).status_code == 403


def test_a_plaque_is_given_printed_and_stands_in_the_register(client, as_person, worker, partner, signed):
    page = at(f"agreements/{signed.id}/plaque/")
    assert "授一块牌子" in as_person(worker).get(page).content.decode()
    answer = as_person(worker).post(page, {"given_to": "冯东", "key": ids.uuid7()})
    plaque = Plaque.objects.get()
    assert answer["Location"] == at(f"agreements/plaques/{plaque.id}/print/")
    assert "第 001 号" in as_person(partner).get(answer["Location"]).content.decode()
    assert "001" in as_person(partner).get(at("partners/mine/")).content.decode()
    client.logout()
    assert str(signed.partner) in client.get(at("agreements/plaques/")).content.decode()


def test_a_photo_is_seen_before_it_is_shown(client, as_person, partner, secretary, signed):
    buffer, page = BytesIO(), at(f"partners/{signed.partner_id}/photo/")
    Image.new("RGB", (40, 30), "green").save(buffer, "JPEG")
    upload = SimpleUploadedFile("door.jpg", buffer.getvalue(), content_type="image/jpeg")
    assert as_person(partner).post(page, {"act": "hand_in", "upload": upload, "alt": "店门口"}).status_code == 302
    assert "等社区看过" in as_person(partner).get(page).content.decode()
    as_person(secretary).post(page, {"act": "show"})
    client.logout()
    assert 'alt="店门口"' in client.get(at(f"partners/{signed.partner_id}/")).content.decode()
    as_person(secretary).post(page, {"act": "down", "why": "换一张"})
    client.logout()
    assert 'alt="店门口"' not in client.get(at(f"partners/{signed.partner_id}/")).content.decode()
