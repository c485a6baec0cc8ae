"""Acts in the words of the person for whom they were done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "needs.voice_said": _("说了一件事"),
    "sessions.signed_up": _("报了名"),
    "sessions.sign_up_cancelled": _("取消了报名"),
    "sessions.checked_in": _("签了到"),
    "forms.replied": _("打了分"),
    "postings.asked": _("问了一句"),
    "postings.objected": _("提了异议"),
    "bookings.asked": _("订了场地"),
    "bookings.withdrawn": _("退了场地"),
    "spaces.booked": _("订了场地"),
    "spaces.booking_cancelled": _("退了场地"),
    "recruitment.application_received": _("报了名入伙"),
}


def said(act: str) -> str:
    """What an act is called; one without a name of its own is called an act."""
    return str(ACTS.get(act, _("办了一件事")))
