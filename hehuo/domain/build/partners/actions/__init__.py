"""What is done with partners and with neighbours who are partners, by noun."""

from hehuo.domain.build.partners.actions.neighbours import (
    drop_list,
    leave_line,
    mend_line,
    receive_list,
    stage_list,
    take_list,
    undo_list,
)
from hehuo.domain.build.partners.actions.partners import (
    ban_partner,
    ensure_categories,
    ensure_category,
    keep_category,
    make_partner,
    word_profile,
)

__all__ = [
    "ban_partner",
    "drop_list",
    "ensure_categories",
    "ensure_category",
    "keep_category",
    "leave_line",
    "make_partner",
    "mend_line",
    "receive_list",
    "stage_list",
    "take_list",
    "undo_list",
    "word_profile",
]
