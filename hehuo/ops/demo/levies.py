"""Haiwan's homes pay for a shelter together, and their property fees: quotes, a statement, cash at a door."""

from datetime import timedelta

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.places import queries as places
from hehuo.domain.run.banks import actions as banks
from hehuo.domain.run.fees import actions as fees
from hehuo.domain.run.fees import queries as billed
from hehuo.domain.run.fees.kinds import FeeBase
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.kinds import Base
from hehuo.domain.run.levies.models import Levy
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing

RATE = 3000
QUOTES = (("广州明棚钢构有限公司", 198_000, "含税，质保 3 年"), ("南沙阿强棚架", 176_000, "不含税，质保 1 年"),
          ("港湾五金安装部", 215_000, "含税，质保 2 年"))  # fmt: skip

OTHER_BANK = ((36_000, "贷", "财付通支付科技有限公司", "3-2-502 物业费"), (36_000, "贷", "*晓兰", "物业费"),
              (1_500, "借", "", "账户管理费"), (720, "贷", "", "结息"))  # fmt: skip


def tell() -> None:
    """Begun three weeks ago; today the statement came."""
    with cast.in_community("haiwan"):
        levy = _begun()
        _statement(levy)
        share = next(each for each in queries.shares_of(levy) if each.due and not each.is_paid)
        actions.note_cash(actor=cast.holder(Role.WORKER), share=share, fen=RATE, receipt_no="0008101")
        _fees()


def _begun() -> Levy:
    worker, secretary = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY)
    with standing(day(21), 10):
        fund = funds.open_fund(actor=None, name="海湾户筹", nature=FundNature.LEVY, keeper="港湾街道办事处")
        levy = actions.draft_levy(
            actor=worker, title="单车棚加盖", why="下雨天车都淋着，电瓶坏了好几个。", fund=fund,
            place=places.estates()[0], base=Base.PER_HOME, rate_fen=RATE, due_on=clock.today() + timedelta(days=40),
        )  # fmt: skip
        quotes = [
            actions.add_quote(actor=worker, levy=levy, supplier=name, total_fen=fen, terms=terms)
            for name, fen, terms in QUOTES
        ]
        actions.choose_quote(actor=worker, levy=levy, quote=quotes[0], why="含税，质保最长，差价 22 元一户以内")
        actions.note_decision(
            actor=worker, levy=levy, decided_on=clock.today(), decided_by="板凳会", present=23,
            decision="同意加盖，每户 30 元，多退少补，账目张榜。",
        )  # fmt: skip
        actions.ask_levy(actor=worker, levy=levy)
    with standing(day(20), 9):
        return actions.approve_levy(actor=secretary, levy=levy)


def _statement(levy: Levy) -> None:
    """A quarter of the homes by transfer, a payer nobody knows, and the bank's own fee."""
    clerk = cast.holder(Role.CLERK)
    moved = [(RATE, "微信转账", share.home.short) for share in list(queries.shares_of(levy))[::4] if share.due]
    moved += [(RATE, "不留名的邻居", "车棚"), (-500, "", "账户管理费")]
    balance, rows = 0, ["账号,6222****8101", "交易日期,流水号,摘要,支出,收入,余额,对方户名,附言"]
    for number, (fen, party, memo) in enumerate(moved, start=1):
        balance += fen
        out, into = (f"{-fen / 100:.2f}", "") if fen < 0 else ("", f"{fen / 100:.2f}")
        rows.append(f"{clock.today()},{number:08d},转账,{out},{into},{balance / 100:.2f},{party},{memo}")
    statement = banks.take_statement(
        actor=clerk, fund=levy.fund, content="\n".join(rows).encode(), name="共管户流水.csv", closing_fen=balance
    )
    banks.match_sure(actor=clerk, statement=statement)


def _other_bank(fund: Fund) -> None:
    """Another bank writes its table without heads: the file waits for the clerk to point out the columns."""
    rows = ["户名：海湾社区居民委员会　账号：6217****3306", "单位：元"]
    balance = 268_000
    for number, (fen, side, party, memo) in enumerate(OTHER_BANK, start=1):
        balance += fen if side == "贷" else -fen
        rows.append(
            f"{day(6 - number):%Y%m%d},{9 + number}:12:06,{fen / 100:.2f},{side},{balance / 100:.2f},{party},{memo}"
        )
    banks.hold_paper(
        actor=cast.holder(Role.CLERK), fund=fund, content="\n".join(rows).encode("gb18030"), name="物业费户明细.csv",
        closing_fen=balance,
    )  # fmt: skip


def _fees() -> None:
    """This year's property fees: most homes paid, one of them with a waiver, all out of the office's own book."""
    worker, secretary, clerk = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY), cast.holder(Role.CLERK)
    estate, first = places.estates()[0], clock.today().replace(month=1, day=1)
    with standing(day(12), 10):
        fund = funds.open_fund(actor=None, name="海湾物业费", nature=FundNature.FEES, keeper="共管账户")
        rule = fees.set_rule(
            actor=worker, place=estate, fund=fund, base=FeeBase.PER_HOME, rate_x100=300_000, from_on=first,
            decision="业主大会：每户每月 30 元",
        )  # fmt: skip
        period = fees.draft_period(
            actor=worker, rule=rule, title=f"{first.year} 年度", from_on=first, months=12,
            due_on=first.replace(month=12, day=31),
        )  # fmt: skip
        bills = list(billed.bills_of(period))
        fees.waive(actor=worker, bill=bills[0], fen=18_000, why="低保户减半")
        fees.ask_period(actor=worker, period=period)
        fees.approve_period(actor=secretary, period=period)
    _other_bank(fund)
    for number, bill in enumerate(billed.bills_of(period), start=1):
        if bill.home.short[0] in "124":  # three buildings are done, the others have until the year's end
            fees.take_payment(
                actor=clerk, bill=bill, fen=bill.open_fen, on=clock.today(), receipt_no=f"NO.{number:05d}"
            )
