"""Forms around a project. Amounts are written in yuan, people by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock, money
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects import queries
from hehuo.domain.build.projects.kinds import Answer, GiftKind, Phase, StepKind
from hehuo.domain.build.projects.models import Project, Quote
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import hanging
from hehuo.domain.run.books.models import Request
from hehuo.web.forms import DATE, ActForm, OnceForm, PhotosField
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.ground.places.forms import AtPlace
from hehuo.web.run.books.forms import YuanField

LONG = forms.Textarea(attrs={"rows": 3})
NAMED = _("写姓名、电话、个人码，或门牌如 3-2-502。")
NOBODY = ("", _("没有"))


class PlanForm(AtPlace):
    """What, why, where, who and when."""

    title = forms.CharField(label=_("办什么"), max_length=40, help_text=_("例如：小区凉亭。大家会看到。"))
    why = forms.CharField(label=_("为什么办"), max_length=400, widget=LONG)
    lead = forms.ChoiceField(label=_("谁牵头"))
    partner = forms.ChoiceField(label=_("和哪位合伙人"), required=False)
    starts_on = forms.DateField(label=_("打算哪天开工"), widget=DATE)
    ends_on = forms.DateField(label=_("打算哪天办好"), widget=DATE)
    field_order = ["key", "title", "why", "place", "lead", "partner", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(each.id): each for each in access.people_with(Power.RUN_RECRUITMENT)}
        self.partners = {str(each.id): each for each in partners.partners()}
        self.fields["lead"].choices = [(key, each.name) for key, each in self.leads.items()]  # type: ignore[attr-defined]
        self.fields["partner"].choices = [NOBODY, *((key, each.name) for key, each in self.partners.items())]  # type: ignore[attr-defined]

    def clean_lead(self) -> Person:
        return self.leads[self.cleaned_data["lead"]]

    def clean_partner(self) -> Partner | None:
        return self.partners.get(self.cleaned_data["partner"])


class BeginForm(PlanForm, OnceForm):
    """A new plan."""


class LineForm(OnceForm):
    """A line of money."""

    what = forms.CharField(label=_("花在什么上"), max_length=60, help_text=_("例如：水泥、沙和砖。会公布。"))
    fen = YuanField(label=_("多少元"))
    fund = forms.ChoiceField(label=_("从哪里出"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(each.id): each for each in funds.funds()}
        shares = ("", _("各户分摊"))
        self.fields["fund"].choices = [*((key, each.name) for key, each in self.funds.items()), shares]  # type: ignore[attr-defined]

    def clean_fund(self) -> Fund | None:
        return self.funds.get(self.cleaned_data["fund"])


class GiftForm(OnceForm):
    """What was given without money."""

    kind = forms.TypedChoiceField(label=_("给的是什么"), coerce=GiftKind, choices=GiftKind.choices)
    what = forms.CharField(label=_("写清楚"), max_length=80, help_text=_("例如：一间车库，用三年。不写值多少钱。"))
    unit = forms.CharField(label=_("哪个单位给的"), max_length=60, required=False)
    person = PersonField(
        label=_("或者哪位居民给的"), max_length=40, required=False, help_text=_("公开时只写姓，例如：梁先生。")
    )


class QuoteForm(ActForm):
    """What one supplier would do it for."""

    supplier = forms.CharField(label=_("哪一家"), max_length=60, required=False)
    partner = forms.ChoiceField(label=_("或者哪位合伙人"), required=False)
    total_fen = YuanField(label=_("总价（元）"))
    terms = forms.CharField(label=_("税、质保"), max_length=200, required=False)
    paper = forms.FileField(
        label=_("报价单的照片或 PDF"), required=False, widget=forms.FileInput(attrs={"accept": "image/*,.pdf"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.id): each for each in partners.partners()}
        self.fields["partner"].choices = [NOBODY, *((key, each.name) for key, each in self.partners.items())]  # type: ignore[attr-defined]

    def clean_partner(self) -> Partner | None:
        return self.partners.get(self.cleaned_data["partner"])


class ChooseForm(ActForm):
    """Which supplier, and why."""

    quote = forms.ChoiceField(label=_("选哪一家"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("为什么选它"), max_length=200, help_text=_("例如：总价最低，质保最长。"))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quotes = {str(each.id): each for each in queries.quotes_of(project)}
        self.fields["quote"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.supplier}　{money.yuan(each.total_fen)}") for key, each in self.quotes.items()
        ]

    def clean_quote(self) -> Quote:
        return self.quotes[self.cleaned_data["quote"]]


class StepForm(OnceForm):
    """A task, or a milestone."""

    kind = forms.TypedChoiceField(label=_("哪一种"), coerce=StepKind, choices=StepKind.choices)
    title = forms.CharField(label=_("办什么"), max_length=60, help_text=_("例如：水泥沙子进场。"))
    due_on = forms.DateField(label=_("哪天以前"), widget=DATE)
    owner = PersonField(
        label=_("谁来办"), max_length=40, required=False, help_text=_("不写就是牵头人。节点都归牵头人。")
    )


class EntryForm(OnceForm):
    """A day on the site."""

    phase = forms.TypedChoiceField(label=_("哪个时候"), coerce=Phase, choices=Phase.choices, initial=Phase.DURING)
    words = forms.CharField(label=_("做了什么"), max_length=400, widget=LONG)
    photos = PhotosField(label=_("照片"), required=False, help_text=_("可以一次选几张。公开以前只有办事的人看得见。"))
    is_problem = forms.BooleanField(label=_("这是个问题，要有人解决"), required=False)


class TendForm(OnceForm):
    """What was seen when it was looked after."""

    words = forms.CharField(label=_("看到了什么，做了什么"), max_length=400, widget=LONG)
    photos = PhotosField(label=_("照片"), required=False)


class WordsForm(ActForm):
    words = forms.CharField(label=_("怎么解决的"), max_length=200)


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class WitnessesField(forms.CharField):
    """Several residents, one a line or parted by marks; each must be meant exactly."""

    def clean(self, value: str) -> list[Person]:
        written = super().clean(value)
        found, unknown = [], []
        for name in written.replace("、", "\n").replace("，", "\n").replace(",", "\n").split("\n"):
            if name.strip():
                person = people.the_one_called(name.strip())
                (found if person else unknown).append(person or name.strip())
        if unknown:
            raise forms.ValidationError(
                _("花名册上没找到「%s」，或者不止一位。请写电话或门牌。") % _("、").join(map(str, unknown))
            )
        return found


class AcceptForm(OnceForm):
    """What residents found."""

    witnesses = WitnessesField(
        label=_("哪几位居民到场"), widget=LONG, help_text=_("至少三位，一行一位。公开时只写姓。")
    )
    findings = forms.CharField(label=_("大家看到了什么"), max_length=400, widget=LONG)
    is_passed = forms.TypedChoiceField(
        label=_("通过吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("通过")), ("no", _("没有通过，要整改"))],
    )  # fmt: skip
    mend = forms.CharField(label=_("要改什么"), max_length=200, required=False)
    mend_by = forms.DateField(label=_("哪天以前改好"), required=False, widget=DATE)


class HandOverForm(ActForm):
    """Who looks after it."""

    tended_by = PersonField(label=_("谁来看护"), max_length=40, help_text=NAMED)
    tend_months = forms.IntegerField(label=_("几个月看一次"), min_value=1, max_value=60, initial=3)
    tend_on = forms.DateField(label=_("下一次是哪天"), widget=DATE)
    warranty_until = forms.DateField(label=_("质保到哪天"), required=False, widget=DATE)


class AskForm(OnceForm):
    """One answer, four weeks later."""

    person = PersonField(label=_("问了谁"), max_length=40, help_text=NAMED)
    answer = forms.TypedChoiceField(
        label=_("真的好了吗"), coerce=Answer, choices=Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("说了什么"), max_length=200, required=False, help_text=_("没好要写哪里没好。"))


class OutcomeForm(ActForm):
    words = forms.CharField(
        label=_("办成了什么样"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一段话，带数字，例如：亭子 2 座，每天二十来人坐；花了 2,860 元，省下 140 元。"),
    )  # fmt: skip


class PaymentForm(ActForm):
    """A payment that was made for this project."""

    request = forms.ChoiceField(label=_("哪一笔付款"))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hung = {each.id for each in hanging.requests_on(project.id)}
        self.requests = {str(each.id): each for each in hanging.to_hang()[:100] if each.id not in hung}
        self.fields["request"].choices = [  # type: ignore[attr-defined]
            (key, f"{clock.local(each.requested_at):%m-%d} {each.what}　{money.yuan(each.fen)}")
            for key, each in self.requests.items()
        ]

    def clean_request(self) -> Request:
        return self.requests[self.cleaned_data["request"]]
