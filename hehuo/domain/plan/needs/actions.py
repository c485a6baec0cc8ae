"""Saying, sorting, publishing and answering."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs import kinds, rules
from hehuo.domain.plan.needs.kinds import VOICE_MOVES, Channel, Layer, NeedKind, NeedState, Urgency, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice


@transaction.atomic
def say_voice(
    *,
    actor: Person | None,
    words: str,
    channel: Channel,
    speaker: Person | None = None,
    speaker_name: str = "",
    home: Home | None = None,
    where: str = "",
    may_quote: bool = False,
    photos: "Sequence[Upload[Any]]" = (),
    key: UUID | None = None,
    heard_at: datetime | None = None,
) -> Voice:
    """Keep what somebody said, in their words, in the tray. `actor` is None for a stranger at a wall's QR code.

    `key` is the voice's id: the same key twice is one voice. `heard_at` is when it was noted where there was no signal:
    within the last 30 days, else it was heard now. Photos stay private, with the voice.
    Raises Invalid for no words, too many words or photos, or a file that cannot be kept.
    """
    if key and (said := Voice.objects.filter(pk=key).first()):
        return said
    words = words.strip()
    if not words:
        raise Invalid("words", _("还没有写事情。写一句就行，例如：3 栋后面没有路灯。"))
    if len(words) > rules.WORDS_LIMIT:
        raise Invalid("words", _("写得太长，请分成几件，每件 %d 字以内。") % rules.WORDS_LIMIT)
    if len(photos) > rules.PHOTOS_LIMIT:
        raise Invalid("photos", _("一条最多 %d 张照片。多的请分一条记。") % rules.PHOTOS_LIMIT)
    rules.may_say_for(actor, speaker).or_refuse()
    if home is None and speaker and speaker.household:
        home = speaker.household.home
    collector = actor if actor and speaker != actor else None
    voice = Voice(
        id=key or ids.uuid7(), words=words, channel=channel, speaker=speaker, speaker_name=speaker_name.strip(),
        home=home, where=where.strip(), collector=collector, may_quote=may_quote,
    )  # fmt: skip
    if heard_at and timedelta(0) < voice.heard_at - heard_at < kinds.WITHOUT_SIGNAL:
        voice.heard_at = heard_at
    voice.save(force_insert=True)
    journal.record(
        actor=actor, act="needs.voice_said", thing=voice, acting_for=speaker if collector else None, words=words,
        channel=channel.value,
    )  # fmt: skip
    for photo in photos:
        files.keep_file(actor=actor, upload=photo, about=voice)
    duties.assign(
        about=voice, act="sort_voice", title=words[:40], verb="mou", power=Power.SORT_NEEDS,
        due_at=clock.now() + timedelta(days=kinds.SORT_WITHIN_DAYS),
    )  # fmt: skip
    return voice


@transaction.atomic
def open_need(
    *,
    actor: Person,
    title: str,
    kind: NeedKind,
    layer: Layer = Layer.COMMUNITY,
    urgency: Urgency = Urgency.NORMAL,
    place: Place | None = None,
    wording: str = "",
    voice: Voice | None = None,
    key: UUID | None = None,
) -> Need:
    """Begin a need, and join its first voice where one is given; it stays a draft until it is published."""
    if key and (made := Need.objects.filter(pk=key).first()):
        return made
    rules.may_sort(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请给这件需求起个名字，例如：傍晚有个教孩子种菜的地方。"))
    year = clock.today().year
    need = Need(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'need.{year}'):03d}", title=title.strip(),
        wording=wording.strip(), kind=kind, layer=layer, urgency=urgency, place=place, owner=actor,
    )  # fmt: skip
    need.save(force_insert=True)
    journal.record(actor=actor, act="needs.need_opened", thing=need, number=need.number)
    if voice:
        join_voice(actor=actor, voice=voice, need=need)
        need.refresh_from_db(fields=["voice_count", "home_count"])
    return need


@transaction.atomic
def join_voice(*, actor: Person, voice: Voice, need: Need) -> Voice:
    """Count a voice into a need; its words stay as they were. Undone by `return_to_tray`."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    voice = _locked(voice)
    rules.may_sort(actor).or_refuse()
    VOICE_MOVES.check(VoiceState(voice.state), VoiceState.JOINED)
    voice.state, voice.need = VoiceState.JOINED, need
    voice.save(update_fields=["state", "need"])
    _recount(need)
    threads.tie(earlier=voice, later=need)
    journal.record(actor=actor, act="needs.voice_joined", thing=need, voices=need.voice_count, homes=need.home_count)
    duties.done(about=voice, act="sort_voice", actor=actor)
    return voice


@transaction.atomic
def set_aside(*, actor: Person, voice: Voice, state: VoiceState) -> Voice:
    """Keep a voice as praise or as chat: it is no need, and is not lost."""
    voice = _locked(voice)
    rules.may_sort(actor).or_refuse()
    if state not in {VoiceState.THANKS, VoiceState.CHAT}:
        raise Invalid("state", _("请选「表扬」或「闲话」。"))
    VOICE_MOVES.check(VoiceState(voice.state), state)
    voice.state = state
    voice.save(update_fields=["state"])
    journal.record(actor=actor, act="needs.voice_set_aside", thing=voice, state=state.value)
    duties.done(about=voice, act="sort_voice", actor=actor)
    return voice


@transaction.atomic
def return_to_tray(*, actor: Person, voice: Voice) -> Voice:
    """Undo a joining or a setting aside: the voice waits in the tray again."""
    need = Need.objects.select_for_update().filter(voices=voice).first()
    voice = _locked(voice)
    rules.may_sort(actor).or_refuse()
    VOICE_MOVES.check(VoiceState(voice.state), VoiceState.TRAY)
    voice.state, voice.need = VoiceState.TRAY, None
    voice.save(update_fields=["state", "need"])
    if need:
        _recount(need)
        threads.untie(earlier=voice, later=need)
    journal.record(actor=actor, act="needs.voice_returned", thing=voice)
    duties.assign(
        about=voice, act="sort_voice", title=voice.words[:40], verb="mou", power=Power.SORT_NEEDS,
        due_at=clock.now() + timedelta(days=kinds.SORT_WITHIN_DAYS),
    )  # fmt: skip
    return voice


@transaction.atomic
def word_need(
    *,
    actor: Person,
    need: Need,
    title: str,
    wording: str,
    kind: NeedKind,
    layer: Layer,
    urgency: Urgency,
    place: Place | None,
) -> Need:
    """Change how a need is worded and classed; before and after stand in the journal."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("需求的名字不能空着。"))
    before = f"{need.title}\n{need.wording}"
    need.title, need.wording = title.strip(), wording.strip()
    need.kind, need.layer, need.urgency, need.place = kind, layer, urgency, place
    need.save()
    journal.record(actor=actor, act="needs.need_worded", thing=need, words=before)
    return need


@transaction.atomic
def publish_need(*, actor: Person, need: Need, due_on: date | None = None) -> Need:
    """Publish a sorted need, so that partners can answer it; everyone whose voice it holds is told."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_publish_need(actor, need).or_refuse()
    need.move_to(NeedState.OPEN)
    need.published_at = clock.now()
    need.due_on = due_on or clock.today() + timedelta(days=kinds.ANSWER_WITHIN_DAYS)
    need.save()
    journal.record(
        actor=actor, act="needs.need_published", thing=need, number=need.number, voices=need.voice_count,
        homes=need.home_count,
    )  # fmt: skip
    duties.assign(
        about=need, act="answer_need", title=need.title, verb="mou", person=need.owner, power=Power.SORT_NEEDS,
        due_at=clock.at(need.due_on, 18),
    )  # fmt: skip
    body = sentence("编号 %(number)s：%(title)s。走到哪一步，随时可以看。", number=need.number, title=need.title)
    _tell_speakers(need, sentence("您说的事进了需求清单"), body)
    return need


@transaction.atomic
def take_up_need(*, actor: Person, need: Need) -> Need:
    """Say that something is being done about a need; saying it again changes nothing."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if need.state == NeedState.UNDERWAY:
        return need
    need.move_to(NeedState.UNDERWAY)
    need.save(update_fields=["state"])
    journal.record(actor=actor, act="needs.need_taken_up", thing=need)
    return need


@transaction.atomic
def answer_need(*, actor: Person, need: Need, answer: str, settled: bool) -> Need:
    """End a need with an answer: settled, or no and why. Every speaker is told."""
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    if not answer.strip():
        raise Invalid("answer", _("请写一句回音：办成了什么，或者为什么办不了。"))
    need.move_to(NeedState.ANSWERED if settled else NeedState.DECLINED)
    need.answer = answer.strip()
    need.save(update_fields=["state", "answer"])
    act = "needs.need_answered" if settled else "needs.need_declined"
    journal.record(actor=actor, act=act, thing=need, words=need.answer)
    duties.done(about=need, act="answer_need", actor=actor)
    _tell_speakers(need, sentence("您说的事有回音了"), f"{need.title}：{need.answer}")
    return need


def _tell_speakers(need: Need, subject: Sentence, body: Sentence | str) -> None:
    for person in Person.objects.filter(voices__need=need).distinct():
        messages.tell(person=person, subject=subject, body=body, about=need)


def _locked(voice: Voice) -> Voice:
    return Voice.objects.select_for_update().get(pk=voice.pk)


def _recount(need: Need) -> None:
    homes = list(Voice.objects.filter(need=need).values_list("home_id", flat=True))
    need.voice_count = len(homes)
    need.home_count = len({home for home in homes if home})
    need.save(update_fields=["voice_count", "home_count"])
