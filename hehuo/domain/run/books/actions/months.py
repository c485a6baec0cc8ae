"""A month drafted by itself, closed, sealed and posted."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.errors import Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import actions as ledger
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.run.books import queries, rules
from hehuo.domain.run.books.kinds import CLOSE_BY_DAY, POSTING_DAYS, MonthState
from hehuo.domain.run.books.models import MonthAccount


@transaction.atomic
def draft_month(*, month: date) -> MonthAccount:
    """The account of a month that is over, as a draft, and the clerk's turn to close it; done by the house itself."""
    month = month.replace(day=1)
    account, made = MonthAccount.objects.get_or_create(month=month)
    if made:
        last = rules.last_day(month)
        due_on = date.fromordinal(last.toordinal() + CLOSE_BY_DAY)
        duties.assign(
            about=account, act="close_month", verb="guan",
            title=sentence("%(month)s 月的账可以结了", month=month.month),
            due_at=clock.at(due_on, 18), power=Power.RECEIVE_MONEY,
        )  # fmt: skip
        journal.record(actor=None, act="books.month_drafted", thing=account, month=account.code)
    return account


@transaction.atomic
def close_month(*, actor: Person, month: date) -> MonthAccount:
    """Close the books until the month's end, freeze its account and seal both. Closing again is the same as once."""
    rules.may_close_month(actor).or_refuse()
    month = month.replace(day=1)
    rules.is_month_over(month).or_refuse()
    draft_month(month=month)
    account = MonthAccount.objects.select_for_update(of=("self",)).get(month=month)
    if account.state != MonthState.DRAFT:
        return account
    first = queries.first_open_month()
    if first and first < month:
        raise Refused(_("%s 的账还没有结，请从那个月结起。") % f"{first:%Y-%m}")
    ledger.close_books(actor=actor, until_on=rules.last_day(month))
    account.account = queries.draft_of(month)
    account.digest = queries.digest_of(account.account)
    account.move_to(MonthState.CLOSED)
    account.closed_by, account.closed_at = actor, clock.now()
    account.save()
    duties.done(about=account, act="close_month", actor=actor)
    duties.assign(
        about=account, act="post_month", title=sentence("%(month)s 月的账可以公示了", month=month.month), verb="guan",
        due_at=clock.at(date.fromordinal(clock.today().toordinal() + 3), 18), power=Power.PUBLISH,
    )  # fmt: skip
    journal.record(actor=actor, act="books.month_closed", thing=account, digest=account.digest, month=account.code)
    return _sealed(account)


@transaction.atomic
def post_month(*, actor: Person, account: MonthAccount, contact: str = "", days: int = POSTING_DAYS) -> MonthAccount:
    """Publish a closed month for at least fifteen days, under its seal; another human than who closed it."""
    account = MonthAccount.objects.select_for_update(of=("self",)).select_related("closed_by").get(pk=account.pk)
    rules.may_post_month(actor, account).or_refuse()
    account.move_to(MonthState.POSTED)
    title = f"{account.month.year} 年 {account.month.month} 月收支公示"
    account.posting = postings.post(
        actor=actor, kind=PostingKind.ACCOUNT, title=title, about=account,
        days=days, in_working_days=False, body=_body(account), contact=contact, seal_code=account.seal_code,
    )  # fmt: skip
    account.posted_by = actor
    account.save(update_fields=["state", "posting", "posted_by"])
    _tie_lines(account)
    duties.done(about=account, act="post_month", actor=actor)
    journal.record(
        actor=actor, act="books.month_posted", thing=account, month=account.code,
        ends_on=account.posting.ends_on.isoformat(),
    )  # fmt: skip
    seals.seal_now()
    return account


def _sealed(account: MonthAccount) -> MonthAccount:
    """Seal what was just closed, and note the code that stands for it on every page and paper."""
    seal = seals.seal_now()
    account.seal_code = seal.code if seal else ""
    account.save(update_fields=["seal_code"])
    return account


def _tie_lines(account: MonthAccount) -> None:
    """Each line of the month led to its account: the journey goes on to the paper on the wall."""
    lines = [line for pot in account.account["pots"] for line in (*pot["in"], *pot["out"])]
    ids = [each for line in lines for each in queries.ids_of(line)]
    for made in Transaction.objects.filter(pk__in=ids).order_by("number"):
        threads.tie(earlier=made, later=account)


def _body(account: MonthAccount) -> dict[str, Any]:
    """What stands on the posting: one row a pot, no sum over pots (R-28)."""
    head = ["资金", "上月结余", "本月收入", "本月支出", "月底余额", "单据"]
    rows = [
        [pot["name"], *(money.yuan(pot[name]) for name in ("opening", "income", "spent", "closing")), pot["receipts"]]
        for pot in account.account["pots"]
    ]
    return {"month": account.code, "table": {"head": head, "rows": rows}}
