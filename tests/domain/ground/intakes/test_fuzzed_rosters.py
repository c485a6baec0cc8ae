"""Whatever a file holds, it is read or refused in a sentence; what is taken in is taken in whole, and can be undone."""

import csv
import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.kinds import FileFault, IntakeState
from hehuo.domain.ground.intakes.rosters.planning import Known, plan_roster
from hehuo.domain.ground.people.models import Household, Ownership, Person
from hehuo.domain.ground.places.models import Home, Place

WHOLE = bool(os.environ.get("HEHUO_STORM"))
EXAMPLES = 10_000 if WHOLE else 500
CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]

HEADS = st.sampled_from([
    "小区", "楼栋", "栋号", "单元", "房号", "门牌", "姓名", "业主", "户主姓名", "与户主关系", "性别", "出生日期",
    "身份证号", "身份证号码", "手机号", "联系电话", "居住情况", "备注", "建筑面积（㎡）", "序号", "", "合计",
    "人员\n类别", "ＮＡＭＥ",
])  # fmt: skip
CELLS = st.one_of(
    st.sampled_from([
        "", "张三", "欧阳 娜", "买买提·吐尔逊", "𠮷野家", "1-2-101", "１－２－１０１", "3栋2单元502室",
        "育才小区1栋1单元101", "19900311022", "1.99E+10", "1.9900311022E10", "０１０－６２２２１１１１", "无",
        "999999199001011234", "99999919900101123X",
        "2022.3.5", "2022年3月5日", "20220305", "44625", "13/13/2022", "62.5元",
        "约89㎡", "-5", "inf", "男", "女性", "合计",
        "小计：", "=1+1", "\x00", "\u200b", "🙂", "独居老人", "业主/租户", "低保、残疾", "0", "#N/A", "'1-1-101",
    ]),
    st.text(max_size=12),
    st.integers(-10, 10**12).map(str),
    st.dates().map(str),
)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"])


@st.composite
def papers(draw) -> bytes:
    """A table of any width, in any usual encoding, with lines above its header and between its rows."""
    heads = draw(st.lists(HEADS, min_size=1, max_size=10))
    rows = [draw(st.lists(CELLS, max_size=3)) for _ in range(draw(st.integers(0, 2)))]
    rows.append(heads)
    rows += draw(st.lists(st.lists(CELLS, max_size=len(heads) + 1), max_size=12))
    out = io.StringIO()
    csv.writer(out, delimiter=draw(st.sampled_from([",", "\t", ";"]))).writerows(rows)
    return out.getvalue().encode(draw(ENCODINGS), "replace")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CALM)
@given(paper=papers())
def test_any_table_is_read_or_refused_in_a_sentence(paper):
    try:
        plan = plan_roster(paper, "花名册.csv", known=Known(["育才小区"]))
    except FileFault as fault:
        assert fault.say
        return
    assert plan.refused <= plan.read
    assert all(problem.say for problem in plan.all_problems)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CALM)
@given(paper=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_a_sentence(paper):
    for name in ("花名册.csv", "花名册.xlsx"):
        try:
            plan_roster(paper, name, known=Known())
        except FileFault as fault:
            assert fault.say


def rows_of_the_roll() -> list[int]:
    return [model.objects.count() for model in (Place, Home, Household, Person, Ownership)]


@pytest.mark.django_db
@settings(max_examples=EXAMPLES // 20, deadline=None, suppress_health_check=CALM)
@given(paper=papers())
def test_what_is_taken_in_is_there_whole_and_can_be_undone(worker, paper):
    try:
        plan = plan_roster(paper, "花名册.csv", known=Known(["育才小区"]))
    except FileFault:
        return
    before = rows_of_the_roll()
    intake = receiving.stage_roster(actor=worker, plan=plan, file_name="花名册.csv", content=paper)
    assert rows_of_the_roll() == before
    taken = taking.take_roster(actor=worker, intake=intake)
    counts = taken.counts
    assert counts["new"] + counts["changed"] + counts["unchanged"] + counts["refused"] == counts["read"]
    again = taking.take_roster(
        actor=worker, intake=receiving.stage_roster(actor=worker, plan=plan, file_name="花名册.csv", content=paper)
    )
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert taking.undo_intake(actor=worker, intake=again).state == IntakeState.UNDONE
    taking.undo_intake(actor=worker, intake=taken)
    assert rows_of_the_roll() == before
