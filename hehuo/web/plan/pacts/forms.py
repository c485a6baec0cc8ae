"""Forms around a pact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots.kinds import Roll
from hehuo.domain.plan.pacts import queries
from hehuo.domain.plan.pacts.kinds import COMMENT_LIMIT, TEXT_LIMIT, TITLE_LIMIT, PactKind
from hehuo.domain.plan.pacts.models import Pact
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.people.forms import PersonField

OPENS, CLOSES = 9, 18  # the hours at which a vote begins and ends


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class PactForm(OnceForm):
    """Which pact, and for whom."""

    kind = forms.ChoiceField(label=_("订哪一种"), choices=PactKind.choices, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("哪里的"), required=False, help_text=_("全社区的居民公约不用选。"))
    title = forms.CharField(label=_("叫什么"), max_length=40, help_text=_("例如：五栋楼栋公约。"))
    from_pattern = forms.BooleanField(label=_("从现成的样本起草，再一条一条改"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.id): each for each in queries.may_have_pacts()}
        named = [(key, str(each)) for key, each in self.places.items()]
        self.fields["place"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean_kind(self) -> PactKind:
        return PactKind(self.cleaned_data["kind"])

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])


class ArticleForm(ActForm):
    """An article's words, and why they are so."""

    title = forms.CharField(label=_("这一条说什么"), max_length=TITLE_LIMIT, help_text=_("例如：停车和充电。"))
    text = forms.CharField(label=_("内容"), max_length=TEXT_LIMIT, widget=_long(5))
    why = forms.CharField(label=_("为什么这样改"), max_length=200, help_text=_("大家会看到，例如：消防来检查提的。"))


class AddForm(ArticleForm):
    """One more article."""

    after = forms.IntegerField(label=_("放在第几条后面"), required=False, min_value=0, help_text=_("不填就放在最后。"))


class WhyForm(ActForm):
    """A reason."""

    why = forms.CharField(label=_("为什么"), max_length=200)


class UntilForm(ActForm):
    """To which day comments are taken."""

    until = _day(_("意见收到哪天"), help_text=_("至少让大家看 7 天。"))


class VoteForm(ActForm):
    """Who votes, and from when to when."""

    roll = forms.ChoiceField(label=_("谁来投"), widget=forms.RadioSelect)
    notice_on = _day(_("哪天通知"), initial=clock.today)
    opens_on = _day(_("哪天开始投（9:00）"))
    closes_on = _day(_("哪天截止（18:00）"))
    official = forms.CharField(
        label=_("作为法定表决的依据"), required=False, max_length=200, help_text=_("不填就是意见征询。")
    )
    lawful_note = forms.CharField(
        label=_("核对过，没有侵犯谁的权利"), required=False, max_length=200,
        help_text=_("公约里有要当心的字眼时才填：写明为什么不侵犯人身、民主、财产权利。"),
    )  # fmt: skip

    def __init__(self, *args: Any, pact: Pact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = pact.rule.ways
        self.fields["roll"].choices = [(roll.value, roll.label) for roll, _law in ways]  # type: ignore[attr-defined]
        self.fields["roll"].initial = ways[0][0]

    def clean_roll(self) -> Roll:
        return Roll(self.cleaned_data["roll"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if opens := said.pop("opens_on", None):
            said["opens_at"] = clock.at(opens, OPENS)
        if closes := said.pop("closes_on", None):
            said["closes_at"] = clock.at(closes, CLOSES)
        return said


class TakeOverForm(ActForm):
    """How it was decided before."""

    adopted = forms.CharField(
        label=_("当时怎么定的"), max_length=200, help_text=_("哪天、什么会、多少户到场、多少户同意。大家会看到。")
    )
    on = _day(_("哪天起生效"))


class FilingForm(ActForm):
    """What the street gave back."""

    office = forms.CharField(label=_("报给了谁"), max_length=60, help_text=_("例如：永安街道办事处。"))
    number = forms.CharField(label=_("备案号"), max_length=40)
    on = _day(_("哪天备的案"), initial=clock.today)
    paper = forms.FileField(label=_("盖章的回执"), required=False, help_text=_("照片或 PDF，只有工作人员看得见。"))


class CommentForm(OnceForm):
    """What somebody thinks of an article."""

    text = forms.CharField(label=_("您的意见"), max_length=COMMENT_LIMIT, widget=_long(3))


class CommentForForm(CommentForm):
    """The same, written down for a neighbour."""

    person = PersonField(
        label=_("替谁记"), max_length=40, required=False, help_text=_("自己提的不填。写姓名、电话，或门牌如 3-2-502。")
    )


class AnswerForm(ActForm):
    """Taken up, or no and why."""

    is_taken_up = forms.TypedChoiceField(
        label=_("怎么办"), choices=[("yes", _("采纳，照这个改")), ("no", _("不改，说明为什么"))],
        widget=forms.RadioSelect, coerce=lambda said: said == "yes",
    )  # fmt: skip
    answer = forms.CharField(label=_("答复"), max_length=COMMENT_LIMIT, widget=_long(3), help_text=_("大家都看得到。"))


class LinesField(forms.CharField):
    """A paper list: one home a line, the door and then the name."""

    widget = _long(8)

    def clean(self, value: str) -> list[tuple[str, str]]:
        written = [
            line.replace("，", " ").replace(",", " ").split(None, 1) for line in super().clean(value).splitlines()
        ]
        return [(parts[0], parts[1] if len(parts) > 1 else "") for parts in written if parts]


class SignaturesForm(ActForm):
    """What stands on a signing sheet."""

    on = _day(_("哪天签的"), initial=clock.today)
    lines = LinesField(
        label=_("谁签了"),
        max_length=8000,
        help_text=_("照签名单录，一户一行：门牌、空一格、签名的人。例如：502 王建国"),
    )
