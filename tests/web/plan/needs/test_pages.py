"""Needs on pages: said without scripts, sorted at the desk, read by anyone."""

import pytest

from hehuo.core import ids
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, NeedState, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice

pytestmark = pytest.mark.django_db
C = "/c/haiwan/needs/"


@pytest.fixture
def voice(resident):
    return actions.say_voice(actor=resident, speaker=resident, words="三楼空着，想种点菜", channel=Channel.PHONE)


@pytest.fixture
def published(worker, voice):
    need = actions.open_need(actor=worker, title="种菜认植物", kind=NeedKind.CHILDREN, voice=voice)
    return actions.publish_need(actor=worker, need=need)


def test_a_stranger_says_something_from_the_wall(client, haiwan):
    answer = client.post(f"{C}say/?from=wall", {"words": "路灯坏了", "speaker_name": "六栋老李", "key": ids.uuid7()})
    assert (answer.status_code, answer.url) == (302, C)
    voice = Voice.objects.get()
    assert (voice.words, voice.channel, voice.speaker_name) == ("路灯坏了", Channel.WALL, "六栋老李")


def test_a_double_tap_says_it_once(client, haiwan):
    key = ids.uuid7()
    for _ in range(2):
        client.post(f"{C}say/", {"words": "路灯坏了", "key": key})
    assert Voice.objects.count() == 1


def test_what_was_typed_is_still_there_after_a_refusal(client, haiwan):
    answer = client.post(f"{C}say/", {"words": "", "where": "3 栋后面", "key": ids.uuid7()})
    assert answer.status_code == 422
    assert "3 栋后面" in answer.content.decode()


def test_a_resident_finds_what_came_of_their_words(as_person, resident, published):
    page = as_person(resident).get(f"{C}mine/").content.decode()
    assert "三楼空着，想种点菜" in page
    assert "归到「种菜认植物」，已公布" in page


def test_the_tray_offers_needs_and_a_new_one_takes_the_voice_in(as_person, worker, voice):
    browser = as_person(worker)
    assert "三楼空着，想种点菜" in browser.get(f"{C}tray/").content.decode()
    form = {"title": "种菜认植物", "kind": "children", "layer": "community", "urgency": "normal", "key": ids.uuid7()}
    browser.post(f"{C}voices/{voice.id}/need/", form)
    need = Need.objects.get()
    assert (need.title, need.voice_count, need.state) == ("种菜认植物", 1, NeedState.DRAFT)
    browser.post(f"{C}{need.id}/publish/")
    need.refresh_from_db()
    assert need.state == NeedState.OPEN


def test_a_voice_is_joined_set_aside_and_returned(as_person, worker, voice, published, resident):
    browser = as_person(worker)
    other = actions.say_voice(actor=resident, speaker=resident, words="我也想种", channel=Channel.PHONE)
    browser.post(f"{C}voices/{other.id}/join/", {"need": published.id})
    assert Voice.objects.get(pk=other.pk).need_id == published.id
    browser.post(f"{C}voices/{other.id}/return/")
    browser.post(f"{C}voices/{other.id}/aside/", {"state": "thanks"})
    assert Voice.objects.get(pk=other.pk).state == VoiceState.THANKS


def test_a_worker_records_what_a_neighbour_on_the_roll_said(as_person, worker, resident):
    said = {"words": "晚上太黑", "channel": "door", "speaker_code": "吴秀兰", "key": ids.uuid7()}
    as_person(worker).post(f"{C}record/", said)
    voice = Voice.objects.get()
    assert (voice.speaker, voice.collector) == (resident, worker)


def test_strangers_and_residents_are_kept_from_the_desk(client, as_person, resident, haiwan):
    assert client.get(f"{C}tray/").url.startswith("/enter/?next=")
    refusal = as_person(resident).get(f"{C}tray/")
    assert refusal.status_code == 403
    assert "「整理需求」要由社区书记、社区工作者来办" in refusal.content.decode()


def test_anyone_reads_the_list_and_a_need_in_few_statements(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        listed = client.get(C)
    assert "种菜认植物" in listed.content.decode()
    assert len(listed.content) < 20 * 1024
    with django_assert_max_num_queries(10):
        page = client.get(f"{C}{published.id}/").content.decode()
    assert "进了需求清单" in page
    assert "三楼空着" not in page


def test_a_draft_and_another_communitys_need_are_not_there(client, worker, published):
    draft = actions.open_need(actor=worker, title="还没公布", kind=NeedKind.OTHER)
    for address in (draft.id, ids.uuid7()):
        answer = client.get(f"{C}{address}/")
        assert answer.status_code == 404
        assert "没有找到这一页" in answer.content.decode()


def test_an_answer_ends_a_need_in_public(as_person, worker, published, client):
    form = {"settled": "yes", "answer": "天空农场每周六开课"}
    as_person(worker).post(f"{C}{published.id}/answer/", form)
    client.logout()
    page = client.get(f"{C}{published.id}/").content.decode()
    assert "天空农场每周六开课" in page


def test_words_can_be_mended_and_papers_printed(as_person, worker, published):
    browser = as_person(worker)
    form = {"title": "孩子种菜", "kind": "children", "layer": "estate", "urgency": "low", "wording": ""}
    browser.post(f"{C}{published.id}/word/", form)
    assert "孩子种菜" in browser.get(f"{C}print/").content.decode()
    assert browser.get(f"{C}wall/").status_code == 200
    assert browser.get(f"{C}desk/").status_code == 200
    assert browser.post(f"{C}{published.id}/take-up/").status_code == 302
