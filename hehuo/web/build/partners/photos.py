"""A partner's picture: handed in on the phone, seen and shown or taken down by the office."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.ground.files import rules as files
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of
from hehuo.web.run.exchanges.forms import WhyForm


class PhotoForm(ActForm):
    upload = forms.FileField(label=gettext_lazy("照片或标志"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    alt = forms.CharField(
        label=gettext_lazy("图里是什么"), max_length=60,
        help_text=gettext_lazy("念给看不见的人听，例如：店门口和三位师傅。不要拍孩子的脸。"),
    )  # fmt: skip


@entered
def photo(request: PersonRequest, community: str, partner_id: UUID) -> HttpResponse:
    """The picture as it stands: hand in another, show it, take it down."""
    partner, wanted, person = fetch(queries.partners(), partner_id), request.POST.get("act", ""), request.person
    rules.may_edit_profile(person, partner).or_refuse()
    if wanted == "show":
        actions.show_photo(actor=person, partner=partner)
        messages.success(request, _("放上公开页了。"))
        return redirect("partners:photo", community, partner.id)
    hand_in = PhotoForm(*((request.POST, request.FILES) if wanted == "hand_in" else ()))
    down = WhyForm(request.POST if wanted == "down" else None, auto_id="down_%s")
    form, action = (down, actions.take_photo_down) if wanted == "down" else (hand_in, actions.hand_in_photo)
    if form.is_bound and form.is_valid() and form.act(action, actor=person, partner=partner, **form.cleaned_data):
        messages.success(request, _("记下了。"))
        return redirect("partners:photo", community, partner.id)
    context = {
        "partner": partner, "hand_in": hand_in, "down": down, "may_show": files.may_publish(person),
        "own": rules.speaks_for(person, partner), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "partners/photo.html", context, status=422 if form.errors else 200)
