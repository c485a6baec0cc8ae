"""Whose turn a request is, and how long they have."""

from datetime import timedelta

from hehuo.core import clock
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.run.books import spending
from hehuo.domain.run.books.kinds import RequestState
from hehuo.domain.run.books.models import Request

WITHIN = timedelta(days=3)
MEND_WITHIN = timedelta(days=7)
ACCEPT_WITHIN = timedelta(days=10)


def ask_next(request: Request) -> None:
    """Give the turn to whom the next step belongs."""
    if request.state == RequestState.ASKED and spending.needs_advice(request):
        _ask(request, "advise_request", sentence("写意见：%(what)s", what=request.what), Power.WRITE_OPINION)
    elif request.state == RequestState.ASKED:
        _ask(request, "approve_request", sentence("审批：%(what)s", what=request.what), Power.APPROVE_MONEY)
    elif request.state == RequestState.APPROVED and spending.awaits_acceptance(request):
        ask_acceptance(request)
    elif request.state == RequestState.APPROVED:
        is_in = request.direction == Direction.IN
        title = (
            sentence("收款：%(what)s", what=request.what) if is_in else sentence("付款：%(what)s", what=request.what)
        )
        _ask(request, "settle_request", title, Power.RECEIVE_MONEY)


def ask_acceptance(request: Request) -> None:
    """Somebody who had no part in it looks whether it is there and good."""
    _ask(
        request, "accept_request", sentence("验收：%(what)s", what=request.what), Power.REQUEST_MONEY, ACCEPT_WITHIN
    )  # fmt: skip


def ask_to_mend(request: Request) -> None:
    """Who asked puts it right."""
    duties.assign(
        about=request, act="mend_request", title=sentence("改好再送：%(what)s", what=request.what), verb="guan",
        due_at=clock.now() + MEND_WITHIN, person=request.requested_by,
    )  # fmt: skip


def locked(request: Request) -> Request:
    """The request, held until the transaction ends, with what its steps ask of it."""
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("line__fund__money", "line__fund__earmark", "line__account", "purpose__account",
                        "requested_by", "approved_by", "handled_by", "payee", "supplier__contact")
        .get(pk=request.pk)
    )  # fmt: skip


def _ask(
    request: Request, act: str, title: Sentence, power: Power, within: timedelta = WITHIN
) -> None:  # fmt: skip
    duties.assign(about=request, act=act, title=title, verb="guan", due_at=clock.now() + within, power=power)
