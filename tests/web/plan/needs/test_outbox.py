"""What a phone's outbox asks of the server: that it was taken, a page of nobody's, the worker of this build."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.core import clock, ids
from hehuo.domain.ground.files.models import File
from hehuo.domain.plan.needs.models import Voice
from hehuo.web import outbox

pytestmark = pytest.mark.django_db
RECORD = "/c/haiwan/needs/record/"
OUTBOX = {"headers": {outbox.HEADER: "1"}}


def said(words="楼道灯又坏了", **more):
    return {"words": words, "channel": "door", "key": ids.uuid7(), **more}


def photo():
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    return SimpleUploadedFile("楼道.jpg", out.getvalue())


def test_an_outbox_hears_that_its_entry_is_kept(as_person, worker):
    browser, entry = as_person(worker), said()
    assert [browser.post(RECORD, entry, **OUTBOX).status_code for _ in range(2)] == [201, 201]
    assert Voice.objects.count() == 1
    assert "记下了：没留名" in browser.get(RECORD).content.decode()


@pytest.mark.parametrize(("ago", "kept"), [(2, 2), (-5, 0), (31 * 24, 0)], ids=["earlier", "fast clock", "long ago"])
def test_it_was_heard_when_it_was_noted_and_not_when_a_signal_came(as_person, worker, ago, kept):
    noted = int((clock.now() - timedelta(hours=ago)).timestamp() * 1000)
    as_person(worker).post(RECORD, said(heard_ms=noted), **OUTBOX)
    assert round((clock.now() - Voice.objects.get().heard_at) / timedelta(hours=1)) == kept


def test_an_outbox_hears_what_to_mend_and_who_may_not(as_person, worker, resident):
    answer = as_person(worker).post(RECORD, said(words=" "), **OUTBOX)
    assert (answer.status_code, "data-faults" in answer.content.decode()) == (422, True)
    assert as_person(resident).post(RECORD, said(), **OUTBOX).status_code == 403


def test_nobody_is_led_to_the_door_and_never_told_it_is_kept(client, haiwan):
    assert client.post(RECORD, said(), **OUTBOX).status_code == 302
    assert Voice.objects.count() == 0


def test_photos_come_with_the_form_and_are_seen_while_sorting(as_person, worker):
    browser = as_person(worker)
    browser.post(RECORD, said(photos=[photo(), photo()]))
    assert File.objects.count() == 2
    assert "楼道.jpg" in browser.get("/c/haiwan/needs/tray/").content.decode()


def test_the_page_a_phone_keeps_is_nobodys(as_person, worker, resident, client):
    browser = as_person(worker)
    browser.post(RECORD, said(speaker_code=resident.name))  # a message with a name waits for the next page
    page = browser.get(f"{RECORD}offline/").content.decode()
    assert [each for each in (worker.name, str(worker.id), resident.name, "csrfmiddlewaretoken") if each in page] == []
    assert f"记下了：{resident.name}" in browser.get(RECORD).content.decode()
    assert as_person(resident).get(f"{RECORD}offline/").status_code == 403


def test_the_worker_names_this_build(client, monkeypatch):
    answer = client.get("/worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    build = json.loads(answer.content.decode().split("self.BUILD = ")[1].split(";\n")[0])
    assert build == outbox.build()
    assert build["assets"] == [f"/static/{name}" for name in outbox.DRESS]


def test_another_file_in_the_manifest_is_another_build(monkeypatch):
    before = outbox.build()["version"]
    monkeypatch.setattr(outbox, "static", lambda name: f"/static/{name}.8f3a")
    assert outbox.build()["version"] != before
