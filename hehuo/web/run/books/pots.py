"""Opening a pot: its nature first, then what the law asks of that nature."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.funds import actions, rules
from hehuo.domain.ground.funds.kinds import NATURE_RULES, FundNature, Source
from hehuo.web.forms import OnceForm
from hehuo.web.requests import PersonRequest
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import DayField, YuanField

LONGEST_NAME = 40


class FundForm(OnceForm):
    """A pot of one nature: only what this nature needs is asked."""

    name = forms.CharField(label=gettext_lazy("资金叫什么"), max_length=LONGEST_NAME)
    keeper = forms.CharField(max_length=60)
    keeper_no = forms.CharField(
        label=gettext_lazy("慈善组织的统一社会信用代码"), max_length=40,
        help_text=gettext_lazy("没有的写登记证号。"),
    )  # fmt: skip
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("先开哪些收入科目"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("只列这种性质依法能收的，以后还能再开。"),
    )  # fmt: skip
    spending = forms.CharField(
        label=gettext_lazy("先开哪些支出科目"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行写一个，例如：公共空间。"),
    )  # fmt: skip
    purpose = forms.CharField(
        label=gettext_lazy("有没有限定的用途"), required=False, max_length=LONGEST_NAME,
        help_text=gettext_lazy("给钱的人指定只能用来做什么的，写在这里。没有就空着，都算不限用途。"),
    )  # fmt: skip
    opening_fen = YuanField(
        label=gettext_lazy("原来有多少（元）"), required=False,
        help_text=gettext_lazy("照对账单写，不算收入。没有就空着。"),
    )  # fmt: skip
    opening_on = DayField(label=gettext_lazy("截至哪一天"), required=False)

    def __init__(self, *args: object, nature: FundNature, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rule = NATURE_RULES[nature]
        self.fields["keeper"].label = rule.holder
        self.fields["sources"].choices = [(one.value, one.label) for one in Source if one in rule.receives]  # type: ignore[attr-defined]  # a MultipleChoiceField
        if not rule.is_mirror:
            del self.fields["keeper_no"]

    def clean_sources(self) -> list[Source]:
        return [Source(written) for written in self.cleaned_data["sources"]]

    def clean_spending(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["spending"].splitlines() if name.strip()]
        if too_long := next((name for name in names if len(name) > LONGEST_NAME), None):
            raise forms.ValidationError(_("「%s」太长了，一个科目最多 40 个字。") % too_long)
        return names

    def clean_opening_fen(self) -> int:
        return self.cleaned_data["opening_fen"] or 0

    def clean_opening_on(self) -> object:
        return self.cleaned_data["opening_on"] or clock.today()


@reads_books
def fund_natures(request: PersonRequest, community: str) -> HttpResponse:
    """Which nature the pot is of: what the law says of each stands beside it."""
    context = {"natures": [_told(nature) for nature in FundNature], "may_open": rules.may_keep_funds(request.person)}
    return render(request, "books/fund_natures.html", context)


@reads_books
def fund_new(request: PersonRequest, community: str, nature: str) -> HttpResponse:
    """Open a pot of a nature, ready for use."""
    if nature not in FundNature.values:
        raise Missing(_("没有这种性质的资金。请从「立一个资金」再选一次。"))
    rules.may_keep_funds(request.person).or_refuse()
    chosen = FundNature(nature)
    form = FundForm(request.POST or None, nature=chosen)
    if request.method == "POST" and form.is_valid():
        fund = form.act(actions.set_up_fund, actor=request.person, nature=chosen, **form.cleaned_data)
        if fund:
            messages.success(request, _("「%s」立好了。") % fund)
            return redirect("books:fund", community, fund.id)
    context = {"form": form, "told": _told(chosen)}
    return render(request, "books/fund_new.html", context, status=422 if form.errors else 200)


def _told(nature: FundNature) -> dict[str, object]:
    """A nature with its law, in words."""
    rule = NATURE_RULES[nature]
    receives = _("、").join(str(source.label) for source in Source if source in rule.receives)
    return {
        "value": nature.value,
        "name": nature.label,
        "rule": rule,
        "receives": receives,
        "rhythm": rule.rhythm.label,
    }
