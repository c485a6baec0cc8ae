"""What is done with partners, with who works for them, and with neighbours who are partners, by noun."""

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
from hehuo.domain.build.partners.actions.photos import hand_in_photo, show_photo, take_photo_down
from hehuo.domain.build.partners.actions.staff import (
    StaffWords,
    add_staff,
    change_staff,
    end_staff,
    record_check,
    remind_of_checks,
    show_staff_phone,
)

__all__ = [
    "StaffWords",
    "add_staff",
    "ban_partner",
    "change_staff",
    "drop_list",
    "end_staff",
    "ensure_categories",
    "ensure_category",
    "hand_in_photo",
    "keep_category",
    "leave_line",
    "make_partner",
    "mend_line",
    "receive_list",
    "record_check",
    "remind_of_checks",
    "show_photo",
    "show_staff_phone",
    "stage_list",
    "take_list",
    "take_photo_down",
    "undo_list",
    "word_profile",
]
