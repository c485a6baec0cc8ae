"""Statements, by noun: taken in, papers whose columns are said by hand, lines matched, sheets signed."""

from hehuo.domain.run.banks.actions.matching import explain_line, match_dues, match_payment, match_sure, unmatch
from hehuo.domain.run.banks.actions.papers import drop_paper, hold_paper, say_columns, take_paper
from hehuo.domain.run.banks.actions.sheets import confirm_sheet, prepare_sheet
from hehuo.domain.run.banks.actions.statements import take_statement

__all__ = [
    "confirm_sheet",
    "drop_paper",
    "explain_line",
    "hold_paper",
    "match_dues",
    "match_payment",
    "match_sure",
    "prepare_sheet",
    "say_columns",
    "take_paper",
    "take_statement",
    "unmatch",
]
