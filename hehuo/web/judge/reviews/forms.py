"""Forms around reviews: opening one, the card, a score sheet, the red line, and the secretary's word."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.kinds import NEGATIVE_LIST
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews.kinds import BandData, LineData
from hehuo.domain.judge.reviews.models import Card, Review
from hehuo.web.forms import DATE, SHORT, ActForm, Chosen, OnceForm


class OpenForm(OnceForm):
    """Whose review, of which period, and who scores."""

    partner = forms.ChoiceField(label=_("考核哪一家"))
    from_on = forms.DateField(label=_("从哪天"), widget=DATE)
    to_on = forms.DateField(label=_("到哪天"), widget=DATE, initial=clock.today, help_text=_("半年一评或一年一评。"))
    reviewers = forms.MultipleChoiceField(label=_("请谁来评"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = clock.today() - timedelta(days=180)
        partners = {each.partner_id: each.partner for each in agreements.in_force()}
        self._partners = Chosen(self.fields["partner"], partners.values())
        self._people = Chosen(self.fields["reviewers"], access.people_with(Power.DECIDE).order_by("name"))

    def clean_partner(self) -> Partner:
        return self._partners.of([self.cleaned_data["partner"]])[0]  # type: ignore[no-any-return]

    def clean_reviewers(self) -> list[Person]:
        return self._people.of(self.cleaned_data["reviewers"])


class ReviewerForm(ActForm):
    person = forms.ChoiceField(label=_("再请一位"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = Chosen(self.fields["person"], access.people_with(Power.DECIDE).order_by("name"))

    def clean_person(self) -> Any:
        return self._people.of([self.cleaned_data["person"]])[0]


class ScoreForm(ActForm):
    """A cell for the points and one for the reason of each line of the review's own card."""

    def __init__(self, *args: Any, review: Review, sheet: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: list[LineData] = review.lines
        for line in self.lines:
            key, given = line["key"], sheet.get(line["key"])
            label = _now("%(title)s（0 到 %(most)s 分）") % {"title": line["title"], "most": line["points"]}
            self.fields[f"points_{key}"] = forms.IntegerField(
                label=label, min_value=0, max_value=line["points"], initial=given.points if given else None
            )
            self.fields[f"why_{key}"] = forms.CharField(
                label=_("理由"), max_length=200, initial=given.why if given else ""
            )

    @property
    def said(self) -> dict[str, dict[str, Any]]:
        """The points and the reasons by line."""
        data = self.cleaned_data
        keys = [line["key"] for line in self.lines]
        return {
            "points": {key: data[f"points_{key}"] for key in keys},
            "reasons": {key: data[f"why_{key}"] for key in keys},
        }

    def cells(self, key: str) -> tuple[forms.BoundField, forms.BoundField]:
        """The two cells of a line."""
        return self[f"points_{key}"], self[f"why_{key}"]


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)

    @property
    def said(self) -> dict[str, Any]:
        """What was entered."""
        return self.cleaned_data


class RedLineForm(ActForm):
    red_line = forms.ChoiceField(label=_("踩了哪一条"), choices=[(each, each) for each in NEGATIVE_LIST])
    why = forms.CharField(label=_("发生了什么"), max_length=300, widget=SHORT)


class DecideForm(ActForm):
    agrees = forms.TypedChoiceField(
        label=_("怎么定"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("照打分定")), ("no", _("退回重评"))],
    )  # fmt: skip
    words = forms.CharField(label=_("意见"), max_length=300, widget=SHORT)


class CardForm(ActForm):
    """A card as people write it: a line each, the name and its number."""

    lines = forms.CharField(
        label=_("考核项"), widget=forms.Textarea(attrs={"rows": 6}), max_length=1000,
        help_text=_("一行一项，名称后面写满分，例如：服务数量 25。加起来要正好 100 分。"),
    )  # fmt: skip
    bands = forms.CharField(
        label=_("等次"), widget=forms.Textarea(attrs={"rows": 6}), max_length=1000,
        help_text=_("一行一档，从高到低：起点、名称、几颗星，例如：90 五星 5。最后一档从 0 分起，算不合格。"),
    )  # fmt: skip
    sample = forms.IntegerField(label=_("满意度至少几张打分才显示"), min_value=1, max_value=1000)
    reviewers = forms.IntegerField(label=_("至少几位来评"), min_value=1, max_value=50)
    why = forms.CharField(label=_("为什么改"), max_length=200)

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        lines = "\n".join(f"{line['title']} {line['points']}" for line in card.lines)
        bands = "\n".join(f"{band['least']} {band['name']} {band['stars']}" for band in card.bands)
        initial = {"lines": lines, "bands": bands, "sample": card.sample, "reviewers": card.reviewers}
        super().__init__(*args, initial=initial, **kwargs)
        self._keys = {line["title"]: line["key"] for line in card.lines}

    def clean_lines(self) -> list[LineData]:
        """A line that keeps its name keeps its key, and with it the figures beside it."""
        found: list[LineData] = []
        for number, row in enumerate(self.cleaned_data["lines"].split("\n"), start=1):
            title, _space, points = row.strip().rpartition(" ")
            if row.strip():
                if not title.strip() or not points.isdecimal():
                    raise forms.ValidationError(_now("第 %s 行要写名称和满分。") % number)
                key = self._keys.get(title.strip(), f"line{number}")
                found.append({"key": key, "title": title.strip(), "points": int(points)})
        if len({line["key"] for line in found}) < len(found):
            raise forms.ValidationError(_now("有两项名字一样。"))
        return found

    def clean_bands(self) -> list[BandData]:
        """The last band is the one that fails."""
        rows = [row.split() for row in self.cleaned_data["bands"].split("\n") if row.strip()]
        for number, row in enumerate(rows, start=1):
            if len(row) != 3 or not row[0].isdecimal() or row[2] not in "012345":
                raise forms.ValidationError(_now("第 %s 行要写起点、名称、几颗星。") % number)
        return [
            {"least": int(least), "name": name[:20], "stars": int(stars), "fails": number == len(rows)}
            for number, (least, name, stars) in enumerate(rows, start=1)
        ]
