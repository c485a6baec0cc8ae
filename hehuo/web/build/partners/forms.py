"""Forms for partners and for lists of neighbours who are partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.partners.models import Category
from hehuo.web.forms import ActForm
from hehuo.web.ground.intakes.forms import PaperForm


class ListForm(PaperForm):
    """A list of neighbour partners."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("名单文件")
        self.fields["file"].help_text = _(
            "Excel（.xlsx）或 CSV。要有姓名，最好有类别、队伍和手机；一人在几支队伍，写几行都行。"
        )


class CategoryForm(ActForm):
    """A kind of partner as this community names it."""

    name = forms.CharField(label=_("叫什么"), max_length=20, help_text=_("例如：社培合伙人、邻里友好合伙商家。"))
    party = forms.TypedChoiceField(label=_("是单位、团队还是个人"), coerce=Party, choices=Party.choices)
    order = forms.IntegerField(label=_("排第几"), min_value=0, max_value=99, initial=0)

    @classmethod
    def of(cls, category: Category | None, data: Any) -> "CategoryForm":
        """For one that is there, or a new one."""
        if category is None:
            return cls(data)
        return cls(data, initial={"name": category.name, "party": category.party, "order": category.order})
