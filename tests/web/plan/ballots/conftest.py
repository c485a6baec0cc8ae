"""The same estate as the rules are proven on."""

from tests.domain.plan.ballots.conftest import drafted, office, opened, second_day

__all__ = ["drafted", "office", "opened", "second_day"]
