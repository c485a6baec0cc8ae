"""The cameras of place C, out of its real papers: quotes, a bench meeting, a chain, the bank, the account."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.intakes.actions import taking
from hehuo.domain.ground.ledger import proof
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.run.banks import actions as banks
from hehuo.domain.run.banks import queries as statements
from hehuo.domain.run.banks.kinds import LineState
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books import queries as accounts
from hehuo.domain.run.levies import actions, chains, queries
from hehuo.domain.run.levies.kinds import Base, LevyState, Surplus
from hehuo.domain.run.levies.queries import Sums
from hehuo.domain.run.levies.quotes import read_quotes
from tests.stories.sky_farm.roll import PAPERS, look_at_roster

pytestmark = pytest.mark.django_db

# What no due and no payment stands for, as the clerk writes it: by the row of the file.
EXPLAINED = {
    36: "石强 50 元，不在花名册上，已登记，等他来认", 60: "石辉海 88 元，说是押金，已联系退回",
    68: "李明东 50 元转错账户，退回，下面重交", 126: "李明东重交的 50 元，和 6 月 9 日的退款相抵",
    157: "结息", 172: "史晓红 200 元往来，和监控无关，已联系", 190: "账户管理费",
}  # fmt: skip


@pytest.fixture
def office(shuanglong):
    """Yucai estate on the roll, and the people around the money."""
    with clock.stopped(clock.at(date(2022, 3, 7), 9)):
        _plan, intake = look_at_roster(shuanglong.worker, (PAPERS / "roster-yucai.xlsx").read_bytes(), "育才.xlsx")
        taking.take_roster(actor=shuanglong.worker, intake=intake)
        hands = {}
        for name, role in (("陈国栋", Role.SECRETARY), ("冯敏", Role.CLERK)):
            person = hands[role] = Person.objects.create(name=name)
            Grant.objects.create(person=person, role=role, from_on=date(2022, 3, 1))
        fund = funds.open_fund(actor=None, name="育才小区户筹", nature=FundNature.LEVY, keeper="永安街道办事处")
    return SimpleNamespace(
        worker=shuanglong.worker, secretary=hands[Role.SECRETARY], clerk=hands[Role.CLERK], fund=fund,
        estate=Place.objects.get(name__startswith="育才"),
    )  # fmt: skip


def decided(office):
    """27 May 2022: three quotes on the table, 21 homes there, fifty yuan each."""
    with clock.stopped(clock.at(date(2022, 5, 28), 9)):
        levy = actions.draft_levy(
            actor=office.worker, title="育才小区装监控", why="丢了三辆电动车", place=office.estate, fund=office.fund,
            base=Base.PER_HOME, rate_fen=5000, due_on=date(2022, 6, 30),
        )  # fmt: skip
        offers = read_quotes((PAPERS / "camera-quotes.xlsx").read_bytes(), "报价.xlsx")
        assert [(offer.total_fen, len(offer.items), len(offer.notes)) for offer in offers] == [
            (978_000, 7, 0), (1_266_200, 7, 1), (1_061_400, 7, 0)
        ]  # fmt: skip
        for offer in offers:
            actions.add_quote(
                actor=office.worker, levy=levy, supplier=offer.supplier, total_fen=offer.total_fen,
                terms="；".join(offer.terms), items=offer.items,
            )  # fmt: skip
        actions.choose_quote(actor=office.worker, levy=levy, quote=levy.quotes.first(), why="总价最低，质保 3 年")
        actions.note_decision(
            actor=office.worker, levy=levy, decided_on=date(2022, 5, 27), decided_by="板凳会", present=21,
            decision="同意装，每户 50 元，多退少补，账目张榜公布",
        )  # fmt: skip
        actions.ask_levy(actor=office.worker, levy=levy)
        return actions.approve_levy(actor=office.secretary, levy=levy)


def test_from_the_bench_meeting_to_the_published_account(office):
    levy = decided(office)
    assert (queries.all_here(levy), queries.shares_of(levy).count()) == (256, 201)

    with clock.stopped(clock.at(date(2022, 5, 30), 20)):
        found = chains.sort_chain(levy, (PAPERS / "chain-camera.txt").read_text(encoding="utf-8"))
        assert (len(found.said), len(found.unclear)) == (57, 2)
        assert [each.share.home.short for each in found.said if "按姓名" in each.look] != []
        said = [(each.share, each.words) for each in found.said]
        assert actions.pledge(actor=office.worker, levy=levy, said=said, on=clock.today()) == 57

    with clock.stopped(clock.at(date(2022, 7, 1), 9)):
        paid = []
        for what, fen, on in (("监控工程首付款 60%", 586_800, 16), ("监控工程尾款，验收合格", 391_200, 28)):
            cost = actions.ask_cost(actor=office.worker, levy=levy, fen=fen, what=what, party="安瞳电子")
            books.approve_request(actor=office.secretary, request=cost.request)
            paid.append((cost.request, date(2022, 6, on)))
        content = (PAPERS / "bank-2022-06.csv").read_bytes()
        statement = banks.take_statement(
            actor=office.clerk, fund=office.fund, content=content, name="流水.csv", closing_fen=188_063
        )
        assert (statement.lines.count(), statement.opening_fen, len(statement.notes)) == (183, 128_640, 1)
        assert banks.match_sure(actor=office.clerk, statement=statement) == 174
        assert queries.sums_of(levy) == Sums(asked=1_005_000, received=1_005_000, spent=0, returned=0)
        for request, on in paid:
            books.settle_request(actor=office.clerk, request=request, on=on)
        assert banks.match_sure(actor=office.clerk, statement=statement) == 2
        for line in statements.lines_of(statement, state=LineState.OPEN):
            banks.explain_line(actor=office.clerk, line=line, words=EXPLAINED[line.row])
        assert statements.reconciled(statement).open_lines == 0
        assert all(each.is_all for each in queries.progress_of(levy))

        actions.close_levy(actor=office.secretary, levy=levy)
        assert queries.sums_of(levy).left == balance_of(levy.purpose.account) == 27_000
        actions.settle_levy(
            actor=office.worker, levy=levy, surplus=Surplus.KEEP, words="6 月 30 日板凳会：留作监控维护"
        )
        levy = actions.publish_levy(actor=office.secretary, levy=levy)

    rows = dict(Posting.objects.get(pk=levy.posting_id).body["table"]["rows"])
    assert (levy.state, rows["应出"], rows["实收"], rows["支出"]) == (
        LevyState.SETTLED, "201 户，10,050.00 元", "10,050.00 元", "9,780.00 元"
    )  # fmt: skip
    assert rows["余款"].startswith("270.00 元")
    code = _june_is_closed_and_on_the_wall(office)
    assert "对得上" in _code_page(code)
    assert list(proof.faults()) == []
    _somebody_changes_one_amount()
    assert [fault.say for fault in proof.faults() if "第 100 号" in fault.say] != []
    assert "第 100 号凭证" in _code_page(code)


def _code_page(code: str) -> str:
    """What anyone sees who types the code from the paper on the wall."""
    return Client().get(f"/c/shuanglong/books/verify/{code}/", HTTP_HOST="127.0.0.1").content.decode()


def _june_is_closed_and_on_the_wall(office) -> str:
    """Hundreds of receipts are one line, with each of them behind it; the code on the paper finds the month."""
    with clock.stopped(clock.at(date(2022, 7, 2), 9)):
        june = books.close_month(actor=office.clerk, month=date(2022, 6, 1))
        june = books.post_month(actor=office.secretary, account=june)
    (pot,) = june.account["pots"]
    (line,) = [each for each in pot["in"] if each["line"] == "户筹"]
    assert (line["fen"], line["proof"], len(line["ids"])) == (1_005_000, "201 户，201 笔", 201)
    assert [each["fen"] for each in pot["out"]] == [586_800, 391_200]
    assert accounts.line_with(june, UUID(line["ids"][-1])) == line["id"]
    assert accounts.is_as_closed(june)
    assert list(accounts.months_under(june.seal_code)) == [june]
    return june.seal_code


def _somebody_changes_one_amount() -> None:
    """Past the program, in the database itself: transaction 100 says a fen more."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_transfer SET amount = amount + 1 WHERE number = 100 AND leg = 1")
