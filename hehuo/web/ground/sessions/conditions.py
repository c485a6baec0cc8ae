"""Who may come: the part of a form that says it, and the page of a session on which it is changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.admissions.kinds import (
    CROWD,
    OLDEST,
    OPEN_TO_ALL,
    PERMIT_DAYS,
    PROVEN,
    Conditions,
    ForWhom,
    FreeGroup,
)
from hehuo.domain.ground.sessions import actions, queries, rules
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of

NAMES = Conditions.__slots__


def _age(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=OLDEST, **more)


def _groups(label: Any, **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, required=False, choices=PROVEN, coerce=FreeGroup, widget=forms.CheckboxSelectMultiple, **more
    )


class ConditionsForm(ActForm):
    """Everything may stay empty: then anybody may come."""

    youngest = _age(_("最小几岁"), help_text=_("按活动那天的周岁算，含这个数。"))
    oldest = _age(_("最大几岁"))
    for_whom = forms.TypedChoiceField(
        label=_("给谁办的"), choices=ForWhom.choices, coerce=ForWhom, required=False, empty_value=ForWhom.ANYONE
    )
    groups = _groups(_("给哪些人"), help_text=_("报名时按花名册核对，只说能不能来，不说为什么。"))
    label = forms.CharField(
        label=_("大家看到的说法"), required=False, max_length=40,
        help_text=_("例如：社区关爱的家庭。不要让人猜出谁是什么情况。"),
    )  # fmt: skip
    accompanied_under = _age(_("不满几岁要家长陪"))
    free_places = forms.IntegerField(label=_("免费名额"), required=False, min_value=0, help_text=_("收钱的才用填。"))
    free_groups = _groups(_("免费名额给哪些人"))
    free_label = forms.CharField(label=_("免费名额大家看到的说法"), required=False, max_length=40)
    is_risky = forms.BooleanField(
        label=_("可能有人身危险（爬高、下水、外出、用刀火）"), required=False,
        help_text=_("勾了要写保险，报名的人会看到。没有保险不能开放报名。"),
    )  # fmt: skip
    insurer = forms.CharField(label=_("哪家保险公司"), required=False, max_length=60)
    policy = forms.CharField(label=_("保险单号"), required=False, max_length=40)
    covered_from = forms.DateField(label=_("保险从哪天起"), required=False)
    covered_until = forms.DateField(label=_("保险到哪天止"), required=False)
    expected = forms.IntegerField(
        label=_("预计来多少人"), required=False, min_value=1,
        help_text=_("1000 人以上，要在 20 天前向公安机关申请安全许可，批下来才能开放报名。"),
    )  # fmt: skip
    permit = forms.CharField(label=_("安全许可证号"), required=False, max_length=40)
    permitted_on = forms.DateField(label=_("哪天批准的"), required=False)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What the form asks besides."""
        return [self[name] for name in self.fields if name not in NAMES]

    @property
    def condition_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES]

    @property
    def is_opened(self) -> bool:
        """Whether the folded part has to be seen: something is wrong in it, or stands in it already."""
        return any(self[name].errors for name in NAMES) or bool(self.initial.get("has_conditions"))

    @property
    def conditions(self) -> Conditions:
        said = {name: self.cleaned_data[name] for name in NAMES}
        tuples = {name: tuple(said[name]) for name in ("groups", "free_groups")}
        return Conditions(**said | tuples | {"free_places": said["free_places"] or 0})

    @property
    def own(self) -> dict[str, Any]:
        """What was entered besides, and the conditions as one thing."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in NAMES}
        return rest | {"conditions": self.conditions}


def start_of(conditions: Conditions) -> dict[str, Any]:
    """The form filled with what stands today."""
    said = {name: getattr(conditions, name) for name in NAMES}
    return said | {"has_conditions": conditions != OPEN_TO_ALL, "free_places": conditions.free_places or None}


@entered
def conditions_set(request: PersonRequest, community: str, session_id: UUID) -> HttpResponse:
    """Say who may come to one session, or to a camp."""
    session = fetch(queries.sessions(), session_id)
    rules.may_set_conditions(request.person, session).or_refuse()
    now = session.admission.conditions if session.admission else OPEN_TO_ALL
    form = ConditionsForm(request.POST or None, initial=start_of(now))
    if request.method == "POST" and form.is_valid():
        said = {"actor": request.person, "session": session, "conditions": form.conditions}
        if form.act(actions.set_conditions, **said):
            messages.success(request, _now("记下了，报名时就按这个来。已经报了名的不变。"))
            return redirect("sessions:people", community, session_id)
    context = {
        "session": session, "form": form, "frame": frame_of(request), "crowd": CROWD, "days": PERMIT_DAYS,
    }  # fmt: skip
    return render(request, "sessions/conditions.html", context, status=422 if form.errors else 200)
