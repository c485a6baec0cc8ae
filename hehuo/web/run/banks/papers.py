"""A file whose columns nobody knew: shown as it is, its columns pointed out, a few lines read out, then taken in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import money
from hehuo.core.errors import HehuoError
from hehuo.domain.run.banks import actions, mapping, queries, rules
from hehuo.domain.run.banks.models import HeldPaper
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.banks import forms
from hehuo.web.run.books.doors import reads_books


@reads_books
def paper(request: PersonRequest, community: str, paper_id: UUID) -> HttpResponse:
    """The first rows as they stand in the file, what each column is, and how it would be read."""
    rules.may_reconcile(request.person).or_refuse()
    held = fetch(queries.held_papers(), paper_id)
    templates = list(queries.templates_of(held.fund))
    shown, proposal = mapping.open_paper(held, templates, _sheet_of(request))
    form = forms.PaperForm(
        request.POST or None, shown=shown, proposal=proposal, initial=_said(held) | {"called": proposal.called}
    )
    if request.method == "POST" and form.is_valid():
        said = form.said() | {"sheet": shown.sheet}
        held = form.act(actions.say_columns, actor=request.person, paper=held, **said) or held
        if not form.errors and "take" in request.POST:
            made = form.act(actions.take_paper, actor=request.person, paper=held)
            if made:
                messages.success(request, _("收好了 %d 笔，请一笔一笔对。") % made.lines.count())
                return redirect("banks:detail", community, made.id)
    context = {
        "paper": held, "shown": shown, "form": form, "preview": _preview(form, held),
        "by_template": proposal.called in {each.name for each in templates},
    }  # fmt: skip
    return render(request, "banks/paper.html", context, status=422 if form.errors else 200)


@require_POST
@reads_books
def paper_drop(request: PersonRequest, community: str, paper_id: UUID) -> HttpResponse:
    """It was the wrong file."""
    actions.drop_paper(actor=request.person, paper=fetch(queries.held_papers(), paper_id))
    messages.success(request, _("拿掉了，一笔也没记。"))
    return redirect("banks:list", community)


def _sheet_of(request: PersonRequest) -> int | None:
    wanted = request.GET.get("sheet", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 4 else None


def _said(held: HeldPaper) -> dict[str, str]:
    opening = "" if held.opening_fen is None else money.yuan(held.opening_fen)
    return {"closing_fen": money.yuan(held.closing_fen), "opening_fen": opening}


def _preview(form: forms.PaperForm, held: HeldPaper) -> mapping.Preview | None:
    """How it would be read; what is still missing is a fault of the form once it was sent, and nothing before."""
    if not form.is_bound:
        return _quietly(held)
    return None if form.errors and "take" not in form.data else form.act(mapping.preview, held)


def _quietly(held: HeldPaper) -> mapping.Preview | None:
    try:
        return mapping.preview(held)
    except HehuoError:
        return None
