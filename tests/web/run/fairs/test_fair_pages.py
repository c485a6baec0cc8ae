"""A fair at the phone and at the desk: stalls asked for, counted at, put right; the year and its papers; a list."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock, ids
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.domain.run.fairs import actions, queries
from hehuo.domain.run.fairs.kinds import StallState
from hehuo.domain.run.fairs.models import Count, Fair, Stall
from tests.domain.run.fairs.conftest import workbook


def at(path: str) -> str:
    return f"/c/haiwan/fairs/{path}"


def read(answer) -> str:
    return answer.content.decode()


def test_everybody_reads_the_fair_and_nobody_reads_who_keeps_a_stall(client, fair):
    assert "文苑集市" in read(client.get(at("")))
    page = read(client.get(at(f"{fair.fair.id}/")))
    assert ("礼乐义工" in page, "巧匠友邻队" in page, fair.keeper.name in page, "登录后报摊位" in page) == (
        True,
        False,
        False,
        True,
    )


def test_a_unit_asks_on_the_phone_and_the_office_answers(as_person, fair, worker, kinds, somebody):
    unit, asked = as_person(somebody("欧阳慧")), {"kind": kinds["法律咨询"].id, "unit": "区司法局", "key": ids.uuid7()}
    assert "哪个单位" in read(unit.post(at(f"{fair.fair.id}/"), asked | {"unit": ""}))
    for _twice in range(2):
        unit.post(at(f"{fair.fair.id}/"), asked)
    assert "等答复" in read(unit.get(at("mine/")))
    stall = Stall.objects.get(unit="区司法局")
    desk = as_person(worker)
    assert "区司法局" in read(desk.get(at(f"{fair.fair.id}/desk/")))
    taken = desk.post(at(f"stalls/{stall.id}/desk/"), {"act": "approve", "number": 1})
    assert (taken.status_code, "1 号位已经有摊位" in read(taken)) == (422, True)
    desk.post(at(f"stalls/{stall.id}/desk/"), {"act": "approve", "number": 4})
    stall.refresh_from_db()
    assert (stall.state, stall.number) == (StallState.APPROVED, 4)
    desk.post(at(f"stalls/{fair.asked.id}/desk/"), {"act": "decline", "why": "够了"})
    assert "够了" in read(as_person(fair.other).get(at(f"stalls/{fair.asked.id}/")))


def test_the_keeper_counts_with_a_double_tap_and_others_see_nothing(as_person, fair):
    phone, key = as_person(fair.keeper), ids.uuid7()
    for _twice in range(2):
        phone.post(at(f"stalls/{fair.stall.id}/"), {"key": key, "change": 1})
    assert Count.objects.count() == 1
    phone.post(at(f"stalls/{fair.stall.id}/"), {"key": ids.uuid7(), "change": -1})
    below = phone.post(at(f"stalls/{fair.stall.id}/"), {"key": ids.uuid7(), "change": -1}, follow=True)
    assert "不能再减" in read(below)
    phone.post(at(f"stalls/{fair.stall.id}/withdraw/"))
    assert as_person(fair.other).get(at(f"stalls/{fair.stall.id}/")).status_code == 403
    fair.stall.refresh_from_db()
    assert fair.stall.state == StallState.WITHDRAWN


def test_the_desk_notes_and_puts_right_and_every_line_stays(as_person, fair, worker):
    desk, page = as_person(worker), at(f"stalls/{fair.stall.id}/desk/")
    desk.post(page, {"act": "total", "visits": 30, "counted_by": "温良玉", "key": ids.uuid7()})
    assert desk.post(page, {"act": "fix", "visits": 28, "why": "", "key": ids.uuid7()}).status_code == 422
    desk.post(page, {"act": "fix", "visits": 28, "why": "多数了两位", "key": ids.uuid7()})
    lines = read(desk.get(page))
    assert ("+30" in lines, "-2" in lines, "多数了两位" in lines) == (True, True, True)
    desk.post(at(f"{fair.fair.id}/desk/"), {"act": "persons", "persons": 120})
    year = clock.today().year
    table = read(desk.get(at(f"years/{year}/")))
    assert ("28 人次" in table, ">120<" in table) == (True, True)
    assert "28 人次，是这几笔" in read(desk.get(at(f"years/{year}/records/?kind={fair.stall.kind_id}")))
    book = openpyxl.load_workbook(BytesIO(b"".join(desk.get(at(f"years/{year}/table.xlsx")).streaming_content)))
    assert [cell.value for cell in book.active[2]][3:] == [28, 28, 120]
    assert [desk.get(at(path)).status_code for path in (
        f"years/{year}/print/", f"{fair.fair.id}/plan/", f"{fair.fair.id}/poster/", "desk/", "kinds/", "new/",
    )] == [200] * 6  # fmt: skip


def test_a_fair_is_planned_a_stall_added_and_the_fair_called_off(as_person, worker, kinds):
    desk = as_person(worker)
    said = {"title": "春节集市", "on": clock.today().isoformat(), "place": "东门", "key": ids.uuid7()}
    desk.post(at("new/"), said)
    fair = Fair.objects.get()
    desk.post(
        at(f"{fair.id}/desk/"),
        {"act": "add", "kind": kinds["心理咨询"].id, "unit": "社工站", "number": 2, "key": ids.uuid7()},
    )
    nobody = {"act": "add", "kind": kinds["配钥匙"].id, "unit": "甲", "keeper": "无此人", "key": ids.uuid7()}
    assert "找不到这一位" in read(desk.post(at(f"{fair.id}/desk/"), nobody))
    assert [stall.number for stall in queries.stalls_of(fair)] == [2]
    desk.post(at(f"{fair.id}/desk/"), {"act": "cancel", "why": "下雨"})
    assert "下雨" in read(desk.get(at(f"{fair.id}/")))
    desk.post(at("kinds/"), {"name": "修自行车"})
    assert "修自行车" in read(desk.get(at("kinds/")))


@pytest.fixture
def handed_in(as_person, worker):
    """A list that waits to be looked at: two sure rows, one new word, one that cannot be read."""
    content = workbook(
        ["日期", "摊位类别", "单位", "人次"], ["2024.1.16", "理发", "甲", 25], ["2024.1.16", "剃头", "乙", 5],
        ["2024.1.16", "贴膜", "丙", "不少"],
    )  # fmt: skip
    desk = as_person(worker)
    desk.post(at("lists/"), {"file": SimpleUploadedFile("2024集市.xlsx", content)})
    return desk, Intake.objects.get()


def test_a_list_is_looked_at_taken_in_mended_and_taken_back(handed_in, kinds):
    desk, intake = handed_in
    page = at(f"lists/{intake.id}/")
    shown = read(desk.get(page))
    assert ("「剃头」是哪一类" in shown, "第 4 行" in shown, queries.visits_in(2024)) == (True, True, 0)
    desk.post(page, {"act": "take", "word0": kinds["义剪理发"].id})
    assert (queries.visits_in(2024), queries.year_table(2024).sums) == (30, [30])
    row = IntakeRow.objects.get()
    mend = at(f"lists/{intake.id}/rows/{row.id}/")
    assert "不少" in read(desk.get(mend))
    bad = desk.post(mend, row.data | {"visits": "很多"})
    assert (bad.status_code, "很多" in read(bad)) == (422, True)
    desk.post(mend, row.data | {"visits": "40"})
    assert queries.visits_in(2024) == 70
    desk.post(page, {"act": "undo"})
    assert (queries.visits_in(2024), "整份撤回" in read(desk.get(page, follow=True))) == (0, True)


def test_no_list_is_told_and_a_stranger_gets_no_desk(handed_in, as_person, somebody):
    desk, _intake = handed_in
    refused = desk.post(at("lists/"), {"file": SimpleUploadedFile("x.xlsx", workbook(["甲"], [1]))})
    assert (refused.status_code, "没有找到表头" in read(refused)) == (422, True)
    neighbour = as_person(somebody("路人"))
    assert {neighbour.get(at(path)).status_code for path in ("desk/", "lists/", "years/2024/")} == {403}


def test_the_desk_asks_no_more_for_many_fairs(as_person, worker, kinds, django_assert_max_num_queries):
    for number in range(12):
        made = actions.plan_fair(actor=worker, title=f"集市 {number}", on=clock.today(), place=f"广场 {number}")
        actions.add_stall(actor=worker, fair=made, kind=kinds["配钥匙"], unit="甲")
    desk = as_person(worker)
    desk.get(at("desk/"))
    with django_assert_max_num_queries(20):
        desk.get(at("desk/"))
    with django_assert_max_num_queries(20):
        desk.get(at(f"years/{clock.today().year}/"))
