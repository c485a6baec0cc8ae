"""Forms around contributions. Amounts are written as people say them: hours, pieces, times."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.run.contributions import queries
from hehuo.domain.run.contributions.kinds import FROM_BOOKS, UNITS
from hehuo.domain.run.contributions.models import Pledge
from hehuo.domain.run.contributions.queries import Record
from hehuo.web.forms import DATE, OnceForm
from hehuo.web.run.exchanges import forms as exchanges

WORDS = [(kind.value, f"{kind.label}（{UNITS[kind].word}）") for kind in Contribution]


class AmountForm(exchanges.AmountForm):
    """So much of one kind."""

    units: ClassVar[Mapping[Any, Any]] = UNITS

    kind = forms.TypedChoiceField(label=_("什么"), coerce=Contribution, choices=WORDS)
    amount = forms.DecimalField(label=_("多少"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    what = forms.CharField(label=_("写清楚是什么"), max_length=60, help_text=_("例如：绘本 50 册；周三晚上的活动室。"))


class PledgeForm(AmountForm):
    due_on = forms.DateField(label=_("哪天以前"), widget=DATE)


class OfPledge(OnceForm):
    """Which promise it keeps."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        promised = queries.pledges_of(agreement.partner).filter(agreement=agreement)
        self.pledges = {str(each.id): each for each in promised}
        self.fields["pledge"] = forms.ChoiceField(
            label=_("算哪一条约定"), required=False,
            choices=[("", _("不算在哪一条里")), *((key, str(each)) for key, each in self.pledges.items())],
        )  # fmt: skip

    def clean_pledge(self) -> Pledge | None:
        return self.pledges.get(self.cleaned_data["pledge"])


class NoteForm(OfPledge, AmountForm):
    """What came; money is tied to the books instead."""

    on = forms.DateField(label=_("哪一天"), widget=DATE, initial=clock.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [each for each in WORDS if each[0] not in FROM_BOOKS]  # type: ignore[attr-defined]


class TieForm(OfPledge):
    """What another record counts already."""

    record = forms.ChoiceField(label=_("哪一笔"))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, agreement=agreement, **kwargs)
        self.records = {each.key: each for each in queries.records_for(agreement)}
        self.fields["record"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.on}　{each.what}") for key, each in self.records.items()
        ]

    def clean_record(self) -> Record:
        return self.records[self.cleaned_data["record"]]
