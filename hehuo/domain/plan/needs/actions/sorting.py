"""Sorting: a voice is joined to a need, or kept as praise or chat; what was sorted last is undone with one key."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs import kinds, rules
from hehuo.domain.plan.needs.actions.counting import recount
from hehuo.domain.plan.needs.kinds import VOICE_MOVES, Layer, NeedKind, Pressing, Urgency, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice


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
    pressing: Sequence[Pressing] = (),
    voice: Voice | None = None,
    voices: Sequence[Voice] = (),
    key: UUID | None = None,
) -> Need:
    """Begin a need, and join its first voice, or voices, where some are given; a draft until it is published."""
    if key and (made := Need.objects.filter(pk=key).first()):
        return made
    rules.may_sort(actor).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请给这件需求起个名字，例如：傍晚有个教孩子种菜的地方。"))
    year = clock.today().year
    need = Need(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'need.{year}'):03d}", title=title.strip(),
        wording=wording.strip(), kind=kind, layer=layer, urgency=urgency, place=place, owner=actor,
        pressing=[each.value for each in Pressing if each in pressing],
    )  # fmt: skip
    need.save(force_insert=True)
    journal.record(actor=actor, act="needs.need_opened", thing=need, number=need.number)
    if first := [*([voice] if voice else []), *voices]:
        join_voices(actor=actor, voices=first, need=need)
        need.refresh_from_db(fields=["voice_count", "home_count"])
    return need


def join_voice(*, actor: Person, voice: Voice, need: Need) -> Voice:
    """Count a voice into a need; its words stay as they were. Undone by `return_to_tray` or `undo_last`."""
    return join_voices(actor=actor, voices=[voice], need=need)[0]


@transaction.atomic
def join_voices(*, actor: Person, voices: Iterable[Voice], need: Need) -> list[Voice]:
    """Count several voices into a need, as one act: all or none, undone as one by `undo_last`.

    Raises Conflict where one was sorted meanwhile, Invalid for none at all.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    rules.may_sort(actor).or_refuse()
    held = list(Voice.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in voices]))
    if not held:
        raise Invalid("voices", _("请先勾上要归到一起的话。"))
    for voice in held:
        VOICE_MOVES.check(VoiceState(voice.state), VoiceState.JOINED)
        voice.state, voice.need = VoiceState.JOINED, need
    _sorted(held, actor)
    recount(need)
    for voice in held:
        threads.tie(earlier=voice, later=need)
        duties.done(about=voice, act="sort_voice", actor=actor)
    journal.record(
        actor=actor, act="needs.voice_joined", thing=need, voices=need.voice_count, homes=need.home_count,
        joined=[str(voice.id) for voice in held],
    )  # fmt: skip
    return held


def _sorted(voices: list[Voice], actor: Person) -> None:
    """Save what was sorted in one act under one moment, so that one key takes all of it back."""
    at = clock.now()
    for voice in voices:
        voice.sorted_at, voice.sorted_by = at, actor
        voice.save(update_fields=["state", "need", "sorted_at", "sorted_by"])


@transaction.atomic
def set_aside(*, actor: Person, voice: Voice, state: VoiceState) -> Voice:
    """Keep a voice as praise or as chat: it is no need, and is not lost."""
    voice = _locked(voice)
    rules.may_sort(actor).or_refuse()
    if state not in {VoiceState.THANKS, VoiceState.CHAT}:
        raise Invalid("state", _("请选「表扬」或「闲话」。"))
    VOICE_MOVES.check(VoiceState(voice.state), state)
    voice.state = state
    _sorted([voice], actor)
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
    voice.state, voice.need, voice.sorted_at, voice.sorted_by = VoiceState.TRAY, None, None, None
    voice.save(update_fields=["state", "need", "sorted_at", "sorted_by"])
    if need:
        recount(need)
        threads.untie(earlier=voice, later=need)
    journal.record(actor=actor, act="needs.voice_returned", thing=voice)
    duties.assign(
        about=voice, act="sort_voice", title=voice.words[:40], verb="mou", power=Power.SORT_NEEDS,
        due_at=clock.now() + timedelta(days=kinds.SORT_WITHIN_DAYS),
    )  # fmt: skip
    return voice


@transaction.atomic
def undo_last(*, actor: Person) -> list[Voice]:
    """Put back what the actor sorted last: one voice, or all that were joined in one act. Again, and the one before.

    Raises Refused where nothing is left to undo, or the answer has gone out.
    """
    rules.may_sort(actor).or_refuse()
    last = Voice.objects.filter(sorted_by=actor).order_by("-sorted_at").first()
    if last is None:
        raise Refused(_("没有可以撤销的了。"))
    voices = list(Voice.objects.filter(sorted_by=actor, sorted_at=last.sorted_at).select_related("need").order_by("id"))
    rules.may_undo_sorting(voices).or_refuse()
    return [return_to_tray(actor=actor, voice=voice) for voice in voices]


def _locked(voice: Voice) -> Voice:
    return Voice.objects.select_for_update().get(pk=voice.pk)
