"""An empty office: its first administrator redeems the printed code, and is led to the first needs list."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.access import actions
from hehuo.domain.ground.access.kinds import EnteredBy, Power
from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.places import queries as places
from hehuo.flows.open_office import open_office
from hehuo.web import entering
from hehuo.web.forms import ActForm
from hehuo.web.requests import PersonRequest, powered


class OfficeForm(ActForm):
    """The printed code, the community, and its first administrator."""

    code = forms.CharField(label=_("启用码"), max_length=20, help_text=_("服务器屏幕上印的 12 位字母数字。"))
    community_name = forms.CharField(label=_("社区叫什么"), max_length=40, help_text=_("例如：海湾社区"))
    community_code = forms.SlugField(
        label=_("网址里的代号"), max_length=40, help_text=_("小写字母，定了就不改。例如 haiwan，网址就是 /c/haiwan/。")
    )
    region = forms.CharField(label=_("省市区"), max_length=80, required=False)
    phone = forms.CharField(label=_("服务台电话"), max_length=20, required=False)
    name = forms.CharField(label=_("您的姓名"), max_length=40)
    username = forms.SlugField(label=_("您的账号"), max_length=60, help_text=_("字母和数字，登录时用。"))
    password = forms.CharField(
        label=_("密码"), max_length=200, widget=forms.PasswordInput, help_text=_("至少 10 位，不要太常见。")
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


def office_open(request: HttpRequest) -> HttpResponse:
    """The first administrator enters by the printed code and makes the office."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        account = form.act(_redeem, code=said.pop("code"), **said)
        if account:
            entering.let_in(request, account, EnteredBy.PASSWORD)
            return redirect("guide", said["community_code"])
    return render(request, "access/office_open.html", {"form": form}, status=422 if form.errors else 200)


def _redeem(*, code: str, **said: str) -> object:
    actions.try_first_code(written=code)
    return open_office(**said)


@powered(Power.SEE_DESK)
def guide(request: PersonRequest, community: str) -> HttpResponse:
    """The short way from an empty office to its first needs list, with what is done ticked."""
    context = {
        "has_estate": places.estates().exists(), "people": people.roll().count(), "has_fund": funds.funds().exists(),
    }  # fmt: skip
    return render(request, "access/guide.html", context)
