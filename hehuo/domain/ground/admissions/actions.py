"""Writing down who may come."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.admissions import cover
from hehuo.domain.ground.admissions.kinds import CROWD, OLDEST, Conditions, ForWhom
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
    cover.check_cover(said, first_on, last_on)
    admission = Admission.objects.create(made_by=actor, **_columns(said))
    journal.record(actor=actor, act="admissions.written", thing=admission, is_risky=said.is_risky)
    return admission


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
