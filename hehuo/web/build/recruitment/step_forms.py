"""Forms of an application in steps, and of the reviewers' scores."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.core import money
from hehuo.domain.build.recruitment import drafting
from hehuo.domain.build.recruitment.models import Assessment, Call, Draft
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.web.build.recruitment.forms import ApplyForm
from hehuo.web.forms import SHORT, ActForm, Chosen, fen_of

# Which questions stand on which step; photos and the look over everything are pages of their own.
QUESTIONS: dict[int, tuple[str, ...]] = {
    1: ("key", "name", "category", "contact_name", "phone", "credit_code"),
    2: ("project", "needs", "audience", "offer", "contributions", "way", "resident_yuan", "market_yuan", "starts_said"),
    3: ("space", "other_spaces", "times_said"),
}
_APART = ("key", "phone", "resident_yuan", "market_yuan")


class StepForm(ApplyForm):
    """The questions of one step. Who leaves may leave anything open."""

    def __init__(self, step: int, data: Any = None, *, call: Call, draft: Draft | None = None) -> None:
        super().__init__(data, call=call, initial=_said(draft) if draft else {})
        for name in [name for name in self.fields if name not in QUESTIONS[step] or (name == "key" and draft)]:
            del self.fields[name]
        if data is not None and "leave" in data:
            for name, field in self.fields.items():
                field.required = name in ("key", "phone")

    def said(self) -> dict[str, Any] | None:
        """What was said on this step, as a draft keeps it; None where a sum cannot be read."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in _APART}
        for name in ("resident", "market"):
            if f"{name}_yuan" in self.fields:
                said[f"{name}_fen"] = fen_of(self, f"{name}_yuan")
        return None if self.errors else said


def _said(draft: Draft) -> dict[str, Any]:
    now = {**draft.said, "phone": draft.phone}
    for name in ("resident", "market"):
        fen = draft.said.get(f"{name}_fen")
        now[f"{name}_yuan"] = "" if fen is None else money.yuan(fen)
    return now


class PapersForm(ActForm):
    """A photo for each paper that is asked for; all may come later."""

    papers_said = forms.CharField(
        label=_("还有什么证，说一声"), widget=SHORT, max_length=200, required=False,
        help_text=_("例如：健康证正在办，下周交。"),
    )  # fmt: skip

    def __init__(self, draft: Draft, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"papers_said": draft.said.get("papers_said", "")})
        self.kept = drafting.papers_of(draft)
        for check in drafting.checks_of(draft):
            self.fields[f"paper_{check.slug}"] = forms.FileField(
                label=check.title, required=False, help_text=self._help(check.slug),
                widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "papers_said"])

    def _help(self, slug: str) -> str:
        return _now("交过一张了，再传就换成新的。") if slug in self.kept else _now("拍一张就行，可以晚点再交。")

    def uploads(self) -> Mapping[str, Any]:
        """The photos that were chosen now, by item."""
        return {
            name.removeprefix("paper_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("paper_") and value
        }


class ResumeForm(ActForm):
    """The code of a draft with the end of its phone."""

    code = forms.CharField(
        label=_("接着填的码"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("8 位字母和数字，存的时候给您看过。"),
    )  # fmt: skip
    last_four = forms.CharField(
        label=_("手机号后四位"), max_length=4, min_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class ScoreForm(ActForm):
    """Whole points for each criterion, and one sentence."""

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        super().__init__(data, initial={"words": assessment.words})
        call = assessment.application.call
        self.criteria = call.criteria if call else []
        for number, each in enumerate(self.criteria):
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=_now("%(name)s（0 到 %(weight)s 分）") % each, min_value=0, max_value=int(each["weight"]),
                initial=assessment.points.get(each["name"]),
            )  # fmt: skip
        self.fields["words"] = forms.CharField(label=_("写一句为什么"), widget=SHORT, max_length=300)

    def points(self) -> dict[str, int]:
        """Points by the criterion's name."""
        return {str(each["name"]): self.cleaned_data[f"points_{number}"] for number, each in enumerate(self.criteria)}


class ReviewerForm(ActForm):
    """One more reviewer."""

    person = forms.ChoiceField(label=_("再请谁"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = Chosen(self.fields["person"], access.people_with(Power.DECIDE).order_by("name"))

    def someone(self) -> Any:
        return self._people.of([self.cleaned_data["person"]])[0]
