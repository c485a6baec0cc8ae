"""Forms for agreements and their stewards."""

from datetime import timedelta
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements import kinds
from hehuo.domain.build.agreements.actions import AgreementWords
from hehuo.domain.build.agreements.kinds import ExitKind, ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.funds import queries as funds
from hehuo.web.forms import DATE, SHORT, ActForm, Chosen, OnceForm


class AgreementForm(OnceForm):
    """All that stands in an agreement."""

    subject = forms.CharField(label=_("合作内容"), max_length=80)
    starts_on = forms.DateField(label=_("从哪天"), widget=DATE, initial=clock.today)
    ends_on = forms.DateField(
        label=_("到哪天"), widget=DATE, initial=lambda: clock.today() + timedelta(days=kinds.TERM_DAYS - 2)
    )
    price_percent = forms.IntegerField(label=_("居民价最多占市场价的百分之几"), initial=50)
    share_percent = forms.IntegerField(label=_("收入的百分之几入基金"), initial=kinds.SHARE_PERCENT)
    share_nature = forms.ChoiceField(label=_("这笔钱是什么性质"), choices=ShareNature.choices, widget=forms.RadioSelect)
    fund = forms.ChoiceField(label=_("进哪一个资金"))
    community_gives = forms.CharField(label=_("社区给什么"), max_length=200, required=False)
    partner_gives = forms.CharField(label=_("合伙人给什么"), max_length=200, required=False)
    duties = forms.CharField(label=_("安全、保险和其他约定"), widget=SHORT, required=False, max_length=4000)
    notice_days = forms.IntegerField(label=_("要退出，提前几天说"), initial=30, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._funds = Chosen(self.fields["fund"], funds.funds())

    @classmethod
    def of(cls, agreement: Agreement, data: Any = None) -> Self:
        """The form with what stands in an agreement."""
        now = {name: getattr(agreement, name) for name in cls.base_fields if hasattr(agreement, name)}
        return cls(data, initial={**now, "fund": str(agreement.fund_id)})

    def words(self) -> AgreementWords:
        """What was said."""
        return self._words(**{name: value for name, value in self.cleaned_data.items() if name != "key"})

    def _words(self, **said: Any) -> AgreementWords:
        said["fund"] = self._funds.of([said["fund"]])[0]
        said["share_nature"] = ShareNature(said["share_nature"])
        return AgreementWords(**said)


class SupplementForm(AgreementForm):
    """The words as they stand, to be changed; the day of the beginning is past."""

    starts_on = None
    why = forms.CharField(label=_("为什么改"), max_length=200)

    field_order = ("key", "why")

    def words_from(self, agreement: Agreement) -> AgreementWords:
        """What was said, under the agreement's own beginning."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"key", "why"}}
        return self._words(starts_on=agreement.starts_on, **said)


class StewardForm(ActForm):
    """A steward to name."""

    person = forms.ChoiceField(label=_("红色管家"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = Chosen(self.fields["person"], access.people_with(Power.FOLLOW_PARTNERS).order_by("name"))

    def someone(self) -> Any:
        return self._people.of([self.cleaned_data["person"]])[0]


class ScanForm(ActForm):
    upload = forms.FileField(label=_("盖章后的扫描件"))


class EndForm(ActForm):
    why = forms.CharField(label=_("为什么结束"), max_length=200)


class SuspendForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200, help_text=_("合伙人会看到这句话。"))


class ExitForm(OnceForm):
    """Why a partner leaves; the partner itself has one kind to choose from."""

    kind = forms.TypedChoiceField(
        label=_("怎么退"), coerce=ExitKind, choices=ExitKind.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("为什么"), max_length=300, widget=SHORT)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            kind = ExitKind.OWN_WISH
            self.fields["kind"].choices = [(kind.value, kind.label)]  # type: ignore[attr-defined]
            self.fields["kind"].initial = kind


class ReplyForm(ActForm):
    reply = forms.CharField(
        label=_("要说的话"), max_length=4000, strip=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一字不改地留着，书记定之前会看。"),
    )  # fmt: skip


class DecideForm(ActForm):
    leaves = forms.TypedChoiceField(
        label=_("决定"), coerce=lambda said: said == "yes", choices=[("yes", _("退出")), ("no", _("不退"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    decision = forms.CharField(label=_("理由"), max_length=300, widget=SHORT)
