"""What is left goes to another pot by a decision: three hands, one mechanism, and no fen is lost on the way."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.ledger.queries import balance_of
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.kinds import LevyState, MoveState, Surplus
from hehuo.domain.run.levies.models import SurplusMove
from hehuo.domain.run.levies.queries import Sums
from tests.domain.run.levies.test_levies import paid, spent


def minutes() -> SimpleUploadedFile:
    return SimpleUploadedFile("会议记录.pdf", b"%PDF-1.4 " + b"0" * 64 + b"%%EOF")


@pytest.fixture
def common(office):
    """What all owners own together."""
    return funds.open_fund(actor=None, name="育才公共收益", nature=FundNature.COMMON, keeper="工商银行")


@pytest.fixture
def closed(office, levy):
    """Seven hundred came, five hundred and fifty went out: a hundred and fifty are left."""
    paid(office, levy, *(share.home.short for share in queries.shares_of(levy)))
    levy = actions.close_levy(actor=office.secretary, levy=levy)
    spent(office, levy, 55_000)
    return levy


def ask(office, levy, target, **said) -> SurplusMove:
    return actions.ask_move(
        **{
            "actor": office.worker, "levy": levy, "target": target, "decided_on": clock.today(),
            "decided_by": "第 12 次板凳会", "decision": "余款并入公共收益，用来修大门", "papers": [minutes()],
        } | said
    )  # fmt: skip


def approved(office, levy, target) -> SurplusMove:
    return actions.approve_move(actor=office.secretary, move=ask(office, levy, target))


class TestTheWholeWay:
    def test_asked_approved_and_moved_it_is_in_both_books(self, office, closed, common):
        move = ask(office, closed, common)
        assert (move.fen, move.state, closed.state) == (15_000, MoveState.ASKED, LevyState.CLOSED)
        assert [file.name for file in files.files_of(move.id)] == ["会议记录.pdf"]
        assert duties.open_duty(move.id, "approve_move").power == "approve_money"
        move = actions.approve_move(actor=office.secretary, move=move)
        assert duties.open_duty(move.id, "make_move").power == "receive_money"
        assert queries.sums_of(closed).left == 15_000  # nothing moved yet
        for _tap in range(2):
            move = actions.make_move(actor=office.clerk, move=move, on=clock.today())
        closed.refresh_from_db()
        assert queries.sums_of(closed) == Sums(70_000, 70_000, 55_000, 0, moved=15_000)
        assert (balance_of(closed.purpose.account), pots.balance_of_fund(office.fund)) == (0, 0)
        assert pots.balance_of_fund(common) == 15_000
        assert [(each.fund, each.signed_fen, each.what) for each in pots.vouchers_of([move.transaction_id])] == [
            (office.fund, -15_000, "育才小区装监控：余款"), (common, 15_000, "育才小区装监控：余款"),
        ]  # fmt: skip
        assert (closed.state, closed.surplus) == (LevyState.SETTLED, Surplus.MOVE)
        assert duties.open_duty(move.id, "make_move") is None
        assert move.id in {thing.id for thing in threads.later_of(closed.id)}

    def test_the_account_on_the_wall_says_where_it_went(self, office, closed, common):
        actions.make_move(actor=office.clerk, move=approved(office, closed, common), on=clock.today())
        levy = actions.publish_levy(actor=office.secretary, levy=closed)
        rows = dict(Posting.objects.get(pk=levy.posting_id).body["table"]["rows"])
        assert rows["余款"].startswith("150.00 元，拨到另一个资金：")
        assert "第 12 次板凳会，拨到「育才公共收益」" in rows["余款"]
        assert rows["余款怎么定的"].startswith("余款并入公共收益，用来修大门（凭证 ")

    def test_before_it_is_moved_nothing_hangs_on_the_wall(self, office, closed, common):
        approved(office, closed, common)
        with pytest.raises(Refused, match="余款还没有定"):
            actions.publish_levy(actor=office.secretary, levy=closed)

    def test_a_reversed_move_counts_no_more(self, office, closed, common):
        move = actions.make_move(actor=office.clerk, move=approved(office, closed, common), on=clock.today())
        voucher = pots.vouchers_of([move.transaction_id]).first()
        funds.reverse_voucher(actor=office.clerk, voucher=voucher, reason="拨错了")
        assert (queries.sums_of(closed).left, balance_of(closed.purpose.account)) == (15_000, 15_000)


class TestThreeHands:
    def test_nobody_approves_what_they_asked_for(self, office, closed, common):
        move = ask(office, closed, common)
        for who in (office.worker, office.clerk):
            with pytest.raises(Refused):
                actions.approve_move(actor=who, move=move)
        with pytest.raises(IntegrityError), transaction.atomic():
            SurplusMove.objects.update(approved_by=office.worker)

    def test_who_approved_does_not_move_it_and_nobody_does_before(self, office, closed, common):
        move = ask(office, closed, common)
        with pytest.raises(Conflict):
            actions.make_move(actor=office.clerk, move=move, on=clock.today())
        move = actions.approve_move(actor=office.secretary, move=move)
        for who in (office.secretary, office.worker):
            with pytest.raises(Refused):
                actions.make_move(actor=who, move=move, on=clock.today())
        with pytest.raises(Conflict):
            actions.approve_move(actor=office.secretary, move=move)
        with pytest.raises(Invalid, match="日期还没有到"):
            actions.make_move(actor=office.clerk, move=move, on=clock.today() + timedelta(days=1))
        with pytest.raises(IntegrityError), transaction.atomic():
            SurplusMove.objects.update(handled_by=office.secretary)

    def test_it_goes_back_with_a_reason_and_may_be_asked_anew(self, office, closed, common):
        move = ask(office, closed, common)
        with pytest.raises(Invalid, match="为什么退回"):
            actions.return_move(actor=office.secretary, move=move, why="")
        for who in (office.worker, office.clerk):  # the clerk's turn comes once it is approved
            with pytest.raises(Refused):
                actions.return_move(actor=who, move=move, why="不对")
        actions.return_move(actor=office.secretary, move=move, why="先问问楼上")
        assert list(duties.duties_about(move.id).filter(done_at=None)) == []
        again = approved(office, closed, common)
        assert actions.return_move(actor=office.clerk, move=again, why="户名不对").state == MoveState.RETURNED
        actions.settle_levy(actor=office.worker, levy=closed, surplus=Surplus.KEEP, words="留着维修")
        with pytest.raises(Refused, match="现在是「余款定了」"):
            ask(office, closed, common)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("nature", "why"),
        [
            (FundNature.FISCAL, "是财政经费，大家凑的钱不能拨进去"), (FundNature.SERVICE, "是服务群众经费"),
            (FundNature.CHARITY, "是慈善组织的账"), (None, "余款就在「育才户筹」里"),
        ],
    )  # fmt: skip
    def test_pots_that_do_not_take_what_homes_paid(self, office, closed, nature, why):
        target = office.fund
        if nature:
            target = funds.open_fund(actor=None, name="别的资金", nature=nature, keeper="街道")
        with pytest.raises(Refused, match=why):
            ask(office, closed, target)
        assert target not in queries.takers_of(closed)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"decided_on": "tomorrow"}, "还没有到"), ({"decided_by": " "}, "在哪儿定的"),
            ({"decision": ""}, "怎么定的"), ({"papers": []}, "请附会议记录"),
        ],
    )  # fmt: skip
    def test_no_move_without_its_decision(self, office, closed, common, change, why):
        if change.get("decided_on"):
            change = {"decided_on": clock.today() + timedelta(days=1)}
        with pytest.raises(Invalid, match=why):
            ask(office, closed, common, **change)
        assert list(queries.surplus_moves()) == []

    def test_not_while_it_is_collected_nor_by_a_leader(self, office, levy, common):
        with pytest.raises(Refused, match="现在是「正在收」"):
            ask(office, levy, common)
        with pytest.raises(Refused, match="经办款项"):
            ask(office, levy, common, actor=office.leader)

    def test_not_while_a_payment_is_under_way_and_no_payment_while_it_is(self, office, closed, common):
        cost = actions.ask_cost(actor=office.worker, levy=closed, fen=100, what="加一根线", party="安瞳电子")
        with pytest.raises(Conflict, match="还有付款没有办完"):
            ask(office, closed, common)
        books.refuse_request(actor=office.secretary, request=cost.request, opinion="不用")
        move = ask(office, closed, common)
        with pytest.raises(Conflict, match="余款正等着拨"):
            actions.ask_cost(actor=office.worker, levy=closed, fen=100, what="再加一根", party="安瞳电子")
        with pytest.raises(Conflict, match="余款正等着拨"):
            actions.settle_levy(actor=office.worker, levy=closed, surplus=Surplus.KEEP, words="留着")
        with pytest.raises(Conflict, match="已经有一份申请在办"):
            ask(office, closed, common)
        assert ask(office, closed, common, key=move.id) == move  # a double tap

    def test_settling_does_not_move_it_in_one_step(self, office, closed):
        with pytest.raises(Invalid, match="要有决定、另一位来批"):
            actions.settle_levy(actor=office.worker, levy=closed, surplus=Surplus.MOVE, words="板凳会定的")

    def test_when_what_is_left_has_changed_it_is_asked_anew(self, office, closed, common):
        move = approved(office, closed, common)
        (voucher,) = pots.vouchers_of([queries.costs_of(closed).get().request.transaction_id])
        funds.reverse_voucher(actor=office.clerk, voucher=voucher, reason="付重了")
        with pytest.raises(Conflict, match=r"申请的时候余 150\.00 元，现在余 700\.00 元"):
            actions.make_move(actor=office.clerk, move=move, on=clock.today())
        actions.return_move(actor=office.clerk, move=move, why="余款变了")
        assert ask(office, closed, common).fen == 70_000

    def test_nothing_left_is_not_moved(self, office, levy, common):
        paid(office, levy, "1-101")
        levy = actions.close_levy(actor=office.secretary, levy=levy)
        spent(office, levy, 5000)
        with pytest.raises(Conflict, match="没有余款可以拨"):
            ask(office, levy, common)


class TestPapers:
    def test_they_are_kept_beside_the_decision_and_nobody_else_sees_them(self, office, draft):
        actions.note_decision(
            actor=office.worker, levy=draft, decided_on=clock.today(), decided_by="板凳会", present=21,
            decision="同意", papers=[minutes()],
        )  # fmt: skip
        actions.add_paper(actor=office.worker, levy=draft, upload=minutes())
        assert (files.files_of(draft.id).count(), list(files.public_files_of(draft.id))) == (2, [])

    def test_those_who_ask_for_money_add_them_until_the_account_hangs(self, office, closed):
        with pytest.raises(Refused, match="经办款项"):
            actions.add_paper(actor=office.leader, levy=closed, upload=minutes())
        actions.settle_levy(actor=office.worker, levy=closed, surplus=Surplus.KEEP, words="留着维修")
        actions.add_paper(actor=office.worker, levy=closed, upload=minutes())
        actions.publish_levy(actor=office.secretary, levy=closed)
        with pytest.raises(Refused, match="材料不再添"):
            actions.add_paper(actor=office.worker, levy=closed, upload=minutes())
