"""Forms of a week's plan."""

from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.timetables import kinds, planning, queries
from hehuo.web.forms import ActForm, OnceForm


class PlanForm(OnceForm):
    """Which week, and how freely it may be planned."""

    monday = forms.DateField(label=_("从哪个星期一起"), widget=forms.DateInput(attrs={"type": "date"}))
    shift_minutes = forms.TypedChoiceField(
        label=_("比想要的时间最多挪多少分钟"), coerce=int, initial=kinds.SHIFT_MINUTES,
        choices=[(minutes, minutes) for minutes in kinds.SHIFTS],
    )  # fmt: skip
    solver = forms.ChoiceField(label=_("怎么排"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["monday"].initial = queries.next_monday
        if planning.has_exact():
            self.fields["solver"].choices = [("exact", kinds.Solver.EXACT.label), ("greedy", kinds.Solver.GREEDY.label)]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["solver"]


class LineForm(ActForm):
    """What is to become of one line: a free time, locked, let go, or out."""

    act = forms.ChoiceField(choices=[(each, each) for each in ("move", "lock", "unlock", "out")])
    to = forms.CharField(required=False)

    def target(self) -> tuple[UUID, int, time] | None:
        """The room, weekday and begin that were chosen; None where nothing readable was."""
        room, _bar, rest = self.cleaned_data["to"].partition("|")
        day, _bar, begins = rest.partition("|")
        try:
            return UUID(room), int(day), time.fromisoformat(begins)
        except ValueError:
            return None
