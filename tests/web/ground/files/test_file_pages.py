"""Files over HTTP: only to those who may see them, and never as a page of ours."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.domain.ground.files import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def picture(resident):
    out = io.BytesIO()
    Image.new("RGB", (600, 400), "red").save(out, "JPEG")
    return actions.keep_file(actor=resident, upload=SimpleUploadedFile("公示栏.jpg", out.getvalue()), about=resident)


def test_a_private_picture_is_for_its_giver_and_the_office(as_person, client, picture, worker, somebody) -> None:
    address = f"/c/haiwan/files/{picture.id}/content/"
    assert client.get(address).status_code == 404
    assert as_person(somebody("高雪")).get(address).status_code == 404
    for person in (picture.kept_by, worker):
        answer = as_person(person).get(address)
        assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
            200, "image/jpeg", "private, no-store",
        )  # fmt: skip
        assert "sandbox" in answer["Content-Security-Policy"]
    with Image.open(
        io.BytesIO(b"".join(client.get(f"/c/haiwan/files/{picture.id}/small/").streaming_content))
    ) as small:
        assert small.size == (480, 320)


def test_a_paper_is_a_download_and_has_no_small_twin(as_person, resident) -> None:
    paper = actions.keep_file(actor=resident, upload=SimpleUploadedFile("证.pdf", b"%PDF-1.7"), about=resident)
    browser = as_person(resident)
    assert browser.get(f"/c/haiwan/files/{paper.id}/content/")["Content-Disposition"].startswith("attachment")
    assert browser.get(f"/c/haiwan/files/{paper.id}/small/").status_code == 404
    assert "证.pdf" in browser.get(f"/c/haiwan/files/{paper.id}/").content.decode()


def test_publishing_and_removing(as_person, client, picture, secretary, worker) -> None:
    assert as_person(worker).post(f"/c/haiwan/files/{picture.id}/publish/").status_code == 403
    assert as_person(secretary).post(f"/c/haiwan/files/{picture.id}/publish/").status_code == 302
    client.logout()
    assert client.get(f"/c/haiwan/files/{picture.id}/content/")["Cache-Control"].startswith("public")
    assert as_person(secretary).post(f"/c/haiwan/files/{picture.id}/remove/", {"reason": "传错"}).status_code == 302
    client.logout()
    assert client.get(f"/c/haiwan/files/{picture.id}/content/").status_code == 404


def test_the_secretary_covers_a_part_and_shows_the_rest(as_person, picture, secretary, worker) -> None:
    address = f"/c/haiwan/files/{picture.id}/cover/"
    assert as_person(worker).get(address).status_code == 403
    browser = as_person(secretary)
    assert "遮住一部分再公开" in browser.get(f"/c/haiwan/files/{picture.id}/").content.decode()
    assert browser.get(address).content.decode().count('name="squares"') == 96
    key = "0190c5d2-0000-7000-8000-00000000000c"
    assert "请点要遮住的格子" in browser.post(address, {"key": key}).content.decode()
    assert browser.post(address, {"key": key, "squares": ["0", "1"]}).status_code == 302
    browser.logout()
    assert browser.get(f"/c/haiwan/files/{key}/content/").status_code == 200
    assert browser.get(f"/c/haiwan/files/{picture.id}/content/").status_code == 404
