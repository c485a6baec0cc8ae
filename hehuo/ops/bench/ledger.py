"""Rows 1 to 5: posting, balances, statements, whole statements as files, verify."""

import gc
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from hehuo.core import clock, ids
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.journal.models import Head as JournalHead
from hehuo.domain.ground.ledger import actions, queries
from hehuo.domain.ground.ledger.actions import Leg
from hehuo.domain.ground.ledger.kinds import AccountKind
from hehuo.domain.ground.ledger.models import Account, AccountMonth, Head, Transaction, Transfer
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.seals import queries as proofs
from hehuo.ops.bench.measures import Measure, count_statements, milliseconds, rate, raw
from hehuo.web.run.books.exports import csv_of, write_xlsx

SIZES = (1_000, 100_000, 1_000_000) if os.environ.get("HEHUO_BENCH_MILLION") else (1_000, 100_000)
FIRST = date(2014, 1, 1)
REPLAYED = 600


def rows() -> Iterator[Measure]:
    """All of it, on the database in use."""
    yield from _posting(_office("posting"))
    for size in SIZES:
        community = _office(f"books-{size}")
        with community_scope(community):
            account = fill(size)
            yield from _reading(account, size)
            if size >= 100_000:
                yield from _whole(community, account, size)
                yield from _verify(size)


def _office(code: str) -> Community:
    return Community.objects.create(code=code, name=code)


def _posting(community: Community) -> Iterator[Measure]:
    """Row 1: one donation through the ledger's action, against the raw driver doing the same statements."""
    with community_scope(community):
        clerk = Person.objects.create(name="冯敏")
        bank, income = _two_accounts()

        def post() -> None:
            actions.post(actor=clerk, act="bench.received", legs=[Leg(bank, income, 100)], on=FIRST, memo="随手捐")

        goal = "SQLite >= 30 倍 django-ledger，PG >= 2 倍 hordak"
        yield Measure(1, "记一笔", rate(post, seconds=3), "笔/秒", goal)
        yield Measure(1, "记一笔：语句（含 BEGIN、COMMIT）", count_statements(post), "条", "<= 8")
        yield Measure(1, "记一笔：裸驱动同样的语句", replayed(post), "笔/秒")
        start = time.process_time()
        for _ in range(300):
            post()
        yield Measure(
            1, "记一笔：进程 CPU（含 SQLite 引擎）", (time.process_time() - start) / 0.3, "毫秒", "<= 1 Python"
        )


def replayed(post: Callable[[], None]) -> float:
    """What the engine allows: postings taken back, and their statements sent again, each in its own transaction."""
    sent: list[list[tuple[str, object]]] = []

    def keep(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own shape
        if "SAVEPOINT" not in sql:
            sent[-1].append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic():
        for _ in range(REPLAYED):
            sent.append([])
            with connection.execute_wrapper(keep):
                post()
        transaction.set_rollback(True)
    begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    runs = [raw([(begin, None), *statements, ("COMMIT", None)]) for statements in sent]  # type: ignore[list-item]
    start = time.perf_counter()
    for run in runs:
        run()
    return REPLAYED / (time.perf_counter() - start)


def _reading(account: Account, size: int) -> Iterator[Measure]:
    """Rows 2 and 3: flat, whatever lies behind. A period reads a row a month, and the days of a month it cuts."""
    yield Measure(2, f"余额，{size:,} 笔", milliseconds(lambda: queries.balance_of(account)), "毫秒", "<= 1，平")
    for name, from_on in (("月初起", date(2019, 1, 1)), ("月中起", date(2019, 1, 15))):
        took = milliseconds(lambda from_on=from_on: queries.period_of(account, from_on, date(2023, 6, 30)))
        yield Measure(2, f"一段日子的期初、发生、期末，{size:,} 笔，{name}", took, "毫秒", "平")
    for name, before in (("第一页", ""), ("中间", f"{size // 2}.1"), ("最深", "60.1")):
        took = milliseconds(lambda before=before: queries.statement(account, before=before))
        yield Measure(3, f"明细一页 50 行，{size:,} 笔，{name}", took, "毫秒", "平")


def _whole(community: Community, account: Account, size: int) -> Iterator[Measure]:
    """Row 4: the whole statement as a file."""
    for kind in ("CSV", "xlsx"):
        start = time.perf_counter()
        if kind == "CSV":
            for _piece in csv_of(community, account):
                pass
        else:
            with tempfile.TemporaryFile() as out:
                write_xlsx(account, out)
        yield Measure(4, f"全部明细 {size:,} 行成 {kind}", time.perf_counter() - start, "秒", "<= 1（hordak 5.0）")
    yield Measure(4, f"全部明细 {size:,} 行：进程最大内存", _memory(), "MB", "<= 100 另加进程本身")


def _verify(size: int) -> Iterator[Measure]:
    """Row 5: everything recomputed."""
    gc.collect()
    before, start = _memory(), time.perf_counter()
    faults = proofs.verify()
    took = time.perf_counter() - start
    yield Measure(5, f"verify {size:,} 笔", took, "秒", "<= 2（100 万 <= 20）")
    yield Measure(5, f"verify {size:,} 笔：不对的行", len(faults), "行", "0")
    yield Measure(5, f"verify {size:,} 笔：内存多用", _memory() - before, "MB", "平")


def _memory() -> float:
    """The most this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _two_accounts() -> tuple[Account, Account]:
    fund = funds.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL)
    income = actions.open_account(kind=AccountKind.INCOME, name="捐赠", holder=fund)
    return fund.money, income


def fill(size: int) -> Account:
    """So many single-transfer transactions over ten years, as `post` would have written them; the money account."""
    bank, income = _two_accounts()
    seals.seal_now()
    position = JournalHead.objects.get().position
    batch = 5_000
    for start in range(0, size, batch):
        with transaction.atomic():
            _fill_batch(bank, income, range(start + 1, min(start + batch, size) + 1), size, position)
    total = size * 100
    Account.objects.filter(pk=bank.pk).update(debit_total=total)
    Account.objects.filter(pk=income.pk).update(credit_total=total)
    Head.objects.create(number=size)
    JournalHead.objects.update(position=position + size)
    _fill_months(bank, income)
    seals.seal_now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    bank.refresh_from_db()
    return bank


def _fill_batch(bank: Account, income: Account, numbers: range, size: int, position: int) -> None:
    at, made, moved, written = clock.now(), [], [], []
    for number in numbers:
        one = Transaction(
            id=ids.uuid7(), number=number, on=FIRST + timedelta(days=number * 3600 // size), at=at,
            act="bench.received", memo=f"第 {number} 笔捐款",
        )  # fmt: skip
        one.digest = one.digest_with([(bank.pk.hex, income.pk.hex, "fen", 100)])
        made.append(one)
        moved.append(
            Transfer(
                transaction=one, number=number, leg=1, on=one.on, unit_id="fen", debit=bank, credit=income, amount=100,
                debit_after=number * 100, credit_after=-number * 100,
            )
        )  # fmt: skip
        written.append(
            Entry(
                at=at, act=one.act, thing_kind="ledger.transaction", thing_id=one.id, digest=one.digest,
                position=position + number,
            )
        )  # fmt: skip
    for model, things in ((Transaction, made), (Transfer, moved), (Entry, written)):
        model.objects.bulk_create(things, batch_size=2_000)


def _fill_months(bank: Account, income: Account) -> None:
    sums: dict[date, int] = {}
    for on, amount in Transfer.objects.values_list("on", "amount").iterator(10_000):
        sums[on.replace(day=1)] = sums.get(on.replace(day=1), 0) + amount
    for month, total in sums.items():
        AccountMonth.objects.create(account=bank, month=month, debit_total=total)
        AccountMonth.objects.create(account=income, month=month, credit_total=total)
