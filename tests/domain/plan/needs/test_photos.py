"""Photos stay with the voice they came with: private, at most nine, and all or nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.core import ids
from hehuo.core.errors import Invalid
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.plan.needs import actions, rules
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Voice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def photo(name="楼道.jpg"):
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def note(worker, *photos, key=None):
    return actions.say_voice(actor=worker, words="楼道灯又坏了", channel=Channel.DOOR, photos=photos, key=key)


def test_photos_are_private_and_belong_to_the_voice(worker, resident):
    voice = note(worker, photo("一.jpg"), photo("二.jpg"))
    kept = list(files.files_of(voice.id))
    assert [(each.name, each.is_public, each.kept_by) for each in kept] == [
        ("一.jpg", False, worker),
        ("二.jpg", False, worker),
    ]
    assert list(files.visible_to(resident)) == []


def test_what_is_sent_twice_is_kept_once(worker):
    key = ids.uuid7()
    assert note(worker, photo(), key=key) == note(worker, photo(), key=key)
    assert (Voice.objects.count(), File.objects.count()) == (1, 1)


def test_too_many_photos_are_refused_before_anything_is_kept(worker):
    with pytest.raises(Invalid, match="一条最多 9 张照片"):
        note(worker, *(photo() for _ in range(rules.PHOTOS_LIMIT + 1)))
    assert (Voice.objects.count(), File.objects.count()) == (0, 0)


def test_a_file_that_is_no_photo_takes_the_voice_with_it(worker):
    with pytest.raises(Invalid, match="不是能收的文件"):
        note(worker, photo(), SimpleUploadedFile("坏的.jpg", b"no picture"))
    assert (Voice.objects.count(), File.objects.count()) == (0, 0)


def test_the_photos_of_a_needs_voices_are_found_together(worker):
    voices = [note(worker, photo("一.jpg")), note(worker, photo("二.jpg")), note(worker)]
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.SAFETY, voice=voices[0])
    actions.join_voice(actor=worker, voice=voices[1], need=need)
    assert [file.name for file in files.files_of_any([voice.id for voice in voices])] == ["一.jpg", "二.jpg"]
