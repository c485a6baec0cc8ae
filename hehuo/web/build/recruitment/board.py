"""The pipeline as the board shows it: eight columns, what is late, and the strip of the one in hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.kinds import FEEDBACK_DAYS, STAGE_DAYS, Stage
from hehuo.domain.build.recruitment.models import Application, Trial
from hehuo.domain.build.recruitment.results import TrialResult

SHOWN = 5  # tickets in a column; the rest stands in the table


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the partner's road."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One applicant or partner on the board."""

    name: str
    line: str
    more: str
    due_on: date | None
    days: int | None = None
    application: Application | None = None
    agreement: Agreement | None = None


@dataclass(slots=True)
class Column:
    """A column with its limit."""

    key: str
    name: str | Promise
    rule: str
    is_open: bool = False
    tickets: list[Ticket] = field(default_factory=list)

    @property
    def shown(self) -> list[Ticket]:
        return self.tickets[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.tickets) - SHOWN)


NAMES: dict[str, str | Promise] = {
    "received": gettext_lazy("申请"), "screening": gettext_lazy("初审"), "trial": gettext_lazy("试课"),
    "feedback": gettext_lazy("反馈"), "decision": gettext_lazy("决定"), "posted": gettext_lazy("签约"),
    "agreed": gettext_lazy("履约"), "review": gettext_lazy("年评"),
}  # fmt: skip
_WHAT: dict[str, str | Promise] = {
    "received": gettext_lazy("收到就回"), "screening": gettext_lazy("查资质"), "trial": gettext_lazy("约居民来试"),
    "feedback": gettext_lazy("够数才算"), "decision": gettext_lazy("评议，公开"), "posted": gettext_lazy("公示满再签"),
    "agreed": gettext_lazy("按月对账"), "review": gettext_lazy("续、停、退"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What the board is narrowed to, and how it is looked at."""

    way: str = ""
    mine: UUID | None = None
    is_table: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Filter":
        """As the address says."""
        person = getattr(request, "person", None)
        mine = person.id if person and request.GET.get("mine") else None
        return cls(request.GET.get("way", ""), mine, request.GET.get("view") == "table")

    def takes(self, application: Application) -> bool:
        """Whether an application is among them."""
        return (not self.way or application.way == self.way) and (not self.mine or application.owner_id == self.mine)


def columns(
    found: Sequence[Application], results: dict[UUID, TrialResult], agreements: Sequence[Agreement]
) -> list[Column]:
    """The eight columns, in order, each with its tickets."""
    made = {key: Column(key, name, _rule(key), is_open=key in {"agreed", "review"}) for key, name in NAMES.items()}
    for application in found:
        key = queries.stage_key_of(application, application.given)  # type: ignore[attr-defined]  # prefetched
        if key in made and key != "agreed":
            made[key].tickets.append(_ticket(application, key, results[application.id]))
    for agreement in agreements:
        key = "review" if agreement.review_from <= clock.today() else "agreed"
        line = _("市价 %(price)s%%，让利 %(share)s%%") % {
            "price": agreement.price_percent,
            "share": agreement.share_percent,
        }
        made[key].tickets.append(
            Ticket(str(agreement.partner), agreement.subject, line, agreement.ends_on, agreement=agreement)
        )
    return list(made.values())


def is_late(application: Application) -> bool:
    """Whether its stage has taken longer than it may."""
    return application.due_on is not None and application.due_on < clock.today()


def steps(application: Application, trials: Sequence[Trial] = ()) -> list[Step]:
    """The road of eight steps, with where this one stands; a trial that was waived stays hollow."""
    keys = list(NAMES)
    key = queries.stage_key_of(application, trials)
    now = keys.index(key) if key in NAMES else -1
    made = []
    for number, (key, name) in enumerate(NAMES.items()):
        state = "done" if number < now else "now" if number == now else "later"
        note = f"{application.stage_on.month}.{application.stage_on.day:02d}" if state == "now" else ""
        if key in {"trial", "feedback"} and application.exempt_by_id and state == "done":
            state, note = "skip", _("免，看理由")
        made.append(Step(str(name), state, note))
    return made


def strip(application: Application, result: TrialResult) -> dict[str, Any]:
    """The detail of the one in hand."""
    whole = 5 if result.terms.measure == "mean" else 100
    return {
        "steps": steps(application, application.given),  # type: ignore[attr-defined]  # prefetched
        "result": result, "whole": whole, "reached": float(result.reached), "times": application.wanted_times,
        "mark": float(100 * result.terms.threshold / whole),
    }  # fmt: skip


def _rule(key: str) -> str:
    days = {"feedback": FEEDBACK_DAYS, "review": 30}.get(key) or STAGE_DAYS.get(
        Stage(key) if key in Stage.values else Stage.AGREED
    )
    limit = _(" · 限 %(days)s 天") % {"days": days} if days else ""
    return f"{_WHAT[key]}{limit}"


def _ticket(application: Application, key: str, result: TrialResult) -> Ticket:
    line = " · ".join(part for part in (str(application.category), application.get_way_display()) if part)
    more, due_on = application.project, application.due_on
    if key == "feedback" and application.given:  # type: ignore[attr-defined]  # prefetched
        more = _("有效 %(valid)s 人，平均 %(mean)s") % {"valid": result.valid, "mean": result.mean_words}
        held = application.given[-1].held_on  # type: ignore[attr-defined]  # prefetched
        due_on = held + timedelta(days=FEEDBACK_DAYS)
    elif application.exempt_by_id:
        more = _("免试课 · 看理由")
    return Ticket(application.name, line, more, due_on, application.days_waited, application=application)
