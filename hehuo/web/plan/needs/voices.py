"""Each voice with what became of it: the list of all, one with its way to an end, those alike, dangers, and doors."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.plan.needs import actions, dangers, queries, rules
from hehuo.domain.plan.needs.kinds import NeedKind, VoiceState
from hehuo.domain.plan.notes import queries as notes
from hehuo.web.paging import page_of
from hehuo.web.plan.needs.forms import AlikeForm, FoundForm, VoicesForm
from hehuo.web.requests import PersonRequest, fetch, powered

GROUPS = 20  # of voices alike, on one page


@powered(Power.SORT_NEEDS)
def voice_list(request: PersonRequest, community: str) -> HttpResponse:
    """Every voice and what became of it; by its fate."""
    wanted = request.GET.get("state", "")
    state = VoiceState(wanted) if wanted in VoiceState.values else None
    context = {"page": page_of(request, queries.all_voices(state=state)), "fates": queries.fates(), "state": wanted}
    return render(request, "needs/voice_list.html", context)


@powered(Power.SORT_NEEDS)
def voice_detail(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """One voice: its words, who and where, the line it came from, and its end."""
    voice = fetch(queries.all_voices(), voice_id)
    form = FoundForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.see_danger, actor=request.person, voice=voice, **form.cleaned_data):
        messages.success(request, _("记下了，险情这一件了结。"))
        return redirect("needs:voice", community, voice.id)
    context = {
        "voice": voice, "source": notes.source_of(voice), "files": files.files_of(voice.id), "form": form,
        "danger": dangers.BY_CODE.get(voice.danger), "waits": duties.open_duty(voice.id, "see_danger"),
        "entries": journal.entries_of(voice.id), "alike": queries.alike_to(voice),
    }  # fmt: skip
    return render(request, "needs/voice_detail.html", context, status=422 if form.errors else 200)


@powered(Power.SORT_NEEDS)
@require_POST
def voice_ring(request: PersonRequest, community: str, voice_id: UUID) -> HttpResponse:
    """Confirm a danger: somebody goes today."""
    voice = fetch(queries.voices(), voice_id)
    actions.ring_danger(actor=request.person, voice=voice, danger=request.POST.get("danger", ""))
    messages.success(request, _("响了：今天要有人去看。"))
    return redirect("needs:voice", community, voice.id)


@powered(Power.SORT_NEEDS)
def alike(request: PersonRequest, community: str) -> HttpResponse:
    """Voices that seem to say the same, in groups: a person joins them, one key takes it back."""
    groups = queries.alike_in_tray()[:GROUPS]
    wanted = request.POST.get("first", request.GET.get("first", ""))
    in_hand = next((group for group in groups if str(group[0].id) == wanted), groups[0] if groups else [])
    form = AlikeForm(request.POST or None, voices=in_hand)
    if request.method == "POST" and form.is_valid() and _join_alike(request, form):
        return redirect("needs:alike", community)
    context = {
        "groups": groups, "in_hand": in_hand, "form": form, "waiting": queries.not_compared(),
        "last": queries.last_sorted_by(request.person),
    }  # fmt: skip
    return render(request, "needs/voice_alike.html", context, status=422 if form.errors else 200)


def _join_alike(request: PersonRequest, form: AlikeForm) -> bool:
    said, guess = form.cleaned_data, form.guess
    if said["into"]:
        joined = form.act(actions.join_voices, actor=request.person, voices=said["voices"], need=said["into"])
    else:
        joined = form.act(
            actions.open_need, actor=request.person, title=said["title"], voices=said["voices"], key=said["key"],
            kind=guess.kind if guess else NeedKind.OTHER,
        )  # fmt: skip
    if joined:
        messages.success(request, _("%d 条归到了一起。") % len(said["voices"]))
    return bool(joined)


@powered(Power.COLLECT_VOICES)
def need_doors(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """Who has not had the answer yet, door by door."""
    need = fetch(queries.needs(), need_id)
    form = VoicesForm(request.POST or None, voices=list(queries.to_tell(need)))
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.tell_doors, actor=request.person, need=need, **form.cleaned_data):
        messages.success(request, _("记下了，这几家知道了。"))
        return redirect("needs:doors", community, need.id)
    context = {"need": need, "form": form, "may": rules.may_tell(request.person, need)}
    return render(request, "needs/need_doors.html", context, status=422 if form.errors else 200)


@powered(Power.COLLECT_VOICES)
def need_slips(request: PersonRequest, community: str, need_id: UUID) -> HttpResponse:
    """The answer on paper, one slip for each door."""
    need = fetch(queries.needs(), need_id)
    return render(request, "needs/need_slips.html", {"need": need, "voices": list(queries.to_tell(need)[:200])})
