"""The four ways to say no. Each carries one plain sentence; web and api translate each of them once."""


class HehuoError(Exception):
    """A refusal that a person can read."""

    def __init__(self, say: str) -> None:
        super().__init__(say)
        self.say = say


class Refused(HehuoError):
    """The rules do not allow this act to this person at this time."""


class Invalid(HehuoError):
    """One field of what was entered cannot be taken."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class Missing(HehuoError):
    """There is no such thing, or this person may not know of it."""


class Conflict(HehuoError):
    """Somebody was faster, or the same thing was done twice."""
