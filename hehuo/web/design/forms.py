"""One field of every kind, for the sheet of parts."""

from django import forms
from django.utils.translation import gettext_lazy as _

WAYS = [("visit", _("上门聊")), ("call", _("打电话"))]


class SampleForm(forms.Form):
    """A form that is never kept."""

    building = forms.CharField(label=_("哪一栋"), help_text=_("写栋号就行，不用写门牌。"))
    phone = forms.RegexField(r"^\d{11}$", label=_("手机号"), error_messages={"invalid": _("少了 4 位，手机号是 11 位")})
    what = forms.CharField(label=_("什么事"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(label=_("哪一类"), choices=[("light", _("照明")), ("class", _("上课"))])
    day = forms.DateField(label=_("哪一天"))
    hour = forms.TimeField(label=_("几点"))
    people = forms.IntegerField(label=_("几个人"), min_value=1)
    paper = forms.FileField(label=_("表格"), required=False)
    way = forms.ChoiceField(label=_("怎么找您"), choices=WAYS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("还关心"), choices=[("money", _("账本")), ("space", _("场地"))], widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    agree = forms.BooleanField(label=_("我同意社工联系我"), required=False)
    stars = forms.IntegerField(label=_("满意吗"), min_value=1, max_value=5, required=False)
