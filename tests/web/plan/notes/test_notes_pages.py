"""Visit notes on pages: sent or pasted, refused with what was typed still there, put right, taken in, taken back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.notes.models import Notes, Passage

pytestmark = pytest.mark.django_db
PAPERS = Path(__file__).parents[3] / "papers"
C = "/c/haiwan/notes/"
TEXT = "3-1-602 张倩：楼道灯坏了。还有，墙皮往下掉\n3-1-603 李四：门坏了"


@pytest.fixture
def desk(as_person, worker):
    return as_person(worker)


@pytest.fixture
def notes(desk):
    desk.post(C, {"text": TEXT})
    return Notes.objects.get()


def send(desk, content, name="走访.docx"):
    return desk.post(C, {"file": SimpleUploadedFile(name, content)})


def test_a_resident_and_a_stranger_are_kept_out(as_person, resident, client, notes):
    client.logout()
    assert client.get(C).status_code == 302
    browser = as_person(resident)
    for address in (C, f"{C}{notes.id}/", f"{C}{notes.id}/passages/{Passage.objects.first().id}/"):
        assert browser.get(address).status_code == 403
    assert browser.post(f"{C}{notes.id}/take/").status_code == 403


def test_a_document_is_read_and_shown_line_by_line(desk):
    answer = send(desk, (PAPERS / "visits-binjiang.docx").read_bytes())
    page = desk.get(answer.url).content.decode()
    assert "收入 137 条声音" in page
    assert "像是险情 12" in page
    assert "电表箱盖子没了" in page


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "是空的"), (b"PK\x03\x04", "打不开"), ("今天天气好".encode(), "一条声音也没读出来")]
)
def test_what_cannot_be_read_is_refused_in_a_sentence(desk, content, why):
    answer = send(desk, content)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert Notes.objects.count() == 0


def test_what_was_pasted_is_still_there_after_a_refusal(desk):
    answer = desk.post(C, {"text": "<b>今天</b>天气好"})
    assert answer.status_code == 422
    assert "&lt;b&gt;今天&lt;/b&gt;天气好" in answer.content.decode()
    assert "还没有文字" in desk.post(C, {"text": " "}).content.decode()


def test_a_passage_is_put_right_split_and_joined(desk, notes):
    first = Passage.objects.get(row=1, part=1)
    form = {"words": "楼道灯坏了。\n门也坏了", "kind": "voice", "door": "3-1-602", "speaker_name": "张大倩"}
    answer = desk.post(f"{C}{notes.id}/passages/{first.id}/", form)
    assert answer.status_code == 302
    assert list(Passage.objects.filter(row=1).values_list("words", "speaker_name")) == [
        ("楼道灯坏了。", "张大倩"), ("门也坏了", "张大倩"), ("还有，墙皮往下掉", "张倩"),
    ]  # fmt: skip
    desk.post(f"{C}{notes.id}/passages/{Passage.objects.get(row=1, part=2).id}/join/")
    first.refresh_from_db()
    assert first.words == "楼道灯坏了。门也坏了"
    wrong = desk.post(f"{C}{notes.id}/passages/{first.id}/", {**form, "door": "那边"})
    assert wrong.status_code == 422
    assert "那边" in wrong.content.decode()


def test_taken_in_and_taken_back(desk, notes):
    desk.post(f"{C}{notes.id}/take/")
    assert Voice.objects.filter(state="tray").count() == 3
    page = desk.get(f"{C}{notes.id}/").content.decode()
    assert "整份撤回" in page
    assert "没分" in page
    assert "先整份撤回" in desk.get(f"{C}{notes.id}/passages/{Passage.objects.first().id}/").content.decode()
    assert "3 条声音" in desk.get(f"{C}{notes.id}/undo/").content.decode()
    desk.post(f"{C}{notes.id}/undo/")
    assert Voice.objects.filter(state="undone").count() == 3


def test_dropped_and_a_second_time_named(desk, notes):
    assert "收过了" in desk.post(C, {"text": TEXT}).content.decode()
    desk.post(f"{C}{notes.id}/drop/")
    assert desk.post(C, {"text": TEXT}).status_code == 302


@pytest.mark.parametrize("lines", [3, 120])
def test_a_page_of_lines_costs_the_same_however_long_the_book(desk, lines, django_assert_num_queries):
    desk.post(C, {"text": "\n".join(f"3-1-{601 + number} 张倩：第{number}盏灯坏了" for number in range(lines))})
    address = f"{C}{Notes.objects.get().id}/"
    desk.get(address)
    with django_assert_num_queries(7):
        desk.get(address)
