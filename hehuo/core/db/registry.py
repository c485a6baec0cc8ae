"""Finding a community by the code in an address, without a query a request."""

import time

from django.db.models import QuerySet

from hehuo.core.db.models import Community

# Communities are few and change rarely; a code that is not found is always asked for again.
_KEPT_SECONDS = 30.0
_kept: dict[str, tuple[float, Community]] = {}


def community_of(code: str) -> Community | None:
    """The community with this code, remembered for half a minute in each process."""
    found = _kept.get(code)
    if found and time.monotonic() - found[0] < _KEPT_SECONDS:
        return found[1]
    community = Community.objects.select_related("street").filter(code=code).first()
    if community:
        _kept[code] = (time.monotonic(), community)
    return community


def communities() -> QuerySet[Community]:
    """Every community with its street, streets last."""
    return Community.objects.select_related("street").order_by("kind", "code")


def forget() -> None:
    """Ask the database again: after a community was changed, and between tests."""
    _kept.clear()
