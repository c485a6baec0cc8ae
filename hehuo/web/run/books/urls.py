from datetime import date

from django.urls import path, register_converter

from hehuo.web.run.books import (
    budgets,
    dues,
    exports,
    ladders,
    months,
    openings,
    pots,
    prints,
    public,
    requests,
    shares,
    statements,
    traces,
    workbooks,
    years,
)


class MonthConverter:
    """`2024-09` in an address is the first day of that month."""

    regex = r"2\d{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


class YearConverter:
    """`2024` in an address is a year."""

    regex = r"2\d{3}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

app_name = "books"
urlpatterns = [
    path("books/", public.book, name="book"),
    path("books/<month:month>/", public.month, name="month"),
    path("books/<month:month>/print/", public.month_print, name="month_print"),
    path("books/<year:year>/", years.year, name="year"),
    path("books/<year:year>/print/", years.year_print, name="year_print"),
    path("books/verify/", public.seal_find, name="seal_find"),
    path("books/verify/<str:code>/", public.seal, name="seal"),
    path("books/shares/<uuid:turnover_id>/", traces.share, name="share"),
    path("books/expected/<uuid:due_id>/", traces.expected, name="expected"),
    path("books/lines/<uuid:transaction_id>/", traces.line, name="line"),
    path("books/lines/<uuid:transaction_id>/origin/", traces.origin, name="origin"),
    path("books/accounts/<uuid:account_id>/", traces.account_of_month, name="account_of_month"),
    path("books/years/<uuid:account_id>/", years.account_of_year, name="account_of_year"),
    path("money/", statements.overview, name="overview"),
    path("money/turnovers/", shares.turnover_list, name="turnovers"),
    path("money/turnovers/declare/<uuid:agreement_id>/", shares.turnover_declare, name="declare"),
    path("money/turnovers/<uuid:turnover_id>/", shares.turnover_detail, name="turnover"),
    path("money/turnovers/<uuid:turnover_id>/confirm/", shares.turnover_confirm, name="confirm"),
    path("money/turnovers/<uuid:turnover_id>/request/", shares.share_request, name="request_share"),
    path("money/turnovers/<uuid:turnover_id>/approve/", shares.share_approve, name="approve_share"),
    path("money/turnovers/<uuid:turnover_id>/return/", shares.turnover_return, name="return"),
    path("money/dues/", dues.due_list, name="dues"),
    path("money/dues/<uuid:due_id>/", dues.due_detail, name="due"),
    path("money/dues/<uuid:due_id>/void/", dues.due_void, name="void_due"),
    path("money/requests/", requests.request_list, name="requests"),
    path("money/requests/new/<slug:kind>/", requests.request_new, name="request_new"),
    path("money/requests/<uuid:request_id>/", requests.request_detail, name="request"),
    path("money/requests/<uuid:request_id>/mend/", requests.request_mend, name="request_mend"),
    path("money/requests/<uuid:request_id>/print/", requests.request_print, name="request_print"),
    path("money/vouchers/", statements.voucher_list, name="vouchers"),
    path("money/vouchers/print/", prints.voucher_prints, name="voucher_prints"),
    path("money/vouchers/<uuid:transaction_id>/print/", prints.voucher_print, name="voucher_print"),
    path("money/vouchers/<uuid:transaction_id>/", statements.voucher_detail, name="voucher"),
    path("money/months/", months.month_list, name="months"),
    path("money/months/<month:month>/close/", months.month_close, name="close"),
    path("money/months/<month:month>/opinion/", months.opinion_give, name="opinion"),
    path("money/months/<month:month>/post/", months.month_post, name="post"),
    path("money/years/<year:year>/", years.year_close, name="year_close"),
    path("money/budgets/<uuid:budget_id>/", budgets.budget_of, name="budget_of"),
    path("money/funds/<uuid:fund_id>/budget/<year:year>/", budgets.budget, name="budget"),
    path("money/openings/", openings.opening_import, name="openings"),
    path("money/funds/new/", pots.fund_natures, name="fund_natures"),
    path("money/funds/new/<slug:nature>/", pots.fund_new, name="fund_new"),
    path("money/funds/<uuid:fund_id>/ladder/", ladders.ladder, name="ladder"),
    path("money/funds/<uuid:fund_id>/statement.xlsx", workbooks.fund_xlsx, name="fund_xlsx"),
    path("money/funds/<uuid:fund_id>/vouchers/", prints.voucher_prints, name="fund_vouchers"),
    path("money/funds/<uuid:fund_id>/ledger/", prints.general_print, name="general_print"),
    path("money/funds/<uuid:fund_id>/", statements.fund_statement, name="fund"),
    path("money/accounts/<uuid:account_id>/", statements.account_statement, name="account"),
    path("money/accounts/<uuid:account_id>/ledger/", prints.ledger_print, name="ledger_print"),
    path("money/accounts/<uuid:account_id>/statement.csv", exports.statement_csv, name="csv"),
    path("money/accounts/<uuid:account_id>/statement.xlsx", exports.statement_xlsx, name="xlsx"),
]
