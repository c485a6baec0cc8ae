"""A partner's price list: each line is held against the agreement; whole, chosen lines, or nothing."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.run.pricelists import actions, checking
from hehuo.domain.run.pricelists.reading import percent_in, read_prices
from hehuo.domain.run.services import actions as services
from hehuo.domain.run.services import queries
from hehuo.domain.run.services.kinds import SheetState
from hehuo.domain.run.services.models import PriceItem, PriceSheet
from tests.stories.sky_farm.roll import PAPERS

pytestmark = pytest.mark.django_db

CLEANING = (PAPERS / "prices-xinxin.xlsx").read_bytes()


def workbook(*rows):
    book, buffer = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def sheet(worker, draft):
    return actions.read_sheet(
        actor=worker, agreement=draft, content=CLEANING, name="价目表.xlsx", seen_on=date(2024, 6, 20)
    )


def test_the_real_list_is_read_with_what_is_wrong_on_each_line(sheet, secretary, draft):
    services.quote_cost_clause(actor=secretary, agreement=draft, words="标“成本”的项目按成本价收取。")
    checked = checking.check_sheet(sheet)
    assert checking.counts(checked) == {"lines": 29, "good": 24, "bad": 5}
    assert {each.line.name: each.reason for each in checked if not each.is_good} == {
        "地漏疏通": "没有市场价，没法比。先去问一问市价，再收这一项。",
        "更换水龙头（不含材料）": "协议写明不超过市场价的 50%：市场价 60.00 元，最多收 30.00 元。",
        "空调挂机清洗": "协议写明不超过市场价的 50%：市场价 110.00 元，最多收 55.00 元。",
        "洗衣机拆洗": "协议写明不超过市场价的 50%：市场价 145.00 元，最多收 72.50 元。",
        "草坪修剪": "标的是按成本：成本价 1.70 元，最多收 1.70 元，写的是 2.20 元。",
    }
    by_name = {each.line.name: each for each in checked}
    assert by_name["厨房下水疏通"].reason == "市场价 120.00 元的 49.2%，最多 50%。"
    assert by_name["主管道机器疏通"].reason == "按成本 185.50 元，市场价 265.00 元。"
    assert by_name["补种麦冬"].item.resident_fen == 2450
    assert by_name["新房开荒"].item.market_fen == 700
    assert by_name["化粪池清掏"].item.seen_on == date(2023, 6, 1)
    assert by_name["马桶疏通"].item.seen_on == date(2024, 6, 20)
    assert by_name["马桶疏通"].line.group == "管道疏通"
    assert any("监督电话" in remark for remark in sheet.remarks)


def test_without_the_clause_nothing_is_done_at_cost(sheet):
    reasons = {each.reason for each in checking.check_sheet(sheet) if each.line.basis == "cost"}
    assert reasons == {"这份协议没有记下“可以按成本收”。请社区先把协议里那一条记下来。"}


def test_a_list_with_one_bad_line_is_not_taken_whole_and_nothing_is_stored(worker, sheet):
    with pytest.raises(Invalid, match="一行也没有收"):
        actions.take_sheet(actor=worker, sheet=sheet)
    sheet.refresh_from_db()
    assert (PriceItem.objects.count(), sheet.state) == (0, SheetState.READ)


def test_chosen_lines_become_prices_with_source_and_day(worker, secretary, draft, sheet):
    services.quote_cost_clause(actor=secretary, agreement=draft, words="标成本的按成本。")
    good = [each.key for each in checking.check_sheet(sheet) if each.is_good]
    items = actions.take_sheet(actor=worker, sheet=sheet, chosen=good)
    assert len(items) == 24 == queries.prices_of(draft).count()
    taken = {item.name: item for item in items}
    assert (taken["厨房下水疏通"].source, taken["厨房下水疏通"].note) == ("物价所公示", "材料另计")
    assert (taken["化粪池清掏"].basis, taken["化粪池清掏"].cost_fen) == ("cost", 63350)
    with pytest.raises(Conflict):
        actions.take_sheet(actor=worker, sheet=sheet, chosen=good)


def test_choosing_a_bad_line_or_none_is_refused(worker, sheet):
    bad = next(each.key for each in checking.check_sheet(sheet) if not each.is_good)
    for chosen in ([bad], []):
        with pytest.raises(Invalid):
            actions.take_sheet(actor=worker, sheet=sheet, chosen=chosen)
    assert PriceItem.objects.count() == 0
    assert actions.drop_sheet(actor=worker, sheet=sheet).state == SheetState.DROPPED


def test_the_partner_hands_in_its_own_list_but_does_not_quote_the_clause(draft, resident):
    contact = draft.partner.contact
    assert actions.read_sheet(actor=contact, agreement=draft, content=CLEANING, name="价目表.xlsx").made_by == contact
    for actor in (contact, resident):
        with pytest.raises(Refused):
            services.quote_cost_clause(actor=actor, agreement=draft, words="按成本")
    with pytest.raises(Refused):
        actions.read_sheet(actor=resident, agreement=draft, content=CLEANING, name="价目表.xlsx")


def test_another_list_with_other_words_is_read_by_meaning(worker, draft):
    content = workbook(
        ["安心家政 收费公示"], ["协议：不高于市价的 40%"],
        ["序号", "名称", "计量单位", "市面价", "询价日期", "依据", "惠民价", "折扣"],
        [1, "油烟机清洗", "台", "约200元", "2024年6月3日", "三家店问来的", "７９．９元", "四折"],
        [2, "擦窗", "", "12元/平方米", 20240603, "网上", "5", "四折"],
        [3, "擦窗", "平方米", 12, 20240603, "网上", 5, "四折"],
        [4, "陪诊", "次", 100, 20240603, "网上", 35, "三折"],
        [5, "量血压", "次", "", "", "", 0, "免费"],
        [6, "搬家", "车", "300-500", "", "网上", 200, "五折"],
    )  # fmt: skip
    sheet = actions.read_sheet(actor=worker, agreement=draft, content=content, name="收费.xlsx")
    checked = {each.line.number: each for each in checking.check_sheet(sheet)}
    assert [each.is_good for each in checked.values()] == [True, False, False, False, True, False]
    assert checked[4].item.resident_fen == 7990
    assert checked[5].item.unit == "平方米"
    assert "同一项服务" in checked[6].reason
    assert checked[7].reason == "表上自己写的是市场价的 30%，最多 30.00 元。"
    assert checked[8].reason == "免费。"
    assert "不是一个价" in checked[9].reason
    assert "表上写的是 40%，协议 2024-001 写的是 50%，按协议核对。" in sheet.remarks


@pytest.mark.parametrize("content", [b"", b"PK broken", workbook(["姓名", "电话"], ["甲", "1"])])
def test_what_is_no_list_is_refused_and_nothing_is_stored(worker, draft, content):
    with pytest.raises(FileFault):
        actions.read_sheet(actor=worker, agreement=draft, content=content, name="表.xlsx")
    assert PriceSheet.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "percent"), [("五折", 50), ("半价", 50), ("不高于市场价的30%", 30), ("六成", 60), ("4.5折", 45),
                          ("按成本价收取", None), ("", None)]
)  # fmt: skip
def test_percents_in_words(said, percent):
    assert percent_in(said) == percent


def test_a_table_without_lines_is_no_list():
    with pytest.raises(FileFault):
        read_prices(workbook(["服务项目", "市场价", "居民价"]), "空.xlsx")
