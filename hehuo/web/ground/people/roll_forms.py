"""Forms by which the roll is kept."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.people.kinds import CareKind, Living, Sex, TeamKind, WardKind
from hehuo.domain.ground.people.models import Person
from hehuo.web.forms import ActForm, OnceForm
from hehuo.web.ground.people.forms import PersonField
from hehuo.web.ground.places.forms import HomeField

WHO = _("写姓名、电话、个人码，或门牌如 3-2-502。")


def _read(reader: Callable[[Any], str], written: str) -> str:
    """A number by the rules of the rosters; what cannot be read for sure is a fault of its field."""
    try:
        return reader(written)
    except values.Unsure as unsure:
        raise forms.ValidationError(unsure.say) from unsure


class PersonForm(ActForm):
    """What is known of a person."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    sex = forms.ChoiceField(label=_("性别"), choices=Sex.choices, required=False)
    born_on = forms.DateField(label=_("出生日期"), required=False)
    living = forms.ChoiceField(label=_("居住情况"), choices=Living.choices, initial=Living.RESIDENT)
    phone = forms.CharField(label=_("电话"), required=False, max_length=20)
    identity = forms.CharField(label=_("身份证号"), required=False, max_length=24)
    note = forms.CharField(label=_("备注"), required=False, max_length=200)

    def clean_phone(self) -> str:
        return _read(values.phone, self.cleaned_data["phone"])

    def clean_identity(self) -> str:
        return _read(values.identity, self.cleaned_data["identity"])

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and born > clock.today():
            raise forms.ValidationError(_("出生日期还没到。"))
        return born

    @property
    def facts(self) -> dict[str, Any]:
        """As the actions take them; an ID number says birth date and sex where the form does not."""
        said = dict(self.cleaned_data)
        said["sex"] = Sex(said["sex"] or values.sex_of(said["identity"]))
        said["born_on"] = said["born_on"] or values.born_of(said["identity"])
        return said | {"living": Living(said["living"])}


class NewPersonForm(PersonForm, OnceForm):
    """A person entered by hand."""

    home = HomeField(
        label=_("住哪一套"), required=False, max_length=40, help_text=_("写成 3-2-502；不住这里的业主可以不填。")
    )
    relation = forms.CharField(label=_("与户主关系"), required=False, max_length=20)
    on = forms.DateField(label=_("从哪天起"), initial=clock.today)
    is_another = forms.BooleanField(label=_("核对过了，和花名册上很像的人不是同一个"), required=False)


class MoveInForm(ActForm):
    home = HomeField(label=_("搬到哪一套"), max_length=40, help_text=_("写成 3-2-502。"))
    joins = forms.BooleanField(label=_("和已经住在那里的人是一户"), required=False, initial=True)
    on = forms.DateField(label=_("从哪天起"), initial=clock.today)
    living = forms.ChoiceField(label=_("居住情况"), choices=Living.choices, initial=Living.RESIDENT)
    relation = forms.CharField(label=_("与户主关系"), required=False, max_length=20)
    where = forms.CharField(label=_("从哪里来"), required=False, max_length=100)

    def clean_living(self) -> Living:
        return Living(self.cleaned_data["living"])


class MoveOutForm(ActForm):
    on = forms.DateField(label=_("哪天搬走"), initial=clock.today)
    where = forms.CharField(label=_("搬到哪里"), required=False, max_length=100)


class GuardianForm(ActForm):
    guardian = PersonField(label=_("谁做监护人"), max_length=40, help_text=WHO)
    kind = forms.ChoiceField(label=_("被监护的是"), choices=WardKind.choices, widget=forms.RadioSelect)
    evidence = forms.CharField(label=_("看了什么材料"), max_length=200, help_text=_("例如：户口本、法院判决书文号。"))
    from_on = forms.DateField(label=_("从哪天起"), initial=clock.today)

    def clean_kind(self) -> WardKind:
        return WardKind(self.cleaned_data["kind"])


class RelationsForm(ActForm):
    """How each of a household stands to its head."""

    def __init__(self, *args: Any, members: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {f"relation_{person.pk}": person for person in members}
        for name, person in self._members.items():
            self.fields[name] = forms.CharField(
                label=person.name, max_length=20, required=False, initial=person.relation
            )

    @property
    def relations(self) -> dict[Person, str]:
        return {person: self.cleaned_data[name] for name, person in self._members.items()}


class DelegateForm(ActForm):
    person = forms.ChoiceField(label=_("谁是户代表"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(person.pk): person for person in members}
        self.fields["person"].choices = [(pk, person.name) for pk, person in self._members.items()]

    def clean_person(self) -> Person:
        return self._members[self.cleaned_data["person"]]


class TeamForm(ActForm):
    name = forms.CharField(label=_("队名"), max_length=40)
    kind = forms.ChoiceField(label=_("什么队"), choices=TeamKind.choices)
    leader = PersonField(label=_("谁带队"), max_length=40, help_text=WHO)
    purpose = forms.CharField(label=_("做什么"), required=False, max_length=200)

    def clean_kind(self) -> TeamKind:
        return TeamKind(self.cleaned_data["kind"])


class NewTeamForm(TeamForm, OnceForm):
    """A new team."""


class MemberForm(ActForm):
    person = PersonField(label=_("加谁"), max_length=40, help_text=WHO)


class MergeForm(ActForm):
    """Which record stays, and how one knows."""

    keep = forms.ChoiceField(label=_("留下哪一条"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("怎么核对的"), max_length=200, help_text=_("例如：看了身份证，是一个人。"))
    closes_entry = forms.BooleanField(label=_("知道：另一条的账号在这个社区就进不来了"), required=False)

    def __init__(self, *args: Any, pair: tuple[Person, Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pair = pair
        self.fields["keep"].choices = [("one", _("左边这一条")), ("other", _("右边这一条"))]
        if not all(person.account_id for person in pair):
            del self.fields["closes_entry"]

    @property
    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        one, other = self._pair
        into, person = (one, other) if said["keep"] == "one" else (other, one)
        return {
            "person": person, "into": into, "why": said["why"], "closes_entry": said.get("closes_entry", False),
        }  # fmt: skip


class ApartForm(ActForm):
    why = forms.CharField(label=_("怎么知道是两个人"), max_length=200, required=False)


class CareForm(ActForm):
    """Why one looks, and what is to be added where something is."""

    why = forms.CharField(label=_("为什么要看、要改"), max_length=200, help_text=_("会记下谁、什么时候、为什么看的。"))
    kind = forms.ChoiceField(label=_("加哪一项"), choices=[("", _("只看，不加")), *CareKind.choices], required=False)
    note = forms.CharField(label=_("补充"), max_length=100, required=False)
