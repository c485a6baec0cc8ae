"""May I? An answer that carries its reason, so that a page can hide or explain a button with the same rule."""

from dataclasses import dataclass

from hehuo.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or not and why (one plain sentence that says what to do)."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(str(self.reason))


YES = Verdict(True)


def no(reason: str) -> Verdict:
    """A refusal with its reason."""
    return Verdict(False, reason)


def all_of(*verdicts: Verdict) -> Verdict:
    """The first refusal, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)
