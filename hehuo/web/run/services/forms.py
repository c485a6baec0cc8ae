"""Forms for prices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.web.build.recruitment.forms import DATE, fen_of, yuan_field
from hehuo.web.forms import OnceForm


class PriceForm(OnceForm):
    """A marked price with the market price it is measured by."""

    name = forms.CharField(label=_("服务"), max_length=60)
    audience = forms.CharField(label=_("给谁"), max_length=40, required=False)
    unit = forms.CharField(label=_("按什么收"), max_length=20, initial=_("次"))
    resident = yuan_field(_("这里收（元）"), help_text=_("免费就写 0"))
    market = yuan_field(_("市场价（元）"))
    source = forms.CharField(label=_("市场价从哪里看到"), max_length=120, required=False)
    seen_on = forms.DateField(label=_("哪天看到"), widget=DATE, required=False, initial=clock.today)
    free_for = forms.CharField(
        label=_("谁免费"), max_length=120, required=False, help_text=_("例如：低保、残疾、困境儿童、70 岁以上")
    )

    def said(self) -> dict[str, Any] | None:
        """The arguments of the action; None where a sum cannot be read or is missing."""
        prices = {"resident_fen": fen_of(self, "resident"), "market_fen": fen_of(self, "market")}
        if prices["resident_fen"] is None and "resident" not in self.errors:
            self.add_error("resident", _("请写价格，免费就写 0。"))
        if self.errors:
            return None
        return {name: value for name, value in self.cleaned_data.items() if name not in {"resident", "market"}} | prices
