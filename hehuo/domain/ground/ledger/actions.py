"""Posting, reversing, closing. Hand-written SQL here only: eight statements a posting, BEGIN and COMMIT included.

The same text runs on both engines (performance.md, row 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import TenantModel
from hehuo.core.db.scope import current_id
from hehuo.core.errors import Conflict, Refused
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.ledger import queries, rules
from hehuo.domain.ground.ledger.kinds import FEN, KIND_RULES, UNITS, AccountKind
from hehuo.domain.ground.ledger.models import Account, Head, Transaction, Unit
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Leg:
    """One transfer to be: `amount` into `debit`, out of `credit`."""

    debit: Account
    credit: Account
    amount: int


@transaction.atomic
def open_account(*, kind: AccountKind, name: str, holder: TenantModel, unit: str = FEN) -> Account:
    """An empty account of a thing; on which side it grows and whether it may be overdrawn follow from its kind."""
    rule, data = KIND_RULES[kind], UNITS[unit]
    Unit.objects.get_or_create(code=data.code, defaults={"name": data.name, "kind": data.kind})
    return Account.objects.create(
        kind=kind,
        unit_id=data.code,
        name=name,
        holder_kind=holder.kind_name(),
        holder_id=holder.id,
        grows_by_debit=rule.grows_by_debit,
        may_overdraw=rule.may_overdraw,
    )


@transaction.atomic
def post(
    *,
    actor: Person | None,
    act: str,
    legs: Sequence[Leg],
    about: TenantModel | None = None,
    on: date | None = None,
    memo: str = "",
    key: UUID | None = None,
) -> Transaction:
    """Write one transaction of one or more transfers, numbered without gaps, and its line in the journal.

    `act` says what happened (`funds.received`); `key` is the new row's id, so that a double tap posts once. Raises
    Invalid for impossible legs, Refused for a closed period, and for an account that would be below nothing now or at
    the end of any month since.
    """
    made = Transaction(
        id=key or ids.uuid7(),
        on=on or clock.today(),
        at=clock.now(),
        act=act,
        memo=memo,
        actor=actor,
        about_kind=about.kind_name() if about else "",
        about_id=about.id if about else None,
    )
    return _write(made, [(leg.debit, leg.credit, leg.amount) for leg in legs])


@transaction.atomic
def reverse(*, actor: Person | None, transaction: Transaction, reason: str, on: date | None = None) -> Transaction:
    """Undo a transaction by its mirror image, today or on a later open day. Raises Conflict the second time."""
    rules.may_reverse(transaction).or_refuse()
    transfers = transaction.transfers.select_related("debit", "credit").order_by("leg")
    legs = [(transfer.credit, transfer.debit, transfer.amount) for transfer in transfers]
    made = Transaction(
        on=on or clock.today(),
        at=clock.now(),
        act="ledger.reversed",
        memo=reason,
        actor=actor,
        reverses=transaction,
        about_kind=transaction.about_kind,
        about_id=transaction.about_id,
    )
    return _write(made, legs)


@transaction.atomic
def close_books(*, actor: Person | None, until_on: date) -> Head:
    """Close the books until a day, that day included. They are not opened again; closing twice is the same as once."""
    Head.objects.get_or_create()
    head = Head.objects.select_for_update().get()
    if head.closed_until and head.closed_until >= until_on:
        return head
    if until_on >= clock.today():
        raise Refused(_("%s 还没有过完，不能结账。") % until_on.isoformat())
    head.closed_until = until_on
    head.save(update_fields=["closed_until"])
    journal.record(
        actor=actor, act="ledger.books_closed", thing=head, until_on=until_on.isoformat(), number=head.number
    )
    return head


_Legs = Sequence[tuple[Account, Account, int]]


def _write(made: Transaction, legs: _Legs) -> Transaction:
    """Number, digest and write a transaction that is otherwise complete."""
    rules.check_legs(legs)
    with connection.cursor() as cursor:
        made.number, closed_until = _next_number(cursor)
        rules.may_post_on(made.on, closed_until).or_refuse()
        made.digest = made.digest_with([(debit.pk.hex, credit.pk.hex, debit.unit_id, n) for debit, credit, n in legs])
        if not _insert_transaction(cursor, made):
            cursor.execute(_GIVE_BACK_NUMBER, [_raw(made.community_id)])
            return Transaction.objects.get(pk=made.pk)
        totals = _move_totals(cursor, legs)
        _move_months(cursor, legs, made.on)
        _insert_transfers(cursor, made, legs, totals)
    if made.on < clock.today().replace(day=1):
        _check_later_months(made.on, legs)
    made._state.adding = False
    journal.record(actor=made.actor, act=made.act, thing=made, digest=made.digest)
    return made


_NEXT_NUMBER = (
    "INSERT INTO ledger_head (id, community_id, number) VALUES (%s, %s, 1)"
    " ON CONFLICT (community_id) DO UPDATE SET number = ledger_head.number + 1 RETURNING number, closed_until"
)
_GIVE_BACK_NUMBER = "UPDATE ledger_head SET number = number - 1 WHERE community_id = %s"
_INSERT_TRANSACTION = (
    'INSERT INTO ledger_transaction (id, community_id, number, "on", "at", act, memo, about_kind, about_id, actor_id,'
    " reverses_id, digest) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (community_id, id) DO NOTHING"
)


def _next_number(cursor: Any) -> tuple[int, date | None]:
    """The next number and the closing date, in one statement: it holds the head row until the transaction ends."""
    cursor.execute(_NEXT_NUMBER, [_raw(ids.uuid7()), _raw(current_id())])
    number, closed_until = cursor.fetchone()
    return number, date.fromisoformat(closed_until) if isinstance(closed_until, str) else closed_until


def _insert_transaction(cursor: Any, made: Transaction) -> bool:
    """Write the row; False where this id is there already (a double tap). Raises Conflict for a second reversal."""
    row = [
        _raw(made.pk), _raw(made.community_id), made.number, made.on,
        connection.ops.adapt_datetimefield_value(made.at), made.act, made.memo, made.about_kind,
        _raw(made.about_id), _raw(made.actor_id), _raw(made.reverses_id), made.digest,
    ]  # fmt: skip
    try:
        cursor.execute(_INSERT_TRANSACTION, row)
    except IntegrityError:
        if made.reverses_id is None:
            raise
        raise Conflict(_("这一笔已经冲正过了。请刷新页面，看看别人是否已经办了。")) from None
    return bool(cursor.rowcount)


def _deltas(legs: _Legs) -> dict[UUID, tuple[int, int]]:
    """What the legs add to each account's debits and credits, in the order of ids."""
    found: dict[UUID, tuple[int, int]] = {}
    for debit, credit, amount in legs:
        debited, credited = found.get(debit.pk, (0, 0))
        found[debit.pk] = debited + amount, credited
        debited, credited = found.get(credit.pk, (0, 0))
        found[credit.pk] = debited, credited + amount
    return dict(sorted(found.items()))


def _move_totals(cursor: Any, legs: _Legs) -> dict[UUID, int]:
    """Move the totals of all accounts in one statement; their new debit surplus by id."""
    rows = [[_raw(pk), *moved] for pk, moved in _deltas(legs).items()]
    try:
        # Both engines name the columns of VALUES column1, column2 …
        cursor.execute(
            "UPDATE ledger_account SET debit_total = debit_total + d.column2,"  # noqa: S608  only placeholders are put in
            " credit_total = credit_total + d.column3"
            " FROM (VALUES " + _places(rows) + ") AS d WHERE community_id = %s AND id = d.column1"
            " RETURNING id, debit_total - credit_total",
            [*_flat(rows), _raw(current_id())],
        )
        return {value if isinstance(value, UUID) else UUID(value): net for value, net in cursor.fetchall()}
    except DatabaseError as error:
        if not _is_overdraft(error):
            raise
        names = "、".join(dict.fromkeys(str(account) for account in _drained(legs)))
        raise Refused(_("「%s」的余额不够，这笔记不下去。请先核对余额。") % names) from error


def _check_later_months(day: date, legs: _Legs) -> None:
    """Raise Refused where a posting of a month that is over spends what came after it: its closing would be a lie."""
    drained = {account.pk: account for account in _drained(legs)}
    if drained and (good := queries.first_good_month(drained.values(), day)):
        raise Refused(
            _("这笔记在 %(day)s，那个月底的余额就不够了，要到 %(good)s 才够。请写 %(good)s 或以后的日期。")
            % {"day": day.isoformat(), "good": good.isoformat()}
        )


def _is_overdraft(error: DatabaseError) -> bool:
    return isinstance(error, IntegrityError) and "account_not_overdrawn" in str(error)


def _drained(legs: _Legs) -> list[Account]:
    """The accounts that these legs make smaller and that may not fall below nothing."""
    return [
        account
        for debit, credit, _amount in legs
        for account, shrinks in ((debit, not debit.grows_by_debit), (credit, credit.grows_by_debit))
        if shrinks and not account.may_overdraw
    ]


def _move_months(cursor: Any, legs: _Legs, on: date) -> None:
    community, month = _raw(current_id()), on.replace(day=1)
    rows = [[_raw(ids.uuid7()), community, _raw(pk), month, *moved] for pk, moved in _deltas(legs).items()]
    cursor.execute(
        "INSERT INTO ledger_accountmonth (id, community_id, account_id, month, debit_total, credit_total)"  # noqa: S608  as above
        " VALUES " + _places(rows) + " ON CONFLICT (community_id, account_id, month) DO UPDATE SET"
        " debit_total = ledger_accountmonth.debit_total + excluded.debit_total,"
        " credit_total = ledger_accountmonth.credit_total + excluded.credit_total",
        _flat(rows),
    )


def _insert_transfers(cursor: Any, made: Transaction, legs: _Legs, totals: dict[UUID, int]) -> None:
    community = _raw(made.community_id)
    rows = [
        [_raw(ids.uuid7()), community, _raw(made.pk), made.number, leg, made.on, debit.unit_id,
         _raw(debit.pk), _raw(credit.pk), amount, *after]
        for leg, ((debit, credit, amount), after) in enumerate(zip(legs, _afters(legs, totals), strict=True), start=1)
    ]  # fmt: skip
    cursor.execute(
        'INSERT INTO ledger_transfer (id, community_id, transaction_id, number, leg, "on", unit_id, debit_id,'  # noqa: S608
        " credit_id, amount, debit_after, credit_after) VALUES " + _places(rows),
        _flat(rows),
    )


def _afters(legs: _Legs, totals: dict[UUID, int]) -> list[tuple[int, int]]:
    """The debit surplus of both accounts after each leg, walked back from the totals after the last."""
    now, found = dict(totals), list[tuple[int, int]]()
    for debit, credit, amount in reversed(legs):
        found.append((now[debit.pk], now[credit.pk]))
        now[debit.pk] -= amount
        now[credit.pk] += amount
    return found[::-1]


def _places(rows: Sequence[Sequence[Any]]) -> str:
    one = f"({', '.join(['%s'] * len(rows[0]))})"
    return ", ".join([one] * len(rows))


def _flat(rows: Sequence[Sequence[Any]]) -> list[Any]:
    return [value for row in rows for value in row]


def _raw(value: UUID | None) -> UUID | str | None:
    """An id as this engine stores it."""
    return value if value is None or connection.features.has_native_uuid_field else value.hex
