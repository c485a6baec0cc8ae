"""Saying: a voice is kept in its words, one by one or a whole book of them; withdrawn only with its book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Refused
from hehuo.core.jobs import queue as jobs
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.kinds import Channel as Way
from hehuo.domain.ground.consents.kinds import ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.plan.needs import dangers, kinds, rules
from hehuo.domain.plan.needs.actions.counting import recount
from hehuo.domain.plan.needs.actions.ringing import ring_danger, today_at_the_latest
from hehuo.domain.plan.needs.kinds import PUBLIC_STATES, VOICE_MOVES, Channel, VoiceState
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
    danger: str = "",
) -> Voice:
    """Keep what somebody said, in their words, in the tray. `actor` is None for a stranger at a wall's QR code.

    `key` is the voice's id: the same key twice is one voice. `heard_at` is when it was noted where there was no signal:
    within the last 30 days, else it was heard now. Photos stay private, with the voice. `may_quote` is the speaker's
    separate consent to show the words, given now or before (PIPL 25): it is kept as one, by a person on the roll.
    `danger` is a code of dangers.TABLE that the actor confirms: it rings at once.
    Raises Invalid for no words, too many words or photos, or a file that cannot be kept; Refused where the consent
    cannot be written down.
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
        home=home, where=where.strip(), collector=collector,
        quote_consent=_consent_to_quote(actor, speaker) if may_quote else None,
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
    _to_be_sorted(voice)
    if danger and actor:
        ring_danger(actor=actor, voice=voice, danger=danger)
    jobs.enqueue("needs.liken")
    return voice


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice out of a book of visits, as it was noted on its day."""

    words: str
    heard_at: datetime
    door: str = ""
    home: Home | None = None
    speaker: Person | None = None
    speaker_name: str = ""
    collector: Person | None = None
    collector_name: str = ""


@transaction.atomic
def keep_voices(*, actor: Person | None, heard: Sequence[Heard]) -> list[Voice]:
    """Keep many voices of the past at once, each with its day and who noted it; the clock of each starts now (R-42).

    Raises Refused for whoever may not write down another's words, Invalid for words that cannot be kept.
    """
    rules.may_take_notes(actor).or_refuse()
    voices = []
    for each in heard:
        if not each.words.strip() or len(each.words) > rules.WORDS_LIMIT:
            raise Invalid("words", _("每条要有字，最多 %d 字，请分成几件。") % rules.WORDS_LIMIT)
        voice = Voice(
            words=each.words.strip(), channel=Channel.DOOR, speaker=each.speaker, speaker_name=each.speaker_name,
            home=each.home, door=each.door, collector=each.collector, collector_name=each.collector_name,
            heard_at=each.heard_at,
        )  # fmt: skip
        voice.save(force_insert=True)
        journal.record(
            actor=actor, act="needs.voice_said", thing=voice, acting_for=each.speaker, words=voice.words,
            channel=Channel.DOOR.value,
        )  # fmt: skip
        _to_be_sorted(voice)
        voices.append(voice)
    jobs.enqueue("needs.liken")
    return voices


@transaction.atomic
def withdraw_voices(*, actor: Person, voices: Iterable[Voice]) -> list[Voice]:
    """Take a whole book of voices back; those sorted already leave their needs. All or none.

    Raises Refused where a need they belong to was published: what was published stands on them.
    """
    rules.may_take_notes(actor).or_refuse()
    ids_of = [voice.pk for voice in voices]
    of_them = Voice.objects.filter(pk__in=ids_of, need__isnull=False).values("need_id")
    needs = list(Need.objects.select_for_update().filter(pk__in=of_them).order_by("id"))
    out = [need for need in needs if need.state in PUBLIC_STATES]
    if out:
        said = {"n": len(out), "number": out[0].number, "title": out[0].title}
        raise Refused(_("里面的话已经归到公布了的需求（%(n)s 件，如 %(number)s「%(title)s」），不能整份撤回。") % said)
    held = list(Voice.objects.select_for_update(of=("self",)).filter(pk__in=ids_of).order_by("id"))
    for voice in held:
        if voice.state != VoiceState.TRAY:
            VOICE_MOVES.check(VoiceState(voice.state), VoiceState.TRAY)
        voice.state, voice.need = VoiceState.WITHDRAWN, None
        voice.save(update_fields=["state", "need"])
        duties.drop(about=voice)
        journal.record(actor=actor, act="needs.voice_withdrawn", thing=voice)
    for need in needs:
        recount(need)
    return held


def _consent_to_quote(actor: Person | None, speaker: Person | None) -> Consent:
    """The speaker's consent to show their words, given by themselves or written down at the desk."""
    if actor is None or speaker is None:
        raise Refused(_("公开原话要本人单独同意，先在花名册上找到这个人，再记他同意。原话不公开也能记。"))
    way = Way.PAGE if actor.id == speaker.id else Way.DESK
    return consents.give_consent(actor=actor, person=speaker, kind=ConsentKind.QUOTE, channel=way)


def _to_be_sorted(voice: Voice) -> None:
    """It is somebody's turn to sort it: within days, or today where its words tell of danger."""
    rings = dangers.ringing_in(voice.words)
    title = sentence("像是险情：%(words)s", words=voice.words[:30]) if rings else voice.words[:40]
    in_days = clock.now() + timedelta(days=kinds.SORT_WITHIN_DAYS)
    duties.assign(
        about=voice, act="sort_voice", title=title, verb="mou", power=Power.SORT_NEEDS,
        due_at=today_at_the_latest() if rings else in_days,
    )  # fmt: skip
