"""Who takes a statement in, and who says what a line stands for."""

from hehuo.core.verdicts import Verdict, all_of
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may, may_not_be_same
from hehuo.domain.ground.people.models import Person


def may_reconcile(actor: Person | None) -> Verdict:
    """The clerk who receives, or the accountant who reconciles."""
    keeps = may(actor, Power.KEEP_BOOKS)
    return keeps if keeps else may(actor, Power.RECEIVE_MONEY)


def may_confirm(actor: Person, prepared_by: Person) -> Verdict:
    """Another human than who prepared it: the clerk and the accountant, one each."""
    return all_of(may_reconcile(actor), may_not_be_same(actor, prepared_by))


def may_match(actor: Person) -> Verdict:
    """Saying that a line is a receipt books it: that is the clerk's."""
    return may(actor, Power.RECEIVE_MONEY)
