"""Two sides of an agreement: who acts for which, the other one answers for what one noted, and a promise is kept."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.core.sentences import Sentence
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.exchanges.kinds import CONFIRM_WITHIN, PromiseState, Side


def side_of(actor: Person | None, agreement: Agreement) -> Side | None:
    """For which side somebody acts: the partner's contact for the partner, whatever else they are."""
    if speaks_for(actor, agreement.partner):
        return Side.PARTNER
    return Side.COMMUNITY if may(actor, Power.RUN_RECRUITMENT) else None


def may_answer(actor: Person | None, agreement: Agreement, *, noted_side: str, noted_by: Person) -> Verdict:
    """Another human, of the other side than the one that noted it."""
    side = side_of(actor, agreement)
    if side is None:
        return no(_("要由另一方来确认。"))
    if side == noted_side or not different_humans(actor, noted_by):
        return no(_("这是您这一方记的，要由对方来确认。"))
    return YES


def ask_other(*, about: TenantModel, agreement: Agreement, noted_side: str, act: str, title: Sentence) -> None:
    """The turn of the side that did not note it: the partner's contact, or whoever runs the recruitment."""
    is_partners = noted_side == Side.COMMUNITY
    duties.assign(
        about=about, act=act, title=title, verb="guan", due_at=clock.now() + CONFIRM_WITHIN,
        person=agreement.partner.contact if is_partners else None,
        power=None if is_partners else Power.RUN_RECRUITMENT,
    )  # fmt: skip


class Promise(Protocol):
    """What one side promised the other: so much, open or kept."""

    id: UUID
    amount: int
    state: str

    def move_to(self, state: PromiseState) -> None: ...


def settle(promise: Promise, *, given: int) -> bool:
    """A promise is kept when all of it was confirmed, and open again when that was taken back; whether it changed.

    The caller holds its row, and saves it.
    """
    is_kept = given >= promise.amount
    if is_kept == (promise.state == PromiseState.KEPT) or promise.state == PromiseState.DROPPED:
        return False
    promise.move_to(PromiseState.KEPT if is_kept else PromiseState.OPEN)
    return True
