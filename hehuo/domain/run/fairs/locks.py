"""Rows held while they are changed: a fair before its stalls."""

from hehuo.domain.run.fairs.models import Fair, Stall


def locked(fair: Fair) -> Fair:
    """The fair as it stands, its row held."""
    return Fair.objects.select_for_update(of=("self",)).get(pk=fair.pk)


def locked_stall(stall: Stall) -> Stall:
    """The stall as it stands, its row held."""
    return (
        Stall.objects.select_for_update(of=("self",))
        .select_related("fair", "kind", "keeper", "asked_by", "partner", "team")
        .get(pk=stall.pk)
    )
