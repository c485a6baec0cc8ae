"""Who acts for whom just now (R-36): set by the door for one request, read by the journal, unknown to every action."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Acting:
    """The helper at the keyboard, and the person for whom the acts count."""

    helper_id: UUID
    person_id: UUID


_now: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(*, helper_id: UUID, person_id: UUID) -> Iterator[None]:
    """Everything inside is done by the helper for the person."""
    token = _now.set(Acting(helper_id, person_id))
    try:
        yield
    finally:
        _now.reset(token)


def now() -> Acting | None:
    """Who acts for whom, or None where everybody acts for themselves."""
    return _now.get()


def both_names(doer: UUID | None, whom: UUID | None) -> tuple[UUID | None, UUID | None]:
    """Who really did it and for whom: what the person is said to do while a helper acts for them, the helper does."""
    found = _now.get()
    return (found.helper_id, found.person_id) if found and doer == found.person_id else (doer, whom)
