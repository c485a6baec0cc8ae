"""Insurance for what is dangerous, a permit for a crowd: written down before anybody can sign up (R-11)."""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.admissions.kinds import CROWD, PERMIT_DAYS, Conditions


def check_cover(said: Conditions, first_on: date, last_on: date) -> None:
    """What is dangerous is insured on all its days, and a crowd has its permit: else it is not opened."""
    if said.is_risky:
        _check_insurance(said, first_on, last_on)
    if (said.expected or 0) >= CROWD and not (said.permit and said.permitted_on):
        raise Invalid(
            "permit",
            _(
                "预计 %(crowd)d 人以上的活动，要在 %(days)d 天前向公安机关申请安全许可。"
                "请写许可证号和批准的日子，再开放报名。"
            )
            % {"crowd": CROWD, "days": PERMIT_DAYS},
        )
    if said.permitted_on and said.permitted_on > first_on:
        raise Invalid("permitted_on", _("许可要在活动以前批下来。请核对批准的日子。"))


def _check_insurance(said: Conditions, first_on: date, last_on: date) -> None:
    if not said.insurer:
        raise Invalid("insurer", _("有危险的活动要先买保险，才能开放报名。请写哪家保险公司。"))
    if not said.policy:
        raise Invalid("policy", _("请写保险单号，报名的人会看到。"))
    if said.covered_from is None or said.covered_until is None:
        raise Invalid("covered_from", _("请写保险从哪天到哪天。"))
    if said.covered_from > first_on or said.covered_until < last_on:
        raise Invalid(
            "covered_until",
            _("保险要包住活动的每一天：%(first)s 到 %(last)s。请核对日期，或者续保。")
            % {"first": first_on, "last": last_on},
        )
