"""What is done with agreements, their supplements and stewards, by noun."""

from hehuo.domain.build.agreements.actions.agreements import (
    draft_agreement,
    end_agreement,
    keep_scan,
    reword_agreement,
    sign_agreement,
)
from hehuo.domain.build.agreements.actions.exits import (
    close_exit,
    decide_exit,
    post_exit,
    reply_to_exit,
    settle_item,
    start_exit,
)
from hehuo.domain.build.agreements.actions.plaques import give_plaque
from hehuo.domain.build.agreements.actions.renewals import end_renewed, remind_of_review, renew_agreement
from hehuo.domain.build.agreements.actions.stewards import name_steward, release_steward, show_steward_phone
from hehuo.domain.build.agreements.actions.supplements import draft_supplement, drop_supplement, sign_supplement
from hehuo.domain.build.agreements.actions.suspensions import lift_suspension, suspend_agreement
from hehuo.domain.build.agreements.terms import AgreementWords

__all__ = [
    "AgreementWords",
    "close_exit",
    "decide_exit",
    "draft_agreement",
    "draft_supplement",
    "drop_supplement",
    "end_agreement",
    "end_renewed",
    "give_plaque",
    "keep_scan",
    "lift_suspension",
    "name_steward",
    "post_exit",
    "release_steward",
    "remind_of_review",
    "renew_agreement",
    "reply_to_exit",
    "reword_agreement",
    "settle_item",
    "show_steward_phone",
    "sign_agreement",
    "sign_supplement",
    "start_exit",
    "suspend_agreement",
]
