"""Sorting is one act after another, and each can be taken back: one voice, or all that were joined at once."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.plan.needs import actions, queries
from hehuo.domain.plan.needs.actions.counting import recount
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, Pressing, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def voices(worker):
    return [
        actions.say_voice(actor=worker, words=words, channel=Channel.DOOR, speaker_name="张三")
        for words in ("灯坏了", "楼道灯不亮", "狗不拴绳", "谢谢")
    ]


def later(minutes):
    return clock.stopped(clock.now() + timedelta(minutes=minutes))


def test_undo_goes_back_one_act_after_another(worker, voices):
    with later(1):
        need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voices=voices[:2])
    with later(2):
        actions.set_aside(actor=worker, voice=voices[3], state=VoiceState.THANKS)
    assert [voice.words for voice in queries.last_sorted_by(worker)] == ["谢谢"]
    assert [voice.words for voice in actions.undo_last(actor=worker)] == ["谢谢"]
    assert [voice.words for voice in actions.undo_last(actor=worker)] == ["灯坏了", "楼道灯不亮"]
    assert Need.objects.get(pk=need.pk).voice_count == 0
    with pytest.raises(Refused, match="没有可以撤销的了"):
        actions.undo_last(actor=worker)


def test_undo_is_of_ones_own_sorting_only(worker, secretary, voices):
    actions.set_aside(actor=worker, voice=voices[3], state=VoiceState.THANKS)
    with pytest.raises(Refused, match="没有可以撤销的了"):
        actions.undo_last(actor=secretary)


def test_undo_stops_where_the_answer_has_gone_out(worker, voices):
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voice=voices[0])
    actions.publish_need(actor=worker, need=need)
    actions.answer_need(actor=worker, need=need, answer="换好了", settled=True)
    with pytest.raises(Refused, match="已经给了回音"):
        actions.undo_last(actor=worker)


def test_several_are_joined_all_or_none(worker, voices):
    need = actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE)
    actions.set_aside(actor=worker, voice=voices[3], state=VoiceState.CHAT)
    with pytest.raises(Conflict):
        actions.join_voices(actor=worker, voices=[voices[0], voices[3]], need=need)
    assert Voice.objects.filter(state=VoiceState.JOINED).count() == 0
    with pytest.raises(Invalid, match="先勾上"):
        actions.join_voices(actor=worker, voices=[], need=need)


def test_tags_stand_in_their_own_order(worker):
    need = actions.open_need(actor=worker, title="电梯", kind=NeedKind.ELDERS, pressing=[Pressing.HOPE, Pressing.ACUTE])
    assert need.pressing_words == ["急", "盼"]


def test_homes_are_counted_by_the_roll_or_by_their_door_and_never_mixed_with_voices(worker):
    at = clock.now()
    kept = actions.keep_voices(
        actor=worker,
        heard=[actions.Heard("灯坏了", at, door="3-1-602"), actions.Heard("门坏了", at, door="3-1-602"),
               actions.Heard("墙裂了", at, door="3-1-603"), actions.Heard("沟堵了", at)],
    )  # fmt: skip
    need = actions.open_need(actor=worker, title="修一修", kind=NeedKind.HOUSE, voices=kept)
    assert (need.voice_count, need.home_count) == (4, 2)
    recount(need)
    assert (need.voice_count, need.home_count) == (4, 2)


def test_words_kept_at_once_are_words(worker, resident):
    with pytest.raises(Invalid, match="每条要有字"):
        actions.keep_voices(actor=worker, heard=[actions.Heard(" ", clock.now())])
    with pytest.raises(Refused):
        actions.keep_voices(actor=resident, heard=[actions.Heard("灯", clock.now())])
    with pytest.raises(Refused):
        actions.withdraw_voices(actor=resident, voices=[])


def test_every_voice_is_counted_in_one_fate(worker, voices, django_assert_num_queries):
    actions.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voices=voices[:2])
    actions.set_aside(actor=worker, voice=voices[3], state=VoiceState.THANKS)
    with django_assert_num_queries(1):
        fates = queries.fates()
    assert (fates.total, fates.tray, fates.joined, fates.thanks, fates.chat, fates.withdrawn) == (4, 1, 2, 1, 0, 0)


def test_needs_are_proposed_by_likeness_then_by_name(worker, voices, run_jobs):
    need = actions.open_need(actor=worker, title="天黑要看得见", kind=NeedKind.HOUSE, voice=voices[0])
    run_jobs()
    offered = queries.proposals_for(voices[1])
    assert [each.need for each in offered] == [need]
