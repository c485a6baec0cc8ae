"""What `hehuo show funds` and `hehuo show books` print: balances, dues and months, as the pages show them. In fen."""

from typing import Any

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.ground.funds.kinds import DueState
from hehuo.domain.run.books import queries as books


def show_funds() -> dict[str, Any]:
    """Each fund with its balance and its purposes; no sum over funds. Dues by state."""
    return {
        "funds": [
            {
                "name": fund.name,
                "nature": fund.nature,
                "balance_fen": funds.balance_of_fund(fund),
                "purposes": {purpose.name: purpose.account.balance for purpose in funds.purposes_of(fund)},
            }
            for fund in funds.funds()
        ],
        "dues": {
            state.value: [{"title": due.title, "fen": due.fen, "due_on": due.due_on} for due in funds.dues(state=state)]
            for state in DueState
        },
        "late": funds.late_dues().count(),
    }


def show_books() -> dict[str, Any]:
    """Each month with its pots, and each turnover with its share."""
    return {
        "months": [
            {"month": each.code, "state": each.state, "seal": each.seal_code, "pots": books.account_of(each)["pots"]}
            for each in books.months()
        ],
        "turnovers": [
            {
                "agreement": each.agreement.number,
                "month": f"{each.month:%Y-%m}",
                "fen": each.fen,
                "share_fen": each.share_fen,
                "state": each.state,
            }
            for each in books.turnovers()
        ],
    }
