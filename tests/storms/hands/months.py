"""Months closed by one, posted by another, judged by a third through whose hands none of it went."""

from datetime import date, timedelta

from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import OpinionKind
from hehuo.domain.run.books.models import MonthAccount
from tests.storms.hands.office import Office
from tests.storms.hands.paper import Month, Plan


def close(office: Office) -> Plan:
    """Mostly the month whose turn it is."""
    paper = office.paper
    now = paper.today.replace(day=1)
    turn = paper.first_open() or now
    month = office.dice.choice([turn, turn, _before(turn), now])
    who = office.who("close")

    def note(_: MonthAccount) -> None:
        paper.months.setdefault(month, Month(who))
        paper.closed_until = max(paper.closed_until, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    return Plan(
        f"close {who} {month}",
        lambda: actions.close_month(actor=office.people[who], month=month),
        paper.may_close(who, month),
        note,
    )


def post(office: Office) -> Plan:
    """On the wall, by another than who closed it."""
    if not office.paper.months:
        return close(office)
    month, closed = office.dice.choice(sorted(office.paper.months.items(), key=lambda each: each[0])[-3:])
    who, account = office.who("publish", rather=closed.closed), queries.month_account(month)
    assert account
    return Plan(
        f"post {who} {month}",
        lambda: actions.post_month(actor=office.people[who], account=account),
        office.only(
            one_human=not office.paper.two(who, closed.closed),
            may=office.paper.may(who, "publish") and closed.posted is None,
        ),
        lambda _: vars(closed).update(posted=who),
    )


def judge(office: Office) -> Plan:
    """A supervisor's word on a month that is closed, or on one that is not."""
    if not office.paper.months:
        return close(office)
    month, who = office.dice.choice(sorted(office.paper.months)[-6:]), office.who("judge")
    account = queries.month_account(month)
    assert account
    return Plan(
        f"judge {who} {month}",
        lambda: actions.give_opinion(actor=office.people[who], account=account, kind=OpinionKind.AGREES, text="看过了"),
        office.paper.may_judge(who, month),
        lambda _: None,
    )


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
