"""A year closed out of its closed months, sealed, and posted by another."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.run.books import queries, rules, yearly
from hehuo.domain.run.books.kinds import POSTING_DAYS, MonthState
from hehuo.domain.run.books.models import YearAccount

POST_WITHIN = timedelta(days=10)


@transaction.atomic
def close_year(*, actor: Person, year: int) -> YearAccount:
    """Freeze a year whose months are all closed, and seal it. Closing again is the same as once."""
    if found := YearAccount.objects.filter(year=year).first():
        return found
    rules.may_close_year(actor).or_refuse()
    rules.is_year_over(year).or_refuse()
    first = queries.first_open_month()
    if first and first.year <= year:
        raise Refused(_("%s 的账还没有结，请先把月结齐。") % f"{first:%Y-%m}")
    account = yearly.draft_of(year, states=(MonthState.CLOSED, MonthState.POSTED))
    if not account["pots"]:
        raise Refused(_("%s 年没有结过账的月份。") % year)
    closed = YearAccount(
        year=year, account=account, digest=queries.digest_of(account), closed_by=actor, closed_at=clock.now()
    )
    closed.save(force_insert=True)
    journal.record(actor=actor, act="books.year_closed", thing=closed, digest=queries.digest_of(account), year=year)
    duties.assign(
        about=closed, act="post_year", title=sentence("%(year)s 年的账可以公示了", year=str(year)), verb="guan",
        due_at=clock.now() + POST_WITHIN, power=Power.PUBLISH,
    )  # fmt: skip
    seal = seals.seal_now()
    closed.seal_code = seal.code if seal else ""
    closed.save(update_fields=["seal_code"])
    return closed


@transaction.atomic
def post_year(*, actor: Person, account: YearAccount, contact: str = "", days: int = POSTING_DAYS) -> YearAccount:
    """Publish a closed year for at least fifteen days; another human than who closed it."""
    account = YearAccount.objects.select_for_update(of=("self",)).select_related("closed_by").get(pk=account.pk)
    rules.may_post_year(actor, account).or_refuse()
    account.move_to(MonthState.POSTED)
    account.posting = postings.post(
        actor=actor, kind=PostingKind.ACCOUNT, title=f"{account.year} 年收支公示", about=account, days=days,
        in_working_days=False, body=_body(account), contact=contact, seal_code=account.seal_code,
    )  # fmt: skip
    account.posted_by = actor
    account.save(update_fields=["state", "posting", "posted_by"])
    duties.done(about=account, act="post_year", actor=actor)
    journal.record(actor=actor, act="books.year_posted", thing=account, year=account.year)
    seals.seal_now()
    return account


def _body(account: YearAccount) -> dict[str, Any]:
    """What stands on the posting: one row a pot, no sum over pots (R-28)."""
    head = ["资金", "年初结余", "全年收入", "其中自己挣的", "全年支出", "年底余额", "单据"]
    names = ("opening", "income", "earned", "spent", "closing")
    rows = [
        [pot["name"], *(money.yuan(pot[name]) for name in names), pot["receipts"]] for pot in account.account["pots"]
    ]
    return {"year": account.year, "table": {"head": head, "rows": rows}}
