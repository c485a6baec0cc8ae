"""Forms around a levy. Amounts are written in yuan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import money
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.clubs import queries as clubs
from hehuo.domain.run.levies import queries
from hehuo.domain.run.levies.kinds import Base, Excuse, Surplus
from hehuo.domain.run.levies.models import Levy, Quote, Share
from hehuo.web.forms import ActForm, OnceForm, PhotosField, PhotosInput
from hehuo.web.ground.entry.forms import HomeField
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.run.books.forms import DayField, YuanField

LONG = forms.Textarea(attrs={"rows": 3})
PAPERS = "image/*,.pdf"
HIDDEN_UNTIL_COVERED = _("照片或 PDF，可以一次选几份。只有办事的人看得见；遮住姓名、电话以后再公开。")


class LevyForm(OnceForm):
    """The matter."""

    title = forms.CharField(label=_("办什么事"), max_length=40, help_text=_("例如：育才小区装监控。大家会看到。"))
    why = forms.CharField(label=_("为什么办"), max_length=400, widget=LONG)
    payers = forms.ChoiceField(label=_("谁出"), help_text=_("一个小区的户一起出；一支队的队员出的，只有愿意的出。"))
    fund = forms.ChoiceField(label=_("钱放在哪个户筹资金"))
    base = forms.ChoiceField(
        label=_("怎么分"), choices=Base.choices, initial=Base.PER_HOME, widget=forms.RadioSelect,
        help_text=_("一支队的队员出的，总是按人。"),
    )  # fmt: skip
    rate_fen = YuanField(label=_("每户（每平方米、每人）出多少元"))
    only_lived_in = forms.BooleanField(label=_("只算装修入住的户（按户、按面积的才用）"), required=False, initial=True)
    due_on = DayField(label=_("收到哪天为止"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.id): each for each in places.estates()}
        self.clubs = {str(each.id): each for each in clubs.clubs()}
        self.funds = {str(each.id): each for each in funds.funds_of(FundNature.LEVY)}
        groups = [(_("小区的户"), self.places), (_("队伍的队员"), self.clubs)]
        self.fields["payers"].choices = [  # type: ignore[attr-defined]
            (label, [(key, each.name) for key, each in rows.items()]) for label, rows in groups if rows
        ]
        self.fields["fund"].choices = [(key, each.name) for key, each in self.funds.items()]  # type: ignore[attr-defined]

    def clean_fund(self) -> Fund:
        return self.funds[self.cleaned_data["fund"]]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        payers, base = said.pop("payers", ""), Base(said.get("base") or Base.PER_HOME)
        place, club = self.places.get(payers), self.clubs.get(payers)
        if place and base == Base.PER_MEMBER:
            self.add_error("base", _("小区的户出的，按户或按面积分。"))
        return said | {"place": place, "club": club, "base": base}


class QuoteForm(ActForm):
    """What one supplier would do it for."""

    supplier = forms.CharField(label=_("哪一家"), max_length=60)
    total_fen = YuanField(label=_("总价（元）"))
    terms = forms.CharField(label=_("税、质保"), max_length=200, required=False)


class QuotesFileForm(ActForm):
    """A table of quotes."""

    file = forms.FileField(label=_("报价表"), help_text=_("Excel 或 CSV：各家并排写成列，或一家一行。"))


class ChooseForm(ActForm):
    """Which supplier, and why."""

    quote = forms.ChoiceField(label=_("选哪一家"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("为什么选它"), max_length=200, help_text=_("例如：总价最低，质保最长。"))

    def __init__(self, *args: Any, levy: Levy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quotes = {str(each.id): each for each in levy.quotes.all()}
        self.fields["quote"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.supplier}　{money.yuan(each.total_fen)}") for key, each in self.quotes.items()
        ]

    def clean_quote(self) -> Quote:
        return self.quotes[self.cleaned_data["quote"]]


class DecisionForm(ActForm):
    """How it was decided."""

    decided_on = DayField(label=_("哪天定的"))
    decided_by = forms.CharField(label=_("在哪儿定的"), max_length=60, help_text=_("例如：板凳会、居民会议。"))
    present = forms.IntegerField(label=_("到场多少户"), min_value=1, max_value=100_000)
    decision = forms.CharField(label=_("怎么定的"), max_length=400, widget=LONG)
    papers = PhotosField(
        label=_("会议记录、签到表的照片"), required=False, widget=PhotosInput(accept=PAPERS),
        help_text=HIDDEN_UNTIL_COVERED,
    )  # fmt: skip


class PaperForm(ActForm):
    """One more paper."""

    upload = forms.FileField(
        label=_("会议记录、报价单的照片或 PDF"), widget=forms.FileInput(attrs={"accept": PAPERS}),
        help_text=_("只有办事的人看得见；点开它，遮住姓名、电话以后再公开。"),
    )  # fmt: skip


class ExtendForm(ActForm):
    """A later last day."""

    to_on = DayField(label=_("延到哪天"))
    why = forms.CharField(label=_("为什么延"), max_length=200, help_text=_("各户会看到，例如：放假，好多户不在家。"))


class CollectorForm(OnceForm):
    """Who collects where."""

    place = forms.ChoiceField(label=_("哪栋、哪个单元"))
    person = PersonField(label=_("谁来收"), max_length=40, help_text=_("写姓名、电话、个人码，或门牌如 3-2-502。"))
    hours = forms.CharField(
        label=_("什么时候、在哪儿收"), max_length=80, help_text=_("那几户会看到，例如：每晚 7 点到 8 点，2 栋大堂。")
    )

    def __init__(self, *args: Any, levy: Levy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.id): each for each in queries.counted_places(levy)}
        self.fields["place"].choices = [(key, str(each)) for key, each in self.places.items()]  # type: ignore[attr-defined]

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class MoveForm(OnceForm):
    """What is left, to another pot."""

    target = forms.ChoiceField(label=_("拨到哪个资金"))
    decided_on = DayField(label=_("哪天定的"))
    decided_by = forms.CharField(
        label=_("在哪儿定的"), max_length=60, help_text=_("有编号的写上，例如：第 12 次板凳会。会公布。")
    )
    decision = forms.CharField(label=_("怎么定的"), max_length=400, widget=LONG, help_text=_("会公布。"))
    papers = PhotosField(
        label=_("会议记录的照片"), required=False, widget=PhotosInput(accept=PAPERS), help_text=HIDDEN_UNTIL_COVERED
    )

    def __init__(self, *args: Any, levy: Levy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(each.id): each for each in queries.takers_of(levy)}
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.name}（{each.get_nature_display()}）") for key, each in self.targets.items()
        ]

    def clean_target(self) -> Fund:
        return self.targets[self.cleaned_data["target"]]


class MakeMoveForm(ActForm):
    """The day on which it was moved."""

    on = DayField(label=_("哪天拨的"))


class ExcuseForm(ActForm):
    """A home that need not pay."""

    home = HomeField(label=_("哪一户"), max_length=60, help_text=_("写门牌，如 3-2-502。"))
    why = forms.ChoiceField(label=_("为什么免"), choices=Excuse.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("说明"), max_length=200, help_text=_("只有办事的人看得到。"))

    def clean_why(self) -> Excuse:
        return Excuse(self.cleaned_data["why"])


class WhyForm(ActForm):
    why = forms.CharField(label=_("为什么"), max_length=200)


class CostForm(OnceForm):
    """A bill."""

    what = forms.CharField(label=_("付什么钱"), max_length=80, help_text=_("例如：监控工程首付款 60%。会公布。"))
    fen = YuanField(label=_("多少元"))
    party = forms.CharField(label=_("付给谁"), max_length=60)
    proof = forms.CharField(
        label=_("凭什么付"), max_length=80, required=False, help_text=_("例如：合同、验收单。会公布。")
    )


class SettleForm(ActForm):
    """What becomes of what is left."""

    surplus = forms.ChoiceField(
        label=_("余款怎么办"), widget=forms.RadioSelect,
        choices=[choice for choice in Surplus.choices if choice[0] != Surplus.MOVE],  # that one is asked for by itself
    )  # fmt: skip
    words = forms.CharField(label=_("大家怎么定的"), max_length=200, help_text=_("例如：11 月 2 日板凳会，退给各户。"))

    def clean_surplus(self) -> Surplus:
        return Surplus(self.cleaned_data["surplus"])


class CashForm(OnceForm):
    """Cash taken at a door."""

    share = forms.ChoiceField(label=_("哪一户"))
    fen = YuanField(label=_("收了多少元"))
    receipt_no = forms.CharField(label=_("收据号"), max_length=40)
    on = DayField(label=_("哪天收的"))

    def __init__(self, *args: Any, shares: Sequence[Share], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shares = {str(each.id): each for each in shares if each.due and each.due.open_fen}
        self.fields["share"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.short}　{money.yuan(each.due.open_fen)}") for key, each in self.shares.items()
        ]

    def clean_share(self) -> Share:
        return self.shares[self.cleaned_data["share"]]


class ChainForm(ActForm):
    """A chain message as it was pasted."""

    message = forms.CharField(
        label=_("接龙原文"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("从群里复制，整段粘贴，不用整理。"),
    )  # fmt: skip
    on = DayField(label=_("哪天接的"))
