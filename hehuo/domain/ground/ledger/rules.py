"""What can be posted. Who may post is asked by the room that posts."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.db.scope import current_id
from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.ledger.models import Account, Transaction

MOST_LEGS = 40


def check_legs(legs: Sequence[tuple[Account, Account, int]]) -> None:
    """Raise Invalid for what the tables would refuse too, in words a person can use."""
    if not 0 < len(legs) <= MOST_LEGS:
        raise Invalid("legs", _("一笔账要有 1 到 %s 行。") % MOST_LEGS)
    for debit, credit, amount in legs:
        if amount <= 0:
            raise Invalid("amount", _("金额要大于零。"))
        if debit.pk == credit.pk:
            raise Invalid("legs", _("「%s」不能转给自己，请另选一个账户。") % debit)
        if debit.unit_id != credit.unit_id:
            raise Invalid(
                "legs", _("「%(one)s」和「%(other)s」的单位不同，不能互转。") % {"one": debit, "other": credit}
            )
        if {debit.community_id, credit.community_id} != {current_id()}:
            raise Invalid("legs", _("账户不在这个社区，请重新选择。"))


def may_post_on(day: date, closed_until: date | None) -> Verdict:
    """Nothing is posted into a closed period; a correction is a reversal dated after it."""
    if closed_until is not None and day <= closed_until:
        return no(
            _("%(until)s 以前的账已经结了，不能再记 %(day)s 的账。请把日期改到结账日以后。")
            % {"until": closed_until.isoformat(), "day": day.isoformat()}
        )
    return YES


def may_reverse(transaction: Transaction) -> Verdict:
    """A reversal is not reversed: what was right is posted anew."""
    if transaction.reverses_id is not None:
        return no(_("这一笔本身就是冲正，不能再冲。要恢复的话，请重新记一笔。"))
    return YES
