"""`hehuo import roster` and `hehuo show roster`."""

from typing import Any

from django.db.models import Count, Sum

from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.kinds import Outcome
from hehuo.domain.ground.intakes.rosters.planning import communities_named, plan_roster
from hehuo.domain.ground.people import queries as people_on_roll
from hehuo.domain.ground.people.models import Care
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.rolls.queries import doubles, trees
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
        return Outcome(receiving.counts_of(plan=plan), problems)
    intake = receiving.stage_roster(actor=None, plan=plan, file_name=paper.name, content=paper.content)
    del plan  # a large roster need not be held twice
    intake = taking.take_roster(actor=None, intake=intake)
    return Outcome(dict(intake.counts), problems, commit=True)


def roster_communities(paper: Paper) -> dict[str, int]:
    """The communities that a street's roster names, and how many rows each has."""
    return communities_named(paper.content, paper.name)


def show_roster() -> dict[str, Any]:
    """The figures of the roll, as the pages show them."""
    people = people_on_roll.present()
    homes = places.homes()
    area = homes.aggregate(total=Sum("area_x100"))["total"] or 0
    return {
        "homes": homes.count(),
        "fitted_out": homes.filter(is_fitted_out=True).count(),
        "area": f"{area / 100:.2f}",
        "households": people_on_roll.households().count(),
        "people": people.count(),
        "residents": people.filter(household__isnull=False).count(),
        "owners": trees.owner_counts()[1],
        "with_identity": people.exclude(identity_hash="").count(),
        "with_phone": people.exclude(phone_hash="").count(),
        "cares": Care.objects.filter(ended_on=None).count(),
        "tray": queries.open_rows("roster").filter(state="tray").count(),
        "problems": queries.open_rows("roster").count(),
    }


def show_places() -> dict[str, Any]:
    """Homes, owners, households and people of each estate and grid, as the places page shows them."""
    owned, owners = trees.owner_counts()
    return {
        "places": {
            each.place.name: {
                "kind": each.place.kind, "unmanaged": each.place.is_unmanaged, "homes": each.homes,
                "households": each.households, "people": each.people,
            }
            for each in trees.top()
        },
        "homes_by_kind": dict(places.homes().order_by("kind").values_list("kind").annotate(n=Count("pk"))),
        "homes_owned": owned,
        "owners": owners,
        "homes_ended": trees.homes_listed(None, ended=True).count(),
        "teams": people_on_roll.teams().count(),
        "pairs_to_look_at": len(doubles.pairs()),
    }  # fmt: skip
