"""Needs as the worker's desk sees them: recording, sorting, wording, publishing, answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.people import queries as people
from hehuo.domain.plan.needs import actions, dangers, queries, rules
from hehuo.domain.plan.needs.kinds import Channel, Layer, NeedKind, Pressing, Urgency, VoiceState
from hehuo.domain.plan.needs.models import Voice
from hehuo.web import outbox
from hehuo.web.plan.needs.forms import AnswerForm, JoinForm, NeedForm, OpenNeedForm, PublishForm, RecordForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.COLLECT_VOICES)
def record(request: PersonRequest, community: str) -> HttpResponse:
    """Write down what somebody said; `?who=` names whoever one just came from."""
    form = RecordForm(
        request.POST or None, request.FILES or None, initial={"speaker_code": request.GET.get("who", "")[:40]}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        speaker = people.the_one_called(said["speaker_code"])
        voice = form.act(
            actions.say_voice, actor=request.person, words=said["words"], channel=Channel(said["channel"]),
            speaker=speaker, speaker_name="" if speaker else said["speaker_code"], where=said["where"],
            may_quote=said["may_quote"], photos=said["photos"], key=said["key"], heard_at=said["heard_ms"],
            danger=said["danger"],
        )  # fmt: skip
        if voice:
            messages.success(request, _("记下了：%s。还有就接着记。") % voice.from_whom)
            return outbox.taken(request, redirect("needs:record", community))
    context = {"form": form, "may_sort": rules.may_sort(request.person)}
    return render(request, "needs/voice_record.html", context, status=422 if form.errors else 200)


@powered(Power.COLLECT_VOICES)
def record_offline(request: PersonRequest, community: str) -> HttpResponse:
    """The same form, empty and nobody's: a phone keeps this page and opens it where there is no signal."""
    nobodys = {"person": None, "errand": None, "messages": ()}  # a kept page must not hold a name
    return render(request, "needs/voice_record_offline.html", {"form": RecordForm(initial={"key": ""}), **nobodys})


@powered(Power.SORT_NEEDS)
def tray(request: PersonRequest, community: str) -> HttpResponse:
    """Voices nobody has sorted yet; the one in hand beside the needs it may belong to."""
    voices = list(queries.tray()[:100])
    wanted = request.GET.get("voice", "")
    in_hand = next((voice for voice in voices if str(voice.id) == wanted), voices[0] if voices else None)
    return _show_tray(request, voices, in_hand, OpenNeedForm.of(in_hand))


def _show_tray(
    request: PersonRequest, voices: list[Voice], in_hand: Voice | None, form: OpenNeedForm, status: int = 200
) -> HttpResponse:
    at = voices.index(in_hand) if in_hand in voices else -1
    context = {
        "voices": voices, "voice": in_hand, "form": form, "count": queries.tray_count(),
        "next": voices[(at + 1) % len(voices)] if voices else None, "last": queries.last_sorted_by(request.person),
        "proposals": queries.proposals_for(in_hand) if in_hand else [],
        "going": queries.going_needs()[: queries.TO_CHOOSE] if in_hand else [],
        "danger": dangers.danger_in(in_hand.words) if in_hand else None,
        "files": files.files_of(in_hand.id) if in_hand else [],
    }  # fmt: skip
    return render(request, "needs/voice_tray.html", context, status=status)


@powered(Power.SORT_NEEDS)
@require_POST
def undo(request: PersonRequest, community: str) -> HttpResponse:
    """One key takes the last sorting back."""
    voices = actions.undo_last(actor=request.person)
    messages.success(request, _("放回去了，可以重新分。"))
    return redirect(f"{reverse('needs:tray', args=[community])}?voice={voices[0].id}")


@powered(Power.SORT_NEEDS)
@require_POST
def need_open(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """Begin a need from a voice, and count the voice into it."""
    voice = fetch(queries.voices(), voice_id)
    form = OpenNeedForm(request.POST)
    if form.is_valid() and (need := form.act(actions.open_need, actor=request.person, voice=voice, **_worded(form))):
        messages.success(
            request, _("归到了新需求 %(number)s「%(title)s」。") % {"number": need.number, "title": need.title}
        )
        return redirect("needs:tray", community)
    return _show_tray(request, list(queries.tray()[:100]), voice, form, status=422)


@powered(Power.SORT_NEEDS)
@require_POST
def voice_join(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """Count a voice into a need that is there."""
    form = JoinForm(request.POST)
    voice = fetch(queries.voices(), voice_id)
    if form.is_valid():
        need = fetch(queries.needs(), form.need_id)
        actions.join_voice(actor=request.person, voice=voice, need=need)
        messages.success(request, _("归到了 %(number)s「%(title)s」。") % {"number": need.number, "title": need.title})
    return redirect("needs:tray", community)


@powered(Power.SORT_NEEDS)
@require_POST
def voice_aside(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """Keep a voice as praise or chat."""
    state = VoiceState.THANKS if request.POST.get("state") == VoiceState.THANKS else VoiceState.CHAT
    voice = fetch(queries.voices(), voice_id)
    actions.set_aside(actor=request.person, voice=voice, state=state)
    messages.success(request, _("存成「%s」，原话留着。") % state.label)
    return redirect("needs:tray", community)


@powered(Power.SORT_NEEDS)
@require_POST
def voice_return(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """Undo: back into the tray."""
    actions.return_to_tray(actor=request.person, voice=fetch(queries.voices(), voice_id))
    messages.success(request, _("放回去了，可以重新分。"))
    return redirect("needs:tray", community)


@powered(Power.SORT_NEEDS)
def desk(request: PersonRequest, community: str) -> HttpResponse:
    """All needs, drafts first."""
    page = queries.page_of(queries.published_needs(), after=request.GET.get("after", ""))
    return render(request, "needs/need_desk.html", {"drafts": queries.drafts()[:100], "page": page})


@powered(Power.SORT_NEEDS)
def need_word(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """Word and class a need."""
    need = fetch(queries.needs(), need_id)
    now = {name: getattr(need, name) for name in ("title", "wording", "kind", "layer", "urgency", "pressing")}
    form = NeedForm(request.POST or None, initial={**now, "place": str(need.place_id or "")})
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.word_need, actor=request.person, need=need, **_worded(form)):
        return redirect("needs:detail", community, need.id)
    context = {"form": form, "need": need}
    return render(request, "needs/need_word.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def need_publish(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """Publish a sorted need: who answers for it, what comes next, until when."""
    need = fetch(queries.needs(), need_id)
    form = PublishForm(request.POST if request.method == "POST" else None, need=need)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.publish_need, actor=request.person, need=need, **form.cleaned_data):
        messages.success(request, _("公布了，编号 %s。说过这件事的人都收到了消息。") % need.number)
        return redirect("needs:detail", community, need.id)
    may = rules.may_publish_need(request.person, need)
    context = {"form": form, "need": need, "may": may, "title": _("公布"), "verb": _("公布")}
    return render(request, "needs/need_plan.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
def need_step(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """What is done next, by whom and until when."""
    need = fetch(queries.needs(), need_id)
    form = PublishForm(request.POST if request.method == "POST" else None, need=need)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.plan_step, actor=request.person, need=need, **form.cleaned_data):
        messages.success(request, _("记下了下一步，清单上看得见。"))
        return redirect("needs:detail", community, need.id)
    may = rules.may_plan(request.person, need)
    context = {"form": form, "need": need, "may": may, "title": _("下一步"), "verb": _("记下")}
    return render(request, "needs/need_plan.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
@require_POST
def need_take_up(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """Say that it is being done."""
    need = actions.take_up_need(actor=request.person, need=fetch(queries.needs(), need_id))
    return redirect("needs:detail", community, need.id)


@powered(Power.SORT_NEEDS)
def need_answer(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """End a need with an answer to everyone who said it."""
    need = fetch(queries.needs(), need_id)
    form = AnswerForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.answer_need, actor=request.person, need=need, **form.cleaned_data):
        messages.success(request, _("回音发给了每位说过这件事的人。"))
        waiting = queries.to_tell(need).exists()
        return redirect("needs:doors" if waiting else "needs:detail", community, need.id)
    return render(request, "needs/need_answer.html", {"form": form, "need": need}, status=422 if form.errors else 200)


def _worded(form: NeedForm) -> dict[str, object]:
    said = form.cleaned_data
    classed = {"kind": NeedKind(said["kind"]), "layer": Layer(said["layer"]), "urgency": Urgency(said["urgency"])}
    return {**said, **classed, "pressing": [Pressing(each) for each in said["pressing"]]}
