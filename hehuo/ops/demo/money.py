"""Money as every place of the demo tells it: asked for, approved, handled; shares of a month; months on the wall."""

from datetime import date, timedelta

from hehuo.core import clock
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.funds.models import BudgetLine
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books import spending
from hehuo.domain.run.books.actions import Price
from hehuo.domain.run.books.kinds import OpinionKind
from hehuo.ops.demo import board
from hehuo.ops.demo.days import day, month, standing
from hehuo.ops.demo.people import Office

OTHER_SHOPS = (("北山商行", 12_000), ("东街五金店", 30_500))  # what others would have taken, in fen on top


def book_money(
    office: Office,
    line: BudgetLine,
    fen: int,
    what: str,
    *,
    on: date,
    proof: str = "",
    party: str = "",
    receipt: str = "",
) -> None:
    """One asks with what the pot asks for, another approves, the clerk handles it the same day."""
    with standing(on, 11):
        step = spending.step_for(line.fund, fen) if line.direction == Direction.OUT else spending.Step(0, 1)
        asked = books.request_money(
            actor=office.worker, line=line, fen=fen, what=what, proof=proof, party=party or what,
            offers=[Price(shop, fen + more) for shop, more in OTHER_SHOPS[: step.prices - 1]],
            decision=f"{on:%-m} 月议事会第 1 次会议" if step.asks_decision else "",
        )  # fmt: skip
        if step.asks_opinion:
            books.advise_request(
                actor=office.supervisor, request=asked, kind=OpinionKind.AGREES, words="看了报价，选的是最低的一家。"
            )
        books.approve_request(actor=office.secretary, request=asked)
        issuer = line.fund.keeper if receipt else ""
        books.settle_request(actor=office.clerk, request=asked, on=on, receipt_issuer=issuer, receipt_no=receipt)


def close_and_post(office: Office, month: date, *, on: date) -> None:
    """A month closed by the clerk and put on the wall by the secretary."""
    with standing(on, 9):
        account = books.close_month(actor=office.clerk, month=month)
    with standing(on, 10):
        account = books.post_month(actor=office.secretary, account=account)
    board.hang(office, account.posting)


def share(office: Office, agreement: Agreement, *, back: int, fen: int, receipt: str) -> None:
    """A month's turnover in the first days of the next: declared, confirmed, asked for, approved, and received."""
    earned_in, after = month(back), month(back - 1)
    due_on = None if receipt else day(-6)  # what is still expected is due next week
    with standing(after + timedelta(days=1), 9):
        turnover = books.declare_turnover(actor=office.partner, agreement=agreement, month=earned_in, fen=fen)
        turnover = books.confirm_turnover(actor=office.partner, turnover=turnover)
        turnover = books.request_share(actor=office.worker, turnover=turnover)
        turnover = books.approve_share(actor=office.secretary, turnover=turnover, due_on=due_on)
    if receipt:
        with standing(after + timedelta(days=8), 14):
            funds.receive(
                actor=office.clerk, due=turnover.due, fen=turnover.share_fen, on=clock.today(),
                receipt_issuer=agreement.fund.keeper, receipt_no=receipt,
            )  # fmt: skip
