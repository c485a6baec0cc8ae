"""Who works for a partner: its own list on the phone, and the office's look into the records."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.partners.actions import StaffWords
from hehuo.domain.build.partners.models import Staff
from hehuo.web.forms import DATE, ActForm, OnceForm
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of


class WordsForm(ActForm):
    """What is said of somebody."""

    name = forms.CharField(label=gettext_lazy("名字"), max_length=40)
    role = forms.CharField(
        label=gettext_lazy("做什么"), max_length=40, help_text=gettext_lazy("例如：带班老师、保洁。")
    )
    phone = forms.RegexField(
        label=gettext_lazy("手机"), regex=r"^1\d{10}$", required=False,
        help_text=gettext_lazy("只有您和社区看得到，看一次记一次。"),
        error_messages={"invalid": gettext_lazy("手机号是 11 位数字，请再核对。")},
    )  # fmt: skip
    with_minors = forms.BooleanField(label=gettext_lazy("会单独接触孩子"), required=False)
    is_named = forms.BooleanField(label=gettext_lazy("本人同意名字放在公开页上"), required=False)

    kept_phone = ""

    @property
    def words(self) -> StaffWords:
        said = {name: self.cleaned_data[name] for name in WordsForm.base_fields}
        return StaffWords(**said | {"phone": said["phone"] or self.kept_phone})

    @classmethod
    def of(cls, staff: Staff, data: Any) -> "WordsForm":
        """As it stands; the number is not shown, and stays where none is entered."""
        said = {name: getattr(staff, name) for name in cls.base_fields if name != "phone"}
        form = cls(data, initial=said, auto_id="words_%s")
        form.kept_phone = staff.phone
        form.fields["phone"].label = gettext_lazy("新的手机")
        form.fields["phone"].help_text = gettext_lazy("不换就空着。")
        return form


class AddForm(WordsForm, OnceForm):
    since_on = forms.DateField(label=gettext_lazy("从哪天起"), widget=DATE, initial=clock.today)


class EndForm(ActForm):
    until_on = forms.DateField(label=gettext_lazy("做到哪天"), widget=DATE, initial=clock.today)


class CheckForm(OnceForm):
    checked_on = forms.DateField(label=gettext_lazy("哪天查的"), widget=DATE, initial=clock.today)
    evidence = forms.CharField(
        label=gettext_lazy("看到了什么"),
        max_length=100,
        help_text=gettext_lazy("告知函的编号，哪个派出所。查到有记录的不能用，不记在这里。"),
    )
    upload = forms.FileField(label=gettext_lazy("告知函的照片"), required=False)


@entered
def staff_list(request: PersonRequest, community: str, partner_id: UUID) -> HttpResponse:
    """The list, and adding somebody to it."""
    partner, person = fetch(queries.partners(), partner_id), request.person
    rules.may_keep_staff(person, partner).or_refuse()
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"since_on": form.cleaned_data["since_on"], "key": form.cleaned_data["key"]}
        if form.act(actions.add_staff, actor=person, partner=partner, words=form.words, **said):
            messages.success(request, _("加上了。"))
            return redirect("partners:staff", community, partner.id)
    context = {
        "partner": partner, "form": form, "staff": queries.staff_of(partner), "former": queries.former_staff(partner),
        "own": rules.speaks_for(person, partner), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "partners/staff_list.html", context, status=422 if form.errors else 200)


@entered
def staff_detail(request: PersonRequest, community: str, staff_id: UUID) -> HttpResponse:
    """One of them: put right, checked, or gone."""
    staff, wanted, person = fetch(queries.staff(), staff_id), request.POST.get("act", ""), request.person
    rules.may_keep_staff(person, staff.partner).or_refuse()
    change = WordsForm.of(staff, request.POST if wanted == "change" else None)
    end = EndForm(request.POST if wanted == "end" else None, auto_id="end_%s")
    check = CheckForm(*((request.POST, request.FILES) if wanted == "check" else ()), auto_id="check_%s")
    if _done(request, staff, {"change": change, "end": end, "check": check}, wanted):
        messages.success(request, _("记下了。"))
        return redirect("partners:staff", community, staff.partner_id)
    context = {
        "staff": staff, "change": change, "end": end, "check": check, "checks": queries.checks_of(staff),
        "may_check": rules.may_record_check(person, staff), "frame": frame_of(request),
    }  # fmt: skip
    status = 422 if change.errors or end.errors or check.errors else 200
    return render(request, "partners/staff_detail.html", context, status=status)


@entered
@require_POST
def staff_phone(request: PersonRequest, community: str, staff_id: UUID) -> HttpResponse:
    """The number of one of them; that it was shown is written down."""
    staff = fetch(queries.staff(), staff_id)
    phone = actions.show_staff_phone(actor=request.person, staff=staff)
    return render(request, "partners/staff_phone.html", {"staff": staff, "phone": phone, "frame": frame_of(request)})


def _done(request: PersonRequest, staff: Staff, forms_: dict[str, ActForm], wanted: str) -> bool:
    form, said = forms_.get(wanted), {"actor": request.person, "staff": staff}
    if form is None or not form.is_valid():
        return False
    if isinstance(form, WordsForm):
        return form.act(actions.change_staff, **said, words=form.words) is not None
    action = actions.end_staff if wanted == "end" else actions.record_check
    return form.act(action, **said, **form.cleaned_data) is not None
