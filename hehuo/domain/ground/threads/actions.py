"""Tying one thing to the next."""

from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.threads.models import Thread
from hehuo.domain.ground.threads.queries import Thing


def tie(*, earlier: TenantModel | Thing, later: TenantModel) -> None:
    """Say that `earlier` (a row, or a thing known by its id only) led to `later`; twice is the same as once."""
    edge = Thread(
        earlier_kind=earlier.kind_name(),
        earlier_id=earlier.id,
        later_kind=later.kind_name(),
        later_id=later.id,
    )
    Thread.objects.bulk_create([edge], ignore_conflicts=True)


def untie(*, earlier: TenantModel, later: TenantModel) -> None:
    """Take an edge back (a merge undone)."""
    Thread.objects.filter(earlier_id=earlier.id, later_id=later.id).delete()
