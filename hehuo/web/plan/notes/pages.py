"""Visit notes on the desk: sent or pasted, looked at line by line, put right, taken in whole, taken back as one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.notes import actions, papers, queries, rules
from hehuo.domain.plan.notes.kinds import NotesState
from hehuo.domain.plan.notes.models import Notes, Passage
from hehuo.web.paging import page_of
from hehuo.web.plan.notes.forms import NotesForm, PassageForm
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.SORT_NEEDS)
def notes_list(request: PersonRequest, community: str) -> HttpResponse:
    """The notes taken in so far, and a place for the next."""
    form = NotesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (notes := form.act(_receive, request.person, form)):
        return redirect("notes:detail", community, notes.id)
    context = {"form": form, "page": page_of(request, queries.all_notes())}
    return render(request, "notes/notes_list.html", context, status=422 if form.errors else 200)


def _receive(actor: Person, form: NotesForm) -> Notes:
    """Read what was sent, and keep its split to be looked at."""
    said = form.cleaned_data
    if said["file"]:
        name = said["file"].name or ""
        paper = papers.open_paper(said["file"].read(), name)
    else:
        name, paper = _("粘贴的文字"), papers.read_pasted(said["text"])
    return actions.receive_notes(actor=actor, paper=paper, name=name, estate=said["estate"])


@powered(Power.SORT_NEEDS)
def notes_detail(request: PersonRequest, community: str, notes_id: UUID) -> HttpResponse:
    """Every line of a file, before it is taken in and after; what a person should look at by itself."""
    notes = _notes(notes_id)
    show = request.GET.get("show", "")
    context = {
        "notes": notes, "split": queries.split_of(notes), "show": show, "may": rules.may_mend(request.person, notes),
        "page": page_of(request, queries.passages_that(notes, are=show)),
        "is_taken": notes.state == NotesState.TAKEN,
    }  # fmt: skip
    return render(request, "notes/notes_detail.html", context)


@require_POST
@powered(Power.SORT_NEEDS)
def notes_take(request: PersonRequest, community: str, notes_id: UUID) -> HttpResponse:
    """Take it in, whole."""
    notes = actions.take_notes(actor=request.person, notes=_notes(notes_id))
    messages.success(request, _("收好了 %d 条声音，去分一分。") % queries.split_of(notes).voices)
    return redirect("notes:detail", community, notes.id)


@require_POST
@powered(Power.SORT_NEEDS)
def notes_drop(request: PersonRequest, community: str, notes_id: UUID) -> HttpResponse:
    """Not this file."""
    actions.drop_notes(actor=request.person, notes=_notes(notes_id))
    messages.success(request, _("没有收，什么也没改。"))
    return redirect("notes:list", community)


@powered(Power.SORT_NEEDS)
def notes_undo(request: PersonRequest, community: str, notes_id: UUID) -> HttpResponse:
    """Take the whole file back, after asking once."""
    notes = _notes(notes_id)
    if request.method != "POST":
        return render(request, "notes/notes_undo.html", {"notes": notes, "split": queries.split_of(notes)})
    actions.undo_notes(actor=request.person, notes=notes)
    messages.success(request, _("整份撤回了，原来的行还留着。"))
    return redirect("notes:detail", community, notes.id)


@powered(Power.SORT_NEEDS)
def passage_mend(request: PersonRequest, community: str, notes_id: UUID, passage_id: UUID) -> HttpResponse:
    """One passage, put right: who, where, when, and a line for each matter."""
    notes, passage = _passage(notes_id, passage_id)
    may = rules.may_mend(request.person, notes)
    form = PassageForm(request.POST or None, passage=passage)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.mend_passage, actor=request.person, passage=passage, **form.cleaned_data):
        messages.success(request, _("第 %d 行改好了。") % passage.row)
        return redirect(_after(community, notes, passage))
    context = {
        "notes": notes, "passage": passage, "form": form, "may": may, "before": queries.passage_before(passage),
        "line": queries.line_of(passage),
    }  # fmt: skip
    return render(request, "notes/passage_mend.html", context, status=422 if form.errors else 200)


@require_POST
@powered(Power.SORT_NEEDS)
def passage_join(request: PersonRequest, community: str, notes_id: UUID, passage_id: UUID) -> HttpResponse:
    """This belongs to the voice before it."""
    notes, passage = _passage(notes_id, passage_id)
    actions.join_passage(actor=request.person, passage=passage)
    messages.success(request, _("第 %d 行接到前一条后面了。") % passage.row)
    return redirect(_after(community, notes, passage))


def _after(community: str, notes: Notes, passage: Passage) -> str:
    """The next passage a person should look at, or the whole file where none is left."""
    following = queries.next_doubtful(notes, after=passage)
    if following:
        return reverse("notes:passage", args=[community, notes.id, following])
    return reverse("notes:detail", args=[community, notes.id])


def _notes(notes_id: UUID) -> Notes:
    return fetch(queries.all_notes(), notes_id)


def _passage(notes_id: UUID, passage_id: UUID) -> tuple[Notes, Passage]:
    notes = _notes(notes_id)
    return notes, fetch(queries.passages_of(notes), passage_id)
