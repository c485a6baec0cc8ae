"""What a trial's feedback adds up to, beside the terms it is measured by."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hehuo.core.verdicts import Verdict
from hehuo.domain.build.recruitment import rules
from hehuo.domain.build.recruitment.kinds import Measure
from hehuo.domain.build.recruitment.rules import Terms


@dataclass(frozen=True, slots=True)
class TrialResult:
    """Forms that count (one a person), their exact mean, how many were satisfied, and whether that is enough."""

    terms: Terms
    trials: int
    forms: int
    valid: int
    mean: Fraction | None
    satisfied: int
    verdict: Verdict

    @classmethod
    def of(
        cls, terms: Terms, *, trials: int, forms: int, valid: int, mean: Fraction | None, satisfied: int
    ) -> "TrialResult":
        """The result with its verdict."""
        verdict = rules.is_sufficient(terms, valid=valid, mean=mean, satisfied=satisfied)
        return cls(terms, trials, forms, valid, mean, satisfied, verdict)

    @property
    def reached(self) -> Fraction:
        """What is compared with the threshold: a mean of stars, or a percentage."""
        if self.terms.measure == Measure.MEAN:
            return self.mean or Fraction(0)
        return Fraction(100 * self.satisfied, self.valid) if self.valid else Fraction(0)

    @property
    def mean_words(self) -> str:
        """The mean to two decimals, rounded half up; a dash without any form that counts."""
        if self.mean is None:
            return "—"
        hundredths = int(self.mean * 100 + Fraction(1, 2))
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    def as_data(self) -> dict[str, Any]:
        """As the decision and its posting keep it; the mean stays exact."""
        return {
            "trials": self.trials,
            "forms": self.forms,
            "valid": self.valid,
            "mean": str(self.mean) if self.mean is not None else "",
            "mean_words": self.mean_words,
            "satisfied": self.satisfied,
            "measure": self.terms.measure.value,
            "threshold": str(self.terms.threshold),
            "minimum": self.terms.minimum_people,
            "sufficient": bool(self.verdict),
        }
