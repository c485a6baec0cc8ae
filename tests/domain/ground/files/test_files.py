"""Papers and pictures: judged by content, pictures without what the camera wrote, private until published."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.files import actions, pictures, queries, rules, sniffing
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.journal import queries as journal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def picture(size=(40, 20), *, name="JPEG", mode="RGB", **saved) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, name, **saved)
    return out.getvalue()


def camera_picture() -> bytes:
    """Lying on its side, with a place and a device written beside it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = 6, "Phone 14"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif.tobytes())


def office(part: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in (part, *more):
            parts.writestr(name, "<x/>")
    return out.getvalue()


def upload(content: bytes, name: str = "照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_picture_is_kept_upright_and_without_what_the_camera_wrote(resident) -> None:
    file = actions.keep_file(actor=resident, upload=upload(camera_picture()), about=resident)
    with Image.open(queries.content_of(file)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (20, 40), {})
    assert b"Phone 14" not in queries.content_of(file).read()
    assert (file.mime, file.width, file.height, file.is_public) == ("image/jpeg", 20, 40, False)


def test_a_large_picture_is_made_smaller_and_has_a_small_twin(resident) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture((4000, 3000))), about=resident)
    assert (file.width, file.height) == (2400, 1800)
    with Image.open(queries.content_of(file, small=True)) as small:
        assert small.size == (480, 360)


def test_transparency_stays_a_png_and_its_twin_stands_on_white(resident) -> None:
    content = picture(name="PNG", mode="RGBA")
    file = actions.keep_file(actor=resident, upload=upload(content, "印章.png"), about=resident)
    assert file.mime == "image/png"
    with Image.open(queries.content_of(file, small=True)) as small:
        assert small.format == "JPEG"


def test_the_content_decides_not_the_name(resident) -> None:
    file = actions.keep_file(actor=resident, upload=upload(b"%PDF-1.7\n...", "照片.jpg"), about=resident)
    assert (file.kind, file.mime) == ("pdf", "application/pdf")


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (office("anything.txt"), None),
        (b"PK\x03\x04 broken", None),
        (b"<html><script>", None),
        (b"MZ\x90", None),
    ],
)
def test_papers_are_told_apart_by_their_parts(content, mime) -> None:
    found = sniffing.format_of(content)
    assert (found.mime if found else None) == mime


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"", "空的"),
        (b"<svg onload='x()'/>", "不是能收的文件"),
        (b"\xff\xd8\xff broken", "打不开"),
        (picture()[:60], "打不开"),
    ],
)
def test_what_is_not_taken_says_why_and_leaves_nothing(resident, content, say) -> None:
    with pytest.raises(Invalid, match=say):
        actions.keep_file(actor=resident, upload=upload(content), about=resident)
    assert not File.objects.exists()


def test_a_picture_that_claims_too_many_points_is_refused_before_it_is_decoded(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "PIXELS", 100)
    with pytest.raises(Invalid, match="太大"):
        pictures.resave(picture((11, 10)))


def test_a_file_above_the_limit_is_refused(resident, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(Invalid, match="最多 0 MB"):
        actions.keep_file(actor=resident, upload=upload(picture()), about=resident)


def test_a_double_tap_keeps_one_file(resident) -> None:
    key = ids.uuid7()
    first, again = (
        actions.keep_file(actor=resident, upload=upload(picture()), about=resident, key=key) for _ in range(2)
    )
    assert first == again
    assert File.objects.count() == 1


def test_names_keep_no_folder(resident) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture(), "C:\\temp\\营业执照.jpg"), about=resident)
    assert file.name == "营业执照.jpg"


def test_a_private_file_is_for_who_gave_it_and_for_the_office(resident, worker, somebody) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture()), about=resident)
    neighbour = somebody("高雪")
    seen = {each.name: file in queries.visible_to(each) for each in (resident, worker, neighbour)}
    assert seen == {"吴秀兰": True, "周玉梅": True, "高雪": False}
    assert {each.name: bool(rules.may_see(each, file)) for each in (resident, worker, neighbour)} == seen
    assert file not in queries.visible_to(None)
    assert list(queries.files_of(resident.id)) == [file]


def test_publishing_shows_it_to_everyone(resident, secretary, worker) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture()), about=resident)
    with pytest.raises(Refused):
        actions.publish_file(actor=worker, file=file)
    actions.publish_file(actor=secretary, file=file)
    assert file in queries.visible_to(None)


def test_removing_takes_the_bytes_and_keeps_the_trace(resident, somebody, django_capture_on_commit_callbacks) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture()), about=resident)
    with pytest.raises(Refused):
        actions.remove_file(actor=somebody("高雪", Role.WORKER), file=file, reason="看着不顺眼")
    with pytest.raises(Invalid):
        actions.remove_file(actor=resident, file=file, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(actor=resident, file=file, reason="传错了")
    assert file not in queries.visible_to(resident)
    with pytest.raises(FileNotFoundError):
        queries.content_of(file)
    assert [entry.act for entry in journal.entries_of(file.id)] == ["files.file_kept", "files.file_removed"]


def test_what_lies_in_the_store_without_a_row_is_swept_after_a_day(worker, resident):
    kept = actions.keep_file(actor=worker, upload=upload(picture()), about=resident)
    lost = default_storage.save(f"{kept.community_id}/2024-06/lost.jpg", ContentFile(b"x"))
    with clock.stopped(clock.now() + timedelta(hours=23)):
        assert actions.sweep() == 0
    with clock.stopped(clock.now() + timedelta(hours=25)):
        assert actions.sweep() == 1
    assert not default_storage.exists(lost)
    assert default_storage.exists(kept.path)
    assert default_storage.exists(kept.thumbnail_path)


def test_a_receipt_is_shown_without_what_is_painted_over(resident, secretary, worker) -> None:
    file = actions.keep_file(actor=resident, upload=upload(picture((800, 1200)), "张三的发票.jpg"), about=resident)
    with pytest.raises(Refused, match="公布"):
        actions.cover_file(actor=worker, file=file, squares=[0])
    for squares in ([], [96], [-1]):
        with pytest.raises(Invalid, match="请点要遮住的格子"):
            actions.cover_file(actor=secretary, file=file, squares=squares)
    shown = actions.cover_file(actor=secretary, file=file, squares=[0, 95])
    assert (shown.name, shown.is_public, shown.about_id) == ("遮过的照片.jpg", True, resident.id)
    assert list(queries.public_files_of(resident.id)) == [shown]
    with Image.open(queries.content_of(shown)) as kept:
        corners = [kept.getpixel(at) for at in ((50, 50), (750, 1150), (400, 600))]
    assert [sum(corner) < 60 for corner in corners] == [True, True, False]
    file.refresh_from_db()
    assert not file.is_public
    assert actions.cover_file(actor=secretary, file=file, squares=[1], key=shown.id) == shown


def test_what_is_no_picture_is_not_painted_over(resident, secretary) -> None:
    file = actions.keep_file(actor=resident, upload=upload(b"%PDF-1.4 " + b"0" * 64, "发票.pdf"), about=resident)
    with pytest.raises(Invalid, match="只有照片能遮"):
        actions.cover_file(actor=secretary, file=file, squares=[0])
