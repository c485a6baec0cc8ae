"""Tying one thing to the next."""

from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.threads.models import Thread
from hehuo.domain.ground.threads.queries import Thing


def tie(*, earlier: TenantModel | Thing, later: TenantModel, is_gathering: bool = False) -> None:
    """Say that `earlier` (a row, or a thing known by its id only) led to `later`; twice is the same as once.

    `is_gathering`: one end gathers the lines of many (a call, of many needs); a journey shows it and stops there.
    """
    edge = Thread(
        earlier_kind=earlier.kind_name(),
        earlier_id=earlier.id,
        later_kind=later.kind_name(),
        later_id=later.id,
        is_gathering=is_gathering,
    )
    Thread.objects.bulk_create([edge], ignore_conflicts=True)


def untie(*, earlier: TenantModel, later: TenantModel) -> None:
    """Take an edge back (a merge undone)."""
    Thread.objects.filter(earlier_id=earlier.id, later_id=later.id).delete()
