"""What stood in the funds when the books began, from one table: looked at first, then set in one act."""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core.errors import HehuoError
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.intakes.kinds import Faults, FileFault, Problem
from hehuo.domain.run.books import actions, openings
from hehuo.domain.run.books.opening_tables import MOST_BYTES
from hehuo.domain.run.books.openings import OpeningPlan
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest
from hehuo.web.run.books.doors import reads_books


class LookForm(ActForm):
    """A table, to be looked at."""

    file = forms.FileField(
        label=gettext_lazy("期初余额表"),
        help_text=gettext_lazy("Excel 或 CSV，要有资金、用途、期初余额、日期四列，先后随意。用途空着就是不限用途。"),
    )

    def said(self) -> tuple[bytes, str]:
        upload = self.cleaned_data["file"]
        return upload.read(MOST_BYTES + 1), upload.name


class SetForm(ActForm):
    """The table that was looked at, carried by the page: nothing is kept until it is set."""

    content = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_content(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(_("这张表没有传完整，请重新选一次文件。")) from None

    def said(self) -> tuple[bytes, str]:
        return self.cleaned_data["content"], self.cleaned_data["name"]


@reads_books
def opening_import(request: PersonRequest, community: str) -> HttpResponse:
    """Send a table, see what it would set fund by fund, then set all of it or none."""
    is_act = request.POST.get("act") == "set"
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SetForm(*sent) if is_act else LookForm(*sent)
    plan, problems = None, []
    if request.method == "POST" and form.is_valid():
        plan, problems = _planned(request, form, is_act=is_act)
        if plan and is_act:
            messages.success(request, _said(plan))
            return redirect("books:overview", community)
    context = {
        "form": form if isinstance(form, LookForm) else LookForm(), "plan": plan, "problems": problems,
        "may": fund_rules.may_keep_funds(request.person), "sending": _carried(form) if plan else None,
        "faults": [each for of_field in form.errors.values() for each in of_field] if is_act else [],
    }  # fmt: skip
    is_refused = bool(form.errors or problems)
    return render(request, "books/opening_import.html", context, status=422 if is_refused else 200)


def _planned(
    request: PersonRequest, form: LookForm | SetForm, *, is_act: bool
) -> tuple[OpeningPlan | None, list[Problem]]:
    """What the table would set, or did set; else what is wrong with it, row by row."""
    content, name = form.said()
    try:
        if is_act:
            return actions.set_openings(actor=request.person, content=content, name=name), []
        fund_rules.may_keep_funds(request.person).or_refuse()
        return openings.plan_of(content, name), []
    except FileFault as fault:
        form.add_error(None, _("这张表没有录，一行也没记。请照上面写的改好，再传一次。"))
        return None, fault.problems if isinstance(fault, Faults) else [fault.problem]
    except HehuoError as error:
        form.add_error(None, error.say)
        return None, []


def _carried(form: LookForm | SetForm) -> SetForm:
    """The form that sets what was looked at."""
    upload = form.cleaned_data["file"]
    upload.seek(0)
    content = base64.b64encode(upload.read()).decode()
    return SetForm(initial={"content": content, "name": upload.name[:200]})


def _said(plan: OpeningPlan) -> str:
    if not plan.new:
        return _("这张表里的期初余额以前都录过了，没有重复录。")
    return _("录好了 %d 行期初余额。") % len(plan.new)
