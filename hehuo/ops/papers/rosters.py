"""`hehuo import roster` and `hehuo show roster`."""

from typing import Any

from django.db.models import Sum

from hehuo.domain.ground.intakes import actions, queries
from hehuo.domain.ground.intakes.kinds import Outcome
from hehuo.domain.ground.intakes.rosters.planning import communities_named, plan_roster
from hehuo.domain.ground.people.models import Care, Household, Ownership, Person
from hehuo.domain.ground.places.models import Home
from hehuo.ops.papers.kinds import Paper


def import_roster(paper: Paper) -> Outcome:
    """Take a roster into the community in scope. Raises FileFault; the file then changed nothing."""
    plan = plan_roster(
        paper.content,
        paper.name,
        known=queries.known_places(),
        remembered=queries.remembered_columns("roster"),
        only=paper.only,
    )
    problems = plan.all_problems
    if paper.dry_run or (paper.strict and problems):
        return Outcome(actions.counts_of(plan=plan), problems)
    intake = actions.stage_roster(actor=None, plan=plan, file_name=paper.name, content=paper.content)
    del plan  # a large roster need not be held twice
    intake = actions.take_roster(actor=None, intake=intake)
    return Outcome(dict(intake.counts), problems, commit=True)


def roster_communities(paper: Paper) -> dict[str, int]:
    """The communities that a street's roster names, and how many rows each has."""
    return communities_named(paper.content, paper.name)


def show_roster() -> dict[str, Any]:
    """The figures of the roll, as the pages show them."""
    people = Person.objects.filter(merged_into=None, left_on=None)
    area = Home.objects.aggregate(total=Sum("area_x100"))["total"] or 0
    return {
        "homes": Home.objects.count(),
        "fitted_out": Home.objects.filter(is_fitted_out=True).count(),
        "area": f"{area / 100:.2f}",
        "households": Household.objects.count(),
        "people": people.count(),
        "residents": people.filter(household__isnull=False).count(),
        "owners": Ownership.objects.filter(until_on=None).values("person").distinct().count(),
        "with_identity": people.exclude(identity_hash="").count(),
        "with_phone": people.exclude(phone_hash="").count(),
        "cares": Care.objects.count(),
        "tray": queries.open_rows("roster").filter(state="tray").count(),
        "problems": queries.open_rows("roster").count(),
    }
