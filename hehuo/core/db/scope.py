"""Which community this code is working for. A query outside a scope raises: that is tenant isolation and routing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol
from uuid import UUID


class UnscopedQuery(RuntimeError):
    """A community's rows were asked for without saying which community: a mistake in the program."""


class ReadOnlyScope(RuntimeError):
    """A write was tried while looking at all communities: a mistake in the program."""


class HasId(Protocol):
    """A community, wherever its class is defined."""

    @property
    def id(self) -> UUID: ...


_ALL = UUID(int=0)
_scope: ContextVar[UUID | None] = ContextVar("community_scope", default=None)


@contextmanager
def community_scope(community: HasId | UUID) -> Iterator[None]:
    """Work for one community: every query inside sees its rows only."""
    token = _scope.set(community if isinstance(community, UUID) else community.id)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def all_communities() -> Iterator[None]:
    """Read the rows of all communities (a street's figures, verify); writing raises ReadOnlyScope."""
    token = _scope.set(_ALL)
    try:
        yield
    finally:
        _scope.reset(token)


def current_id() -> UUID:
    """The community in scope, for writing. Raises UnscopedQuery or ReadOnlyScope."""
    found = _scope.get()
    if found is None:
        raise UnscopedQuery("no community in scope: wrap the call in community_scope(…)")
    if found == _ALL:
        raise ReadOnlyScope("all_communities() is for reading: write inside one community_scope(…)")
    return found


def filter_id() -> UUID | None:
    """The community to filter by, or None for all. Raises UnscopedQuery."""
    found = _scope.get()
    if found is None:
        raise UnscopedQuery("no community in scope: wrap the call in community_scope(…)")
    return None if found == _ALL else found
