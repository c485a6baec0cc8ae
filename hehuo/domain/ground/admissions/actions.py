"""Writing down who may come."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.admissions.kinds import CROWD, OLDEST, PERMIT_DAYS, Conditions, ForWhom
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def write_admission(
    *, actor: Person, conditions: Conditions, first_on: date, last_on: date, places: int, price_fen: int = 0
) -> Admission:
    """Write down the conditions of something on some days; whoever opens it has asked whether the actor may.

    Raises Invalid, naming the field: insurance that does not cover the days (R-11), a crowd without its permit.
    """
    said = replace(
        conditions, label=conditions.label.strip(), free_label=conditions.free_label.strip(),
        insurer=conditions.insurer.strip(), policy=conditions.policy.strip(), permit=conditions.permit.strip(),
        expected=max(conditions.expected or 0, places) if places >= CROWD else conditions.expected,
    )  # fmt: skip
    _check_ages(said)
    _check_groups(said, places, price_fen)
    check_cover(said, first_on, last_on)
    admission = Admission.objects.create(made_by=actor, **_columns(said))
    journal.record(actor=actor, act="admissions.written", thing=admission, is_risky=said.is_risky)
    return admission


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


def _check_ages(said: Conditions) -> None:
    for name in ("youngest", "oldest", "accompanied_under"):
        years = getattr(said, name)
        if years is not None and not 0 <= years <= OLDEST:
            raise Invalid(name, _("年龄写 0 到 %d 之间的整数。") % OLDEST)
    if said.youngest is not None and said.oldest is not None and said.oldest < said.youngest:
        raise Invalid("oldest", _("最大的年龄不能比最小的还小。"))


def _check_groups(said: Conditions, places: int, price_fen: int) -> None:
    if said.for_whom == ForWhom.GROUPS and not said.groups:
        raise Invalid("groups", _("请勾给哪些人。"))
    if said.for_whom == ForWhom.GROUPS and not said.label:
        raise Invalid("label", _("请写大家看到的说法，例如：社区关爱的家庭。不要让人猜出谁是什么情况。"))
    if said.free_places < 0 or said.free_places > places:
        raise Invalid("free_places", _("免费名额在 0 到 %d 之间。") % places)
    if not said.free_places:
        return
    if not price_fen:
        raise Invalid("free_places", _("这本来就不收钱，不用留免费名额。"))
    if not said.free_groups:
        raise Invalid("free_groups", _("请勾哪些人可以用免费名额。"))
    if not said.free_label:
        raise Invalid("free_label", _("请写免费名额大家看到的说法，例如：困难家庭。"))


def _columns(said: Conditions) -> dict[str, Any]:
    grouped = {name: sorted(group.value for group in getattr(said, name)) for name in ("groups", "free_groups")}
    return asdict(said) | grouped
