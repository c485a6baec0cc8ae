"""Agreeing and taking it back are one tap each; the desk writes down what was signed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.ground.consents import queries
from hehuo.domain.ground.consents.kinds import Channel, ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.files.queries import files_of
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models import Guardianship
from hehuo.flows.take_consent import take_consent

pytestmark = pytest.mark.django_db
MINE = "/c/haiwan/me/consents/"


def test_one_tap_agrees_and_one_tap_takes_it_back(as_person, resident):
    browser = as_person(resident)
    browser.post(MINE, {"kind": "publish"})
    assert queries.has_consent(resident, ConsentKind.PUBLISH)
    consent = Consent.objects.get()
    browser.post(f"/c/haiwan/consents/{consent.pk}/withdraw/")
    assert not queries.has_consent(resident, ConsentKind.PUBLISH)
    assert "撤回了的" in browser.get(MINE).content.decode()


def test_the_texts_are_public(client, haiwan):
    assert "光荣榜" in client.get("/c/haiwan/privacy/texts/").content.decode()


def test_a_guardian_agrees_for_a_child(as_person, resident, somebody):
    child = somebody("吴小满", born_on=clock.today() - timedelta(days=3300))
    address = f"/c/haiwan/me/wards/{child.pk}/consents/"
    assert as_person(resident).get(address).status_code == 404
    Guardianship.objects.create(
        ward=child, guardian=resident, kind=WardKind.MINOR, evidence="户口本", from_on=clock.today()
    )
    as_person(resident).post(address, {"kind": "publish"})
    assert Consent.objects.get().guardian == resident
    assert as_person(child).post(MINE, {"kind": "quote"}).status_code == 403


def test_the_desk_keeps_the_signed_paper_with_it(as_person, worker, resident):
    address = f"/c/haiwan/people/{resident.pk}/consents/"
    sent = {"kind": "care", "channel": "paper", "note": ""}
    assert as_person(worker).post(address, sent).status_code == 422
    scan = SimpleUploadedFile("同意书.pdf", b"%PDF-1.4 signed")
    assert as_person(worker).post(address, {**sent, "note": "第 3 册", "scan": scan}).status_code == 302
    assert files_of(Consent.objects.get().pk).count() == 1


def test_a_scan_that_cannot_be_taken_takes_the_consent_with_it(worker, resident):
    with pytest.raises(Invalid):
        take_consent(
            actor=worker, person=resident, kind=ConsentKind.CARE, channel=Channel.PAPER, note="第 3 册",
            scan=SimpleUploadedFile("x.exe", b"MZ"),
        )  # fmt: skip
    assert not Consent.objects.exists()
