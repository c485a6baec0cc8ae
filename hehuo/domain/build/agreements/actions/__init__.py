"""What is done with agreements, their supplements and stewards, by noun."""

from hehuo.domain.build.agreements.actions.agreements import (
    draft_agreement,
    end_agreement,
    keep_scan,
    reword_agreement,
    sign_agreement,
)
from hehuo.domain.build.agreements.actions.stewards import name_steward, release_steward, show_steward_phone
from hehuo.domain.build.agreements.actions.supplements import draft_supplement, drop_supplement, sign_supplement
from hehuo.domain.build.agreements.terms import AgreementWords

__all__ = [
    "AgreementWords",
    "draft_agreement",
    "draft_supplement",
    "drop_supplement",
    "end_agreement",
    "keep_scan",
    "name_steward",
    "release_steward",
    "reword_agreement",
    "show_steward_phone",
    "sign_agreement",
    "sign_supplement",
]
