"""What a payment needs: prices, an opinion, a decision, acceptance; and nobody who gains from it has a part in it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.run.books import actions, queries, spending
from hehuo.domain.run.books.actions import Price
from hehuo.domain.run.books.kinds import OpinionKind, RequestKind, RequestState
from hehuo.domain.run.books.spending import Step

ON = date(2024, 10, 5)
TWO = [Price("北山木业", 520_000)]
THREE = [Price("北山木业", 2_200_000), Price("东街家具", 2_300_000)]


@pytest.fixture
def supervisor(somebody):
    return somebody("老丁", Role.SUPERVISOR)


@pytest.fixture
def accountant(somebody):
    return somebody("沈会计", Role.ACCOUNTANT)


@pytest.fixture
def colleague(somebody):
    return somebody("小何", Role.WORKER)


@pytest.fixture
def rich(fiscal, grant_line, worker, secretary, clerk):
    """The fiscal pot holds 50,000.00 yuan."""
    funds.receive_plain(
        actor=clerk, line=grant_line, fen=5_000_000, on=ON, what="街道拨付", requested_by=worker, approved_by=secretary
    )
    return fiscal


@pytest.fixture
def ask(bench_line, worker, rich):
    def asked(fen=100_000, **more):
        said = {"what": "休闲椅", "party": "某家具店", "line": bench_line} | more
        return actions.request_money(actor=worker, fen=fen, **said)

    return asked


def paper():
    return SimpleUploadedFile("发票.pdf", b"%PDF-1.4 " + b"0" * 64 + b"%%EOF")


def test_the_more_it_is_the_more_prices_are_compared(ask):
    assert ask(499_999).state == RequestState.ASKED
    with pytest.raises(Invalid, match=r"5,000\.00 元以上要比 2 家的价，请再写 1 家"):
        ask(500_000)
    request = ask(500_000, offers=TWO)
    assert [(each.supplier, each.fen) for each in queries.offers_of(request)] == [("北山木业", 520_000)]
    with pytest.raises(Invalid, match="同一家写了两次"):
        ask(500_000, offers=[Price("某家具店", 520_000)])


def test_a_dearer_one_is_chosen_with_a_reason(ask):
    cheaper = [Price("北山木业", 480_000)]
    with pytest.raises(Invalid, match="为什么不选它"):
        ask(500_000, offers=cheaper)
    assert ask(500_000, offers=cheaper, why_not_lowest="便宜的那家不送货").why_not_lowest == "便宜的那家不送货"


def test_a_large_one_waits_for_an_opinion_of_another(ask, worker, secretary, supervisor):
    request = ask(500_000, offers=TWO)
    assert [duty.act for duty in duties.todo_of(supervisor)] == ["advise_request"]
    assert list(duties.todo_of(secretary)) == []
    with pytest.raises(Refused, match="要先有居务监督委员"):
        actions.approve_request(actor=secretary, request=request)
    with pytest.raises(Refused, match="您经手的"):
        actions.advise_request(actor=worker, request=request, kind=OpinionKind.AGREES, words="好")
    with pytest.raises(Refused, match="意见写在审批里"):
        actions.advise_request(actor=secretary, request=request, kind=OpinionKind.AGREES, words="我自己看过")
    with pytest.raises(Invalid, match="看了什么"):
        actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.AGREES, words=" ")
    actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.QUESTIONS, words="运费算进去了吗")
    assert [duty.act for duty in duties.todo_of(secretary)] == ["approve_request"]
    assert actions.approve_request(actor=secretary, request=request).state == RequestState.APPROVED
    assert [each.words for each in queries.advice_on(request)] == ["运费算进去了吗"]
    with pytest.raises(Conflict, match="不用再写意见"):
        actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.AGREES, words="晚了")


def test_what_was_said_before_it_was_mended_does_not_count(ask, worker, secretary, supervisor, advance):
    request = ask(500_000, offers=TWO)
    actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.AGREES, words="可以")
    actions.return_request(actor=secretary, request=request, why="换一家")
    advance()
    actions.mend_request(actor=worker, request=request, fen=510_000, what="休闲椅", party="某家具店", offers=TWO)
    with pytest.raises(Refused, match="要先有居务监督委员"):
        actions.approve_request(actor=secretary, request=request)


@pytest.fixture
def advance():
    """A minute later."""
    from datetime import timedelta

    from hehuo.core import clock

    stops = []

    def go():
        stop = clock.stopped(clock.now() + timedelta(minutes=1))
        stop.__enter__()
        stops.append(stop)

    yield go
    for stop in reversed(stops):
        stop.__exit__(None, None, None)


def test_a_very_large_one_and_whatever_leaves_the_charity_need_a_decision(ask, charity):
    with pytest.raises(Invalid, match="居委会集体研究"):
        ask(2_000_000, offers=THREE)
    assert ask(2_000_000, offers=THREE, decision="10 月 3 日居委会会议").decision == "10 月 3 日居委会会议"
    aid = funds.open_line(actor=None, fund=charity, direction=Direction.OUT, name="助老")
    with pytest.raises(Invalid, match="基金管委会决议"):
        ask(100, line=aid)
    assert ask(100, line=aid, decision="管委会第 2 次会议").state == RequestState.ASKED


def test_a_place_sets_its_own_ladder(ask, fiscal, accountant, secretary):
    steps = [Step(0, 1), Step(100_000, 3)]
    with pytest.raises(Refused, match="记账对账"):
        actions.set_ladder(actor=secretary, fund=fiscal, steps=steps)
    for wrong, say in (([Step(1, 1)], "从 0 元起"), ([Step(0, 1), Step(0, 2)], "起点一样"), ([], "从 0 元起")):
        with pytest.raises(Invalid, match=say):
            actions.set_ladder(actor=accountant, fund=fiscal, steps=wrong)
    actions.set_ladder(actor=accountant, fund=fiscal, steps=steps)
    assert spending.ladder_of(fiscal) == tuple(steps)
    with pytest.raises(Invalid, match="要比 3 家的价"):
        ask(100_000)


def test_a_service_is_found_good_before_it_is_paid(ask, worker, secretary, clerk, colleague):
    with pytest.raises(Invalid, match="做到什么样算好"):
        ask(kind=RequestKind.SERVICE)
    request = ask(kind=RequestKind.SERVICE, scope="清洗 3 栋外墙，无水渍")
    actions.approve_request(actor=secretary, request=request)
    assert [duty.act for duty in duties.todo_of(clerk)] == ["accept_request"]
    with pytest.raises(Refused, match="先验收、再付款"):
        actions.settle_request(actor=clerk, request=request, on=ON)
    for nobody in (worker, secretary):
        with pytest.raises(Refused):
            actions.accept_request(actor=nobody, request=request, on=ON, words="好")
    with pytest.raises(Invalid, match="看到了什么"):
        actions.accept_request(actor=colleague, request=request, on=ON, words="")
    with pytest.raises(Invalid, match="日期还没有到"):
        actions.accept_request(actor=colleague, request=request, on=date(2024, 10, 6), words="好")
    actions.accept_request(actor=colleague, request=request, on=ON, words="三栋都干净")
    with pytest.raises(Refused, match="已经验收过了"):
        actions.accept_request(actor=colleague, request=request, on=ON, words="好")
    assert actions.settle_request(actor=clerk, request=request, on=ON).state == RequestState.DONE


def test_what_was_compared_is_looked_at_after_it_came(ask, secretary, clerk, supervisor, colleague):
    request = ask(500_000, offers=TWO)
    actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.AGREES, words="可以")
    with pytest.raises(Refused, match="不用验收"):
        actions.accept_request(actor=colleague, request=request, on=ON, words="好")
    actions.approve_request(actor=secretary, request=request)
    actions.settle_request(actor=clerk, request=request, on=ON)
    assert "accept_request" in [duty.act for duty in duties.todo_of(clerk)]
    with pytest.raises(Refused, match="您经手的"):
        actions.accept_request(actor=clerk, request=request, on=ON, words="好")
    assert actions.accept_request(actor=colleague, request=request, on=ON, words="4 把").acceptance == "4 把"


def test_who_laid_money_out_gets_it_back_with_the_receipt(ask, secretary, clerk, resident):
    with pytest.raises(Invalid, match="谁垫的钱"):
        ask(kind=RequestKind.CLAIM, papers=[paper()])
    with pytest.raises(Invalid, match="要附票据"):
        ask(kind=RequestKind.CLAIM, payee=resident)
    request = ask(kind=RequestKind.CLAIM, payee=resident, party="", papers=[paper()])
    assert (request.party, files.files_of(request.id).count()) == ("吴秀兰", 1)
    actions.approve_request(actor=secretary, request=request)
    assert actions.settle_request(actor=clerk, request=request, on=ON).state == RequestState.DONE


def test_nobody_has_a_part_in_what_comes_to_them_their_home_or_their_firm(ask, secretary, farmer, agreement):
    own = ask(kind=RequestKind.CLAIM, payee=secretary, papers=[paper()])
    with pytest.raises(Refused, match="付给您的"):
        actions.approve_request(actor=secretary, request=own)
    home = ensure_home(estate=ensure_place(kind=PlaceKind.ESTATE, name="南浦苑"), number=read_home("3-502"))
    household = Household.objects.create(home=home)
    for one in (secretary, farmer):
        one.household = household
        one.save()
    with pytest.raises(Refused, match="您家里人"):
        actions.approve_request(actor=secretary, request=ask(kind=RequestKind.CLAIM, payee=farmer, papers=[paper()]))
    partner = agreement.partner
    partner.contact = secretary
    partner.save()
    with pytest.raises(Refused, match="您单位"):
        actions.approve_request(actor=secretary, request=ask(supplier=partner, party=""))


def test_who_has_an_interest_steps_back(ask, secretary, clerk, somebody):
    request = ask()
    actions.approve_request(actor=secretary, request=request)
    with pytest.raises(Invalid, match="什么关系"):
        actions.step_back(actor=secretary, request=request, words="")
    actions.step_back(actor=secretary, request=request, words="店主是我表弟")
    request.refresh_from_db()
    assert (request.state, request.approved_by, request.returned_why) == (RequestState.RETURNED, None, "店主是我表弟")
    request = actions.mend_request(actor=request.requested_by, request=request, fen=100, what="椅", party="某家具店")
    with pytest.raises(Refused, match="要回避"):
        actions.approve_request(actor=secretary, request=request)
    other = somebody("副书记", Role.SECRETARY)
    assert actions.approve_request(actor=other, request=request).approved_by == other
    assert [each.words for each in queries.recusals_from(request)] == ["店主是我表弟"]


def test_the_accountant_checks_what_is_in_the_books(ask, secretary, clerk, accountant):
    request = ask()
    with pytest.raises(Refused, match="还没有入账"):
        actions.check_entry(actor=accountant, request=request)
    actions.approve_request(actor=secretary, request=request)
    actions.settle_request(actor=clerk, request=request, on=ON)
    assert list(queries.unchecked_entries()) == [request]
    with pytest.raises(Refused, match="记账对账"):
        actions.check_entry(actor=clerk, request=request)
    assert actions.check_entry(actor=accountant, request=request).checked_by == accountant
    assert list(queries.unchecked_entries()) == []


def test_what_was_compared_and_decided_stands_beside_the_line(ask, secretary, clerk, supervisor):
    request = ask(2_000_000, offers=THREE, decision="10 月 3 日居委会会议")
    actions.advise_request(actor=supervisor, request=request, kind=OpinionKind.AGREES, words="可以")
    actions.approve_request(actor=secretary, request=request)
    done = actions.settle_request(actor=clerk, request=request, on=ON)
    assert pots.vouchers_of([done.transaction_id]).get().proof == "3 家比价，10 月 3 日居委会会议"


@pytest.mark.parametrize("nature", FundNature)
def test_every_nature_has_a_ladder_from_nothing(nature):
    steps = spending.LADDERS[nature]
    assert steps[0].from_fen == 0
    assert list(steps) == sorted(steps, key=lambda step: step.from_fen)


def test_papers_are_added_while_it_is_under_way(ask, worker, secretary, clerk, resident):
    request = ask()
    with pytest.raises(Refused, match="经办款项"):
        actions.add_paper(actor=resident, request=request, upload=paper())
    kept = actions.add_paper(actor=worker, request=request, upload=paper())
    assert list(files.files_of(request.id)) == [kept]
    actions.approve_request(actor=secretary, request=request)
    actions.settle_request(actor=clerk, request=request, on=ON)
    with pytest.raises(Refused, match="不再添"):
        actions.add_paper(actor=worker, request=request, upload=paper())


def test_only_who_may_have_a_part_steps_back(ask, resident, clerk, secretary):
    request = ask()
    with pytest.raises(Refused):
        actions.step_back(actor=resident, request=request, words="邻居")
    actions.approve_request(actor=secretary, request=request)
    actions.settle_request(actor=clerk, request=request, on=ON)
    with pytest.raises(Refused, match="已经办完了"):
        actions.step_back(actor=secretary, request=request, words="晚了")
