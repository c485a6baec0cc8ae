"""The street's list of partner applications, row by row to its communities."""

from collections import Counter
from io import BytesIO

import openpyxl
import pytest

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.intakes.actions import receiving
from hehuo.domain.ground.intakes.kinds import FileFault, Outcome, Problem
from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.flows.import_applications import import_applications
from hehuo.ops.papers.importers import import_paper
from hehuo.ops.papers.kinds import Paper
from hehuo.ops.papers.recruitment import show_applications
from tests.house.plan import ROOT

pytestmark = pytest.mark.django_db
NAME = "applications-gangwan.xlsx"
CONTENT = (ROOT / "tests" / "papers" / NAME).read_bytes()


def take(**changes):
    return import_applications(**{"actor": None, "content": CONTENT, "name": NAME, "community": "海湾社区", **changes})


def codes(outcome):
    return Counter(problem.code for problem in outcome.problems)


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_street_file_goes_row_by_row_to_its_communities(haiwan):
    other = Community.objects.create(code="nanbeitai", name="南北台社区", street=haiwan.street)
    outcome = import_paper("applications", Paper(NAME, CONTENT), haiwan.street)
    assert outcome.counts == {
        "read": 43, "new": 43, "changed": 0, "unchanged": 0, "refused": 0, "flagged": 9, "duplicates": 2,
    }  # fmt: skip
    assert outcome.commit
    assert codes(outcome) == {
        "flag_price": 4, "flag_time": 3, "credit_code": 2, "duplicate": 2, "flag_negative": 1,
    }  # fmt: skip
    assert queries.pipeline().count() == 31
    with community_scope(other):
        assert queries.pipeline().count() == 12


def test_what_a_person_must_look_at_is_told_with_its_row(haiwan):
    outcome = take()
    assert (outcome.counts["read"], outcome.counts["elsewhere"]) == (31, 12)
    told = {(problem.row, problem.code) for problem in outcome.problems if problem.code != "other_community"}
    assert told == {
        (9, "flag_price"), (14, "credit_code"), (14, "flag_time"), (15, "flag_price"), (21, "duplicate"),
        (32, "flag_time"), (37, "credit_code"), (37, "flag_price"), (37, "flag_time"), (42, "flag_price"),
        (45, "flag_negative"),
    }  # fmt: skip


def test_every_time_is_read(haiwan):
    take()
    unread = [
        application.number for application in queries.pipeline() if application.times_said and not application.times
    ]
    assert unread == []


def test_taking_it_again_changes_nothing(haiwan):
    take()
    again = take()
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 31)
    assert Application.objects.count() == 31


def test_a_look_before_and_a_strict_one_write_nothing(haiwan):
    for changes in ({"dry_run": True}, {"strict": True}):
        outcome = take(**changes)
        assert (outcome.counts["new"], outcome.commit) == (31, False)
    assert [Application.objects.count(), Intake.objects.count()] == [0, 0]


def test_rows_that_cannot_be_taken_wait_in_the_tray_with_their_reason(haiwan):
    head = ["报名主体", "项目名称", "联系人", "电话", "意向时段", "居民价（元）", "市场价"]
    content = workbook(
        head,
        ["海湾书友会", "", "高雪", "19900539157", "周六15:00-17:00", "免费", ""],
        ["海湾棋社", "围棋", "范俊", "1990047", "看情况", "约五十", "120元/次"],
    )  # fmt: skip
    outcome = take(content=content, name="报名.xlsx")
    assert (outcome.counts["new"], outcome.counts["refused"]) == (1, 1)
    assert {(row.number, problem["code"]) for row in IntakeRow.objects.all() for problem in row.problems} == {
        (2, "project_missing"), (3, "phone_shape"), (3, "time_unread"), (3, "price_unread"), (3, "flag_no_code"),
    }  # fmt: skip
    chess = Application.objects.get()
    assert (chess.resident_fen, chess.market_fen, chess.phone) == (None, 12000, "")


def test_what_came_of_a_file_is_kept_with_the_rows_that_need_a_person(worker):
    outcome = Outcome({"read": 2, "new": 1, "refused": 1}, commit=True)
    problem = Problem("phone_shape", "电话位数不对，请核对。", "表一", 3, "电话", "199", stops=True)
    intake = receiving.keep_outcome(
        actor=worker, kind="applications", file_name="报名.xlsx", content=b"x", outcome=outcome,
        tray=[("表一", 3, {"phone": "199"}, [problem])],
    )  # fmt: skip
    row = IntakeRow.objects.get()
    assert (intake.counts["new"], row.number, row.data, row.problems[0]["code"]) == (
        1, 3, {"phone": "199"}, "phone_shape",
    )  # fmt: skip


def test_a_changed_row_mends_its_application(haiwan):
    head = ["单位名称", "申报项目", "负责人", "手机号码", "优惠价", "原价"]
    first = workbook(head, ["海湾棋社", "围棋", "范俊", "19900477088", 35, 70])
    second = workbook(head, ["海湾棋社", "围棋", "范俊", "19900477088", 40, 70])
    take(content=first, name="一.xlsx")
    outcome = take(content=second, name="二.xlsx")
    assert (outcome.counts["changed"], "flag_price" in codes(outcome)) == (1, True)
    assert Application.objects.get().resident_fen == 4000


def test_a_file_of_something_else_changes_nothing(haiwan):
    with pytest.raises(FileFault, match="没有找到报名表"):
        take(content=workbook(["楼栋", "房号", "户主"], ["1", "101", "张三"]), name="名册.xlsx")


def test_the_figures_are_shown_for_checking(haiwan):
    take()
    shown = show_applications()
    assert (shown["papers"], shown["applicants"], shown["stages"]["received"]) == (31, 31, 31)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_like_a_workbook_in_any_encoding(haiwan, worker, encoding):
    rooms = [spaces.open_space(actor=worker, name=name) for name in ("舞蹈室", "多功能厅")]
    text = (
        "报名主体,项目名称,联系人,电话,意向场地,意向时段\n"
        "悦邻舞蹈工作室,民族舞,许静,19900590001,舞蹈室或多功能厅,周二或周四19:00-20:30\n"
    )
    outcome = take(content=text.encode(encoding), name="报名.csv", actor=worker)
    assert (outcome.counts["new"], outcome.counts["refused"]) == (1, 0)
    application = Application.objects.get()
    assert (application.space, application.other_spaces) == (rooms[0], [str(rooms[1].id)])
    assert [[str(slot) for slot in each] for each in application.time_choices] == [
        ["周二 19:00—20:30", "周四 19:00—20:30"]
    ]
    again = take(content=text.encode(encoding), name="报名.csv", actor=worker)
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 1)
