"""The same estate as the rules are proven on."""

from tests.domain.plan.surveys.conftest import drafted, give, office, opened

__all__ = ["drafted", "give", "office", "opened"]
