"""One look over all applications: every fault is named with its row, and a person says what it is."""

from datetime import time
from io import BytesIO

import openpyxl
import pytest

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.recruitment import findings, queries
from hehuo.domain.build.recruitment.actions import applications, decisions, screening
from hehuo.domain.build.recruitment.kinds import Channel, CheckState, Flag, RulingWord, Stage
from hehuo.domain.build.recruitment.models import Application, Ruling
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.flows.import_applications import import_applications
from tests.house.plan import ROOT

pytestmark = pytest.mark.django_db
PAPER = ROOT / "tests" / "papers" / "applications-gangwan.xlsx"
LATIN = {"project": "成人拉丁舞", "audience": "上班族"}  # a field that asks for no paper
VALID = (
    "91999999MA3RFM6N5T", "91999999MA6EPGNW98", "91999999MACFAPC44W", "92999999MA9P32251W", "92999999MAAAF9XJ67",
    "91999999MA8C4X6G3G",
)  # fmt: skip


def take(content, name="报名.xlsx", **changes):
    return import_applications(actor=None, content=content, name=name, community="海湾社区", **changes)


def workbook(rows, hours=()):
    book = openpyxl.Workbook()
    book.active.title = "收件"
    for row in rows:
        book.active.append(row)
    if hours:
        sheet = book.create_sheet("教室")
        for row in hours:
            sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def named(*flags):
    """Each finding as its row and its kind; of some kinds, or of all but the papers of a field."""
    return {
        (finding.application.row, finding.flag.value)
        for finding in findings.look().findings
        if finding.flag in flags or (not flags and finding.flag != Flag.LICENCE)
    }


def test_every_fault_of_the_streets_list_is_named_with_its_row(haiwan):
    take(PAPER.read_bytes(), PAPER.name)
    assert named() - named(Flag.CLASH) == {
        (9, "price"), (14, "code"), (14, "time"), (15, "price"), (21, "duplicate"), (32, "time"), (37, "code"),
        (37, "price"), (37, "time"), (42, "price"), (45, "negative"),
    }  # fmt: skip
    look = findings.look()
    assert (look.looked_at, look.open) == (31, len(look.findings))
    assert all(finding.application.place_in_file.startswith("「报名汇总」第 ") for finding in look.findings)


def test_every_clash_of_the_list_is_one_that_lies_there(haiwan):
    """Held against a count of its own: all pairs of rows, room by room, day by day."""
    take(PAPER.read_bytes(), PAPER.name)
    found = {
        frozenset((finding.application.row, finding.other.row))
        for finding in findings.look().findings
        if finding.flag == Flag.CLASH
    }
    rows = list(Application.objects.all())
    lie_there = {
        frozenset((one.row, other.row))
        for one in rows
        for other in rows
        if one.row < other.row and one.space_said and one.space_said == other.space_said
        for mine in one.wanted_times
        for theirs in other.wanted_times
        if mine.weekday == theirs.weekday and max(mine.starts, theirs.starts) < min(mine.ends, theirs.ends)
    }
    twins = {frozenset((pair.kept.row, pair.second.row)) for pair in queries.duplicates()}
    assert found == lie_there - twins
    assert found


HEAD = [
    "报名时间", "手机号", "机构名称", "性质", "证照号码", "经办人", "课程\n名称", "申请场地", "上课时间", "社区价",
    "门市价", "持证情况",
]  # fmt: skip
HOURS = [["房间", "可容纳人数", "开放时段"], ["舞蹈室", 25, "18:30-21:30"], ["书画室", 24, "18:30—21:30"]]


def row(phone, name, *said, resident=30, market=90, papers=""):
    return ["7月1日", phone, name, "商企", *said, resident, market, papers]


def test_another_layout_with_other_faults_is_read_by_meaning(haiwan):
    content = workbook(
        [
            ["合伙人收件登记"],
            [],
            HEAD,
            row("19900000001", "小禾农业科技（有限公司）", VALID[0], "冯东", "拉丁舞", "舞蹈室", "周二晚7点到8点"),
            row("19900000001", "小禾农业科技", "", "冯东东", "拉丁", "书画室", "周五19:00-20:00"),
            row("19900000002", "悦邻艺术有限责任公司", VALID[1][:-1] + "9", "邹新", "国画", "舞蹈室",
                "星期二19:30－20:30"),
            row("19900000003", "蓝贝公司", VALID[2], "许敏", "书法", "地下室", "周三19:00-20:00"),
            row("1990000", "禾邻公司", VALID[3], "付明", "理发", "书画室", "随时都行"),
            row("19900000005", "悦舞公司", VALID[4], "白琴", "中国舞，送理财咨询", "舞蹈室", "周三8:00-9:00",
                resident=46),
            row("19900000006", "康乐公司", VALID[5], "高琳", "健康讲座，承诺不推销保健品", "", "", resident=0,
                market="", papers="诊所备案已交"),
        ],
        HOURS,
    )  # fmt: skip
    take(content)
    assert named() == {
        (5, "duplicate"), (5, "no_code"), (6, "code"), (6, "clash"), (7, "space"), (8, "phone"), (8, "time_unread"),
        (9, "negative"), (9, "price"), (9, "time"),
    }  # fmt: skip
    assert named(Flag.LICENCE) == {(8, "licence")}


def test_a_firm_is_found_again_under_another_spelling(haiwan):
    head = ["申请单位", "项目", "负责人", "联系电话"]
    take(workbook([
        head,
        ["广州市悦邻教育科技有限公司", "小主持人", "邹新", "19900762247"],
        ["悦邻教育科技股份有限公司（广州）", "主持班", "李四", "19900762248"],
        ["广州悦邻教育科技公司", "口才", "王五", "19900762249"],
        ["广州悦鄰教育科技有限公司", "小主持人", "邹 新", "19900762240"],
        ["海湾棋社", "小主持人", "邹新", "19900762241"],
    ]))  # fmt: skip
    assert named(Flag.DUPLICATE) == {(4, "duplicate"), (5, "duplicate")}


def test_hours_kept_for_residents_come_first(haiwan, worker):
    room = spaces.open_space(actor=worker, name="书画室", seats=24)
    hours = {"actor": worker, "space": room, "weekdays": "1234567"}
    spaces.set_opening(**hours, audience=Audience.PARTNER, from_time=time(8), to_time=time(21, 30))
    spaces.set_opening(**hours, audience=Audience.RESIDENT, from_time=time(9), to_time=time(11))
    take(workbook([
        ["单位名称", "项目", "联系人", "电话", "场地", "时段"],
        ["海湾书社", "书法", "林丽", "19900279943", "书画室", "周一10:30-12:00，周二11:00-12:00"],
    ]))  # fmt: skip
    found = [finding.say for finding in findings.look().findings if finding.flag == Flag.PUBLIC]
    assert found == ["占了留给居民的时间：周一 10:30—12:00"]


def test_a_licence_that_was_shown_is_not_asked_for_again(call, said, worker):
    salon = applications.apply(actor=worker, call=call, words=said(project="理发义剪"), channel=Channel.DESK)
    assert [finding.detail for finding in findings.findings_of(salon)] == ["健康证"]
    screening.start_screening(actor=worker, application=salon)
    item = queries.screening_of(salon).get(slug="health_card")
    screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="穗健 001")
    assert findings.findings_of(salon) == []


def test_rows_that_were_not_taken_in_are_told_beside(haiwan):
    take(workbook([
        ["单位名称", "项目", "联系人", "电话", "居民价", "市场价"],
        ["海湾书社", "", "林丽", "19900279943", 10, 20],
        ["海湾棋社", "围棋", "范俊", "19900477088", "约五十", "120元/次"],
    ]))  # fmt: skip
    assert [(line.row, line.is_left_out) for line in findings.look().tray] == [(2, True), (3, False)]


@pytest.fixture
def dear(call, said, worker):
    """An application whose price is over half of the market's."""
    return applications.apply(actor=worker, call=call, words=said(resident_fen=6100, **LATIN), channel=Channel.DESK)


def test_a_persons_word_is_kept_and_moves_nothing(worker, dear):
    found = findings.findings_of(dear)[0]
    with pytest.raises(Invalid, match="怎么核实"):
        screening.rule_finding(actor=worker, application=dear, key=found.key, word=RulingWord.SETTLED)
    screening.rule_finding(actor=worker, application=dear, key=found.key, word=RulingWord.STANDS)
    found = findings.findings_of(dear)[0]
    dear.refresh_from_db()
    assert (found.is_open, found.ruling.ruled_by, dear.stage) == (False, worker, Stage.RECEIVED)
    screening.rule_finding(actor=worker, application=dear, key=found.key, word=None)
    assert (findings.look().open, Ruling.objects.count()) == (1, 1)


def test_what_changed_is_asked_about_anew(worker, dear, said):
    key = findings.findings_of(dear)[0].key
    screening.rule_finding(actor=worker, application=dear, key=key, word=RulingWord.ASKED, why="电话里说了")
    applications.mend_application(actor=worker, application=dear, words=said(resident_fen=6200, **LATIN))
    assert findings.look().open == 1
    with pytest.raises(Conflict, match="已经变了"):
        screening.rule_finding(actor=worker, application=dear, key=key, word=RulingWord.STANDS)


def test_nobody_rules_on_their_own_or_without_the_power(worker, dear, somebody):
    key = findings.findings_of(dear)[0].key
    with pytest.raises(Refused):
        screening.rule_finding(actor=somebody("黎群", Role.PARTNER), application=dear, key=key, word=RulingWord.STANDS)
    decisions.declare_interest(actor=worker, application=dear, person=worker, words="表弟开的")
    with pytest.raises(Refused, match="回避"):
        screening.rule_finding(actor=worker, application=dear, key=key, word=RulingWord.STANDS)


def test_second_papers_and_forbidden_fields_wait_for_a_word_before_they_get_a_room(haiwan, worker):
    take(PAPER.read_bytes(), PAPER.name)
    held = findings.held_back()
    assert {finding.application.row for finding in held.values()} == {21, 45}
    second = next(finding for finding in held.values() if finding.application.row == 21)
    screening.rule_finding(
        actor=worker, application=second.application, key=second.key, word=RulingWord.SETTLED, why="两家，同一位联系人"
    )
    assert {finding.application.row for finding in findings.held_back().values()} == {45}


def test_one_look_costs_a_fixed_number_of_statements(haiwan, django_assert_max_num_queries):
    take(PAPER.read_bytes(), PAPER.name)
    with django_assert_max_num_queries(12):
        look = findings.look()
        assert [finding.say for finding in look.findings]
