"""Forms of the calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.web.forms import ActForm


class DaysForm(ActForm):
    """Some days are off, or are worked."""

    first = forms.DateField(label=_("从哪天"))
    last = forms.DateField(label=_("到哪天"))
    kind = forms.ChoiceField(
        label=_("这几天"), choices=[("off", _("放假")), ("work", _("上班（调休）"))], widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("什么假"), max_length=20, help_text=_("例如：国庆节、春节调休"))


class DayForm(forms.Form):
    day = forms.DateField()
