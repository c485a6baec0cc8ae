"""Holding a match, and what it takes, while it changes."""

from collections.abc import Iterable

from hehuo.domain.build.matches import queries
from hehuo.domain.build.matches.models import Match
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.plan.needs.models import Need


def locked(match: Match) -> Match:
    """The row as it stands now, held to the end of the transaction."""
    return queries.matches().select_for_update(of=("self",)).get(pk=match.pk)


def hold(needs: Iterable[Need], resources: Iterable[Resource | None]) -> None:
    """Hold resources, then needs, each in the order of their ids: so two writers meet, and never wait in a ring."""
    wanted = [each.pk for each in resources if each]
    list(Resource.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
    list(Need.objects.select_for_update().filter(pk__in=[each.pk for each in needs]).order_by("pk").values_list("pk"))
