"""Each voice on pages: what became of it, sorted by one key, joined with those alike, answered at the door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hehuo.core import clock, ids
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice

pytestmark = pytest.mark.django_db
C = "/c/haiwan/needs/"


@pytest.fixture
def desk(as_person, worker):
    return as_person(worker)


def say(worker, words, **more):
    return actions.say_voice(actor=worker, words=words, channel=Channel.DOOR, speaker_name="张三", **more)


def page(desk, address):
    answer = desk.get(f"{C}{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_answer_has_its_key(desk, worker):
    say(worker, "楼道灯坏了")
    text = page(desk, "tray/")
    for key in "qwerasdfgzxcvyuio6789tbn":
        assert f'data-key="{key}"' in text


def test_the_words_choose_class_layer_and_urgency_beforehand(desk, worker):
    say(worker, "单元门头的墙皮往下掉")
    text = page(desk, "tray/")
    for value in ("safety", "building", "critical"):
        assert f'value="{value}" id="' in text
        assert text.split(f'value="{value}"')[1].split(">")[0].endswith(" checked")
    assert "高处的东西要掉" in text
    assert "民法典第一千二百五十三条" in text


def test_danger_is_confirmed_seen_and_said(desk, worker):
    voice = say(worker, "单元门头的墙皮往下掉")
    desk.post(f"{C}voices/{voice.id}/ring/", {"danger": "facade"})
    assert "前要有人去看" in page(desk, f"voices/{voice.id}/")
    assert desk.post(f"{C}voices/{voice.id}/", {"found": ""}).status_code == 422
    desk.post(f"{C}voices/{voice.id}/", {"found": "拉了警戒线"})
    assert "有人去看过了" in page(desk, f"voices/{voice.id}/")


def test_undo_brings_the_last_one_back_in_hand(desk, worker):
    voice = say(worker, "谢谢")
    desk.post(f"{C}voices/{voice.id}/aside/", {"state": "thanks"})
    assert "记成了「表扬」" in page(desk, "tray/")
    answer = desk.post(f"{C}tray/undo/")
    assert answer.url == f"{C}tray/?voice={voice.id}"
    assert Voice.objects.get().state == VoiceState.TRAY
    assert desk.post(f"{C}tray/undo/").status_code in {403, 409}


def test_those_alike_are_joined_by_a_person_and_undone_as_one(desk, worker):
    voices = [say(worker, words) for words in ("楼道灯坏了半年", "楼道灯坏了没人修", "想种菜")]
    actions.liken_new()
    text = page(desk, "tray/alike/")
    assert "按相同的字找的，没有用模型" in text
    assert "想种菜" not in text
    form = {"first": voices[0].id, "key": ids.uuid7(), "voices": [voices[0].id, voices[1].id], "title": "楼道灯"}
    assert desk.post(f"{C}tray/alike/", {**form, "voices": []}).status_code == 422
    desk.post(f"{C}tray/alike/", form)
    assert (Need.objects.get().title, Need.objects.get().voice_count) == ("楼道灯", 2)
    desk.post(f"{C}tray/undo/")
    assert Voice.objects.filter(state=VoiceState.TRAY).count() == 3


def test_into_a_need_that_is_there(desk, worker):
    voices = [say(worker, words) for words in ("楼道灯坏了半年", "楼道灯坏了没人修")]
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE)
    actions.liken_new()
    desk.post(
        f"{C}tray/alike/",
        {"first": voices[0].id, "key": ids.uuid7(), "voices": [each.id for each in voices], "into": need.id},
    )
    assert Need.objects.get().voice_count == 2


def test_fates_are_counted_and_each_number_opens(desk, worker):
    actions.set_aside(actor=worker, voice=say(worker, "谢谢"), state=VoiceState.THANKS)
    say(worker, "楼道灯坏了")
    assert "谢谢" in page(desk, "voices/?state=thanks")
    assert "楼道灯坏了" not in page(desk, "voices/?state=thanks")
    assert "楼道灯坏了" in page(desk, "voices/?state=nonsense")


def test_published_with_owner_step_and_day_then_answered_at_the_door(desk, worker, client):
    (voice,) = actions.keep_voices(actor=worker, heard=[actions.Heard("灯", clock.now(), door="3-1-602")])
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voice=voice)
    assert "下一步" in page(desk, f"{need.id}/publish/")
    wrong = {"due_on": "2001-01-01", "next_step": "请电工", "owner": worker.id}
    refused = desk.post(f"{C}{need.id}/publish/", wrong)
    assert refused.status_code == 422
    assert "请电工" in refused.content.decode()
    desk.post(f"{C}{need.id}/publish/", {**wrong, "due_on": "2099-01-01"})
    desk.post(f"{C}{need.id}/step/", {**wrong, "due_on": "2099-01-02", "next_step": "换灯"})
    listed = client.get(f"{C}print/").content.decode()
    assert "换灯" in listed
    assert "1 条" in listed
    assert "1 户" in listed
    answer = desk.post(f"{C}{need.id}/answer/", {"settled": "no", "answer": "线路要先报建"})
    assert answer.url == f"{C}{need.id}/doors/"
    assert "3-1-602" in page(desk, f"{need.id}/slips/")
    assert desk.post(f"{C}{need.id}/doors/", {"csrf": "x"}).status_code == 422
    desk.post(f"{C}{need.id}/doors/", {"voices": [voice.id]})
    assert "都知道回音了" in page(desk, f"{need.id}/doors/")
    assert "回音告诉到了" in page(desk, f"voices/{voice.id}/")


def test_consented_words_are_read_by_everyone_others_by_staff_only(client, worker, resident):
    said = [
        actions.say_voice(actor=resident, speaker=resident, words=words, channel=Channel.PHONE, may_quote=quote)
        for words, quote in (("想傍晚种菜", True), ("我家漏水了", False))
    ]
    need = actions.open_need(actor=worker, title="种菜", kind=NeedKind.CHILDREN, voices=said)
    actions.publish_need(actor=worker, need=need)
    text = client.get(f"{C}{need.id}/").content.decode()
    assert "想傍晚种菜" in text
    assert "我家漏水了" not in text
    assert resident.name not in text


def test_a_resident_sees_none_of_these(as_person, resident, worker):
    voice = say(worker, "灯坏了")
    browser = as_person(resident)
    for address in ("voices/", f"voices/{voice.id}/", "tray/", "tray/alike/"):
        assert browser.get(f"{C}{address}").status_code == 403


@pytest.mark.parametrize("address", ["tray/", "voices/", "tray/alike/"])
def test_lists_cost_the_same_for_few_and_for_many(desk, worker, address):
    def count():
        with CaptureQueriesContext(connection) as queries:
            page(desk, address)
        return len(queries)

    for number in range(3):
        say(worker, f"楼道灯坏了{number}")
    actions.liken_new()
    page(desk, address)
    few = count()
    Voice.objects.bulk_create(
        Voice(words=f"第{number}件，门坏了", channel=Channel.DOOR, speaker_name="李四", likened_at=clock.now())
        for number in range(2000)
    )
    assert count() == few
