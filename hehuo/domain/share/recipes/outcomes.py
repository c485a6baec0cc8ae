"""How it did: the figures of things that a recipe was kept from, or that it was set up as, many in a few statements."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from hehuo.core import clock, money
from hehuo.domain.build.projects import queries as projects
from hehuo.domain.build.projects.kinds import Answer
from hehuo.domain.build.projects.models import Callback
from hehuo.domain.build.recruitment.kinds import CallState, Stage
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.sessions.kinds import SessionState, SignUpState
from hehuo.domain.plan.pacts import queries as pacts
from hehuo.domain.plan.pacts.models import Article
from hehuo.domain.run.activities.models import Series
from hehuo.domain.run.books import hanging
from hehuo.domain.share.recipes.kinds import FIGURES, PartKind


@dataclass(frozen=True, slots=True)
class Did:
    """Where a thing stands, in words, and its figures by name (`kinds.FIGURES`)."""

    state: str
    figures: dict[str, int] = field(default_factory=dict)
    is_public: bool = True  # whether everyone may read of it yet

    @property
    def shown(self) -> list[tuple[str, str]]:
        return in_words(self.figures)


def in_words(figures: Mapping[str, int]) -> list[tuple[str, str]]:
    """Each figure with its name, money in yuan; names that this house does not know are left out."""
    return [
        (str(label), money.yuan(figures[name]) if name.endswith("_fen") else str(figures[name]))
        for name, label in FIGURES.items()
        if name in figures
    ]


def did(things: Iterable[tuple[str, UUID]]) -> dict[UUID, Did]:
    """How each of these did, by kind and id; a kind costs a few statements, however many there are."""
    by_kind: dict[PartKind, list[UUID]] = {}
    for kind, thing_id in things:
        by_kind.setdefault(PartKind(kind), []).append(thing_id)
    found: dict[UUID, Did] = {}
    for kind, thing_ids in by_kind.items():
        found |= _DID[kind](thing_ids)
    return found


def _projects(thing_ids: list[UUID]) -> dict[UUID, Did]:
    held = list(projects.projects().filter(pk__in=thing_ids))
    lines, costs = projects.planned_fen_of_all(held), hanging.costs_of_all(thing_ids)
    said = {
        of: (answered, better)
        for of, answered, better in Callback.objects.filter(project__in=thing_ids)
        .order_by()
        .values_list("project")
        .annotate(all=Count("pk"), better=Count("pk", filter=Q(answer=Answer.BETTER)))
    }
    found = {}
    for each in held:
        figures = {"planned_fen": sum(line.fen for line in lines.get(each.pk, []))}
        figures["paid_fen"] = sum(cost.fen for cost in costs.get(each.pk, []))
        if each.started_on and each.accepted_on:
            figures["days"] = (each.accepted_on - each.started_on).days + 1
        if each.pk in said:
            figures["answered"], figures["better"] = said[each.pk]
        found[each.pk] = Did(each.get_state_display(), figures, each.is_public)
    return found


def _calls(thing_ids: list[UUID]) -> dict[UUID, Did]:
    whole = Q(applications__joined_into=None)  # a second paper of one firm counts once
    counted = Call.objects.filter(pk__in=thing_ids).annotate(
        received=Count("applications", filter=whole),
        agreed=Count("applications", filter=whole & Q(applications__stage=Stage.AGREED)),
    )
    return {
        each.pk: Did(
            each.get_state_display(),
            {"applications": each.received, "agreed": each.agreed},
            each.state != CallState.DRAFT,
        )
        for each in counted
    }


def _pacts(thing_ids: list[UUID]) -> dict[UUID, Did]:
    standings = pacts.standings(pacts.pacts().filter(pk__in=thing_ids))
    shown = {each.pact.pk: each.in_force or each.underway for each in standings}
    counted = Article.objects.filter(version__in=[version for version in shown.values() if version])
    articles = dict(counted.order_by().values_list("version").annotate(Count("pk")))
    return {
        pact_id: Did(version.get_state_display(), {"articles": articles.get(version.pk, 0)}, pacts.is_told(version))
        for pact_id, version in shown.items()
        if version
    }


def _courses(thing_ids: list[UUID]) -> dict[UUID, Did]:
    held = Q(lessons__session__ends_at__lte=clock.now()) & ~Q(lessons__session__state=SessionState.CANCELLED)
    came = held & Q(lessons__session__sign_ups__state=SignUpState.CAME)
    who = "lessons__session__sign_ups__person"
    counted = Series.objects.filter(pk__in=thing_ids).annotate(
        held=Count("lessons__session", filter=held, distinct=True),
        visits=Count("lessons__session__sign_ups", filter=came, distinct=True),
        persons=Count(Coalesce(F(f"{who}__merged_into"), F(who)), filter=came, distinct=True),
    )
    return {
        each.pk: Did(each.weekday_name, {"sessions": each.held, "visits": each.visits, "persons": each.persons})
        for each in counted
    }


_DID: dict[PartKind, Callable[[list[UUID]], dict[UUID, Did]]] = {
    PartKind.PROJECT: _projects,
    PartKind.CALL: _calls,
    PartKind.PACT: _pacts,
    PartKind.COURSE: _courses,
}


def summed(all_did: Iterable[Did]) -> dict[str, int]:
    """The figures of several things together; days are the longest, persons of several courses are not added."""
    total: dict[str, int] = {}
    persons = 0
    for each in all_did:
        for name, number in each.figures.items():
            if name == "days":
                total[name] = max(total.get(name, 0), number)
            else:
                total[name] = total.get(name, 0) + number
        persons += "persons" in each.figures
    if persons > 1:
        total.pop("persons")  # one neighbour may go to two courses
    return total
