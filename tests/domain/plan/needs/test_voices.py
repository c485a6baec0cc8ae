"""Nobody's sentence vanishes: said, kept, sorted by a person, and undone without loss."""

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs import actions, queries
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(resident):
    def say_it(words="三楼平台空着，想种点菜", **more):
        more.setdefault("actor", resident)
        more.setdefault("speaker", more["actor"])
        return actions.say_voice(words=words, channel=Channel.PHONE, **more)

    return say_it


@pytest.fixture
def need(worker):
    return actions.open_need(actor=worker, title="孩子傍晚有处去，种菜认植物", kind=NeedKind.CHILDREN)


def test_a_voice_keeps_its_words_and_waits_in_the_tray(say, resident):
    voice = say("  三楼平台空着  ")
    assert (voice.words, voice.state, voice.speaker, voice.collector) == (
        "三楼平台空着",
        VoiceState.TRAY,
        resident,
        None,
    )
    assert list(queries.tray()) == [voice]
    assert Duty.objects.filter(about_id=voice.id, done_at=None).count() == 1


def test_a_double_tap_is_one_voice(say):
    key = ids.uuid7()
    assert say(key=key).id == say(key=key).id == key
    assert queries.tray_count() == 1


def test_no_words_and_too_many_are_refused_with_what_to_do(say):
    with pytest.raises(Invalid, match="还没有写事情"):
        say("   ")
    with pytest.raises(Invalid, match="请分成几件"):
        say("长" * 2001)


def test_a_worker_writes_down_for_someone_and_both_names_stand(say, worker, resident):
    voice = say(actor=worker, speaker=resident)
    assert (voice.speaker, voice.collector) == (resident, worker)


def test_a_resident_does_not_speak_for_another(say, somebody, resident):
    with pytest.raises(Refused, match="替人记需求"):
        say(actor=somebody("别人"), speaker=resident)


def test_a_stranger_at_the_wall_is_heard(say, haiwan):
    voice = say(actor=None, speaker_name="六栋的老李")
    assert (voice.speaker, voice.from_whom) == (None, "六栋的老李")


def test_joining_counts_voices_and_homes_and_can_be_undone(say, need, worker, somebody):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    home = ensure_home(estate=estate, number=addresses.read_home("1-1-101"))
    household = Household.objects.create(home=home)
    voices = [say(actor=somebody(name, household=household)) for name in ("甲", "乙")] + [say()]
    for voice in voices:
        actions.join_voice(actor=worker, voice=voice, need=need)
    need.refresh_from_db()
    assert (need.voice_count, need.home_count) == (3, 1)
    actions.return_to_tray(actor=worker, voice=voices[0])
    need.refresh_from_db()
    assert (need.voice_count, need.home_count) == (2, 1)
    assert [voice.id for voice in queries.tray()] == [voices[0].id]
    assert Voice.objects.get(pk=voices[0].pk).words == "三楼平台空着，想种点菜"


def test_a_voice_is_joined_once(say, need, worker):
    voice = say()
    actions.join_voice(actor=worker, voice=voice, need=need)
    with pytest.raises(Conflict, match="别人是否已经办了"):
        actions.join_voice(actor=worker, voice=voice, need=need)


def test_praise_and_chat_are_kept_as_such(say, worker):
    voice = say("小周真热心")
    actions.set_aside(actor=worker, voice=voice, state=VoiceState.THANKS)
    assert Voice.objects.get(pk=voice.pk).state == VoiceState.THANKS
    with pytest.raises(Invalid):
        actions.set_aside(actor=worker, voice=say(), state=VoiceState.JOINED)


def test_the_database_keeps_a_joined_voice_with_its_need(say, need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.filter(pk=say().pk).update(state=VoiceState.JOINED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(home_count=1)


def test_needs_with_the_same_words_are_proposed(need, worker):
    actions.open_need(actor=worker, title="路灯坏了", kind=NeedKind.HOUSE)
    assert queries.similar_needs("想带孩子种菜") == [need]
    assert queries.similar_needs("下水道堵了") == []
