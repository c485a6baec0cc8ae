"""Lists of neighbour partners: one human once, all their teams, and every line that needs a person."""

import io
from datetime import date

import openpyxl
import pytest

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners import actions, queries
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.partners.models import Category, Enlistment, Neighbour
from hehuo.domain.build.partners.neighbours.reading import read_pages
from hehuo.domain.build.partners.neighbours.sorting import sort_pages
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.intakes.actions import receiving
from hehuo.domain.ground.intakes.kinds import FileFault, IntakeState, RowState
from hehuo.domain.ground.people.models import Person

pytestmark = pytest.mark.django_db

HEAD = ["序号", "社区", "姓名", "性别", "类别", "手机", "所在队伍", "加入时间"]
LI = [1, "文苑社区", "李春", "女", "党员", "19900045327", "巧匠友邻队", "2024-08-14"]
LI_AGAIN = [2, "文苑社区", "李　春", "女", "党员", "199-0004-5327", "随手拍小分队", "2024.7.1"]
HE = [3, "中福社区", "贺洁", "女", "楼长", "19900484115", "墟镇助老队", date(2024, 6, 12)]


def paper(*rows, head=HEAD, title="礼乐街道“邻里合伙人”花名册", sheet="邻里合伙人"):
    """A workbook as an office keeps it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    if title:
        page.append([title])
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
    for row in (head, *rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take(worker, *rows, **shape):
    intake = actions.receive_list(actor=worker, file_name="名单.xlsx", content=paper(*rows, **shape))
    return actions.take_list(actor=worker, intake=intake)


def said(*rows, **shape):
    """What was told of a list: row and code."""
    return [(one.row, one.code) for one in sort_pages(read_pages(paper(*rows, **shape), "名单.xlsx")).all_problems]


def test_a_person_in_two_teams_is_one_person_with_two_places(worker):
    intake = take(worker, LI, LI_AGAIN, HE)
    assert {name: intake.counts[name] for name in ("read", "new", "people", "memberships", "twice", "refused")} == {
        "read": 3, "new": 2, "people": 2, "memberships": 3, "twice": 1, "refused": 0,
    }  # fmt: skip
    assert [(kin.category.name, kin.category.party, kin.people, kin.memberships) for kin in (
        queries.kinds_of_neighbours()
    )] == [("党员", Party.SINGLE, 1, 2), ("楼长", Party.SINGLE, 1, 1)]  # fmt: skip
    both = queries.neighbours(several=True).get()
    assert (both.person.name, both.person.phone, both.since_on, both.area) == (
        "李春", "19900045327", date(2024, 7, 1), "文苑社区",
    )  # fmt: skip
    assert queries.teams_of_neighbours() == [("墟镇助老队", 1), ("巧匠友邻队", 1), ("随手拍小分队", 1)]
    assert queries.neighbours(team="墟镇助老队").get() == queries.neighbours(category="楼长").get()


def test_other_words_two_teams_in_one_cell_and_a_sheet_that_says_the_kind_are_understood(worker):
    head = ["编号", "合伙人姓名", "联系电话", "志愿服务队", "入队日期"]
    rows = [[1, "李春", 19900045327, "巧匠友邻队、随手拍小分队", "2024年8月"], ["合计", "", "", "", "1人"]]
    pages = read_pages(paper(*rows, head=head, title="", sheet="快递员"), "名单.xlsx")
    found = sort_pages(pages)
    assert [(one.name, one.kind, list(one.teams), one.since) for one in found.people] == [
        ("李春", "快递员", ["巧匠友邻队", "随手拍小分队"], "2024-08-01")
    ]
    assert found.all_problems == []


def test_what_is_not_sure_waits_with_its_row_and_the_rest_is_taken(worker):
    rows = [
        LI, ["", "", "", "女", "党员", "19900000001", "甲队", ""],
        ["", "", "贺杰", "男", "楼长", "19900045327", "甲队", ""],
        ["", "", "李春", "女", "党员", "", "丙队", ""], ["", "", "王海", "男", "党员", "1.99E+10", "甲队", "去年"],
        ["", "", "王强", "男", "", "19900000002", "甲队", ""], [*LI[:4], "楼长", *LI[5:]],
        ["合计", "", "", "", "", "", "", 99],
    ]  # fmt: skip
    assert sorted(said(*rows)) == [
        (4, "name_missing"), (5, "phone_shared"), (6, "person_unsure"), (7, "date_unreadable"), (7, "digits_lost"),
        (8, "kind_missing"), (9, "differs"), (9, "row_repeated"), (10, "total_wrong"),
    ]  # fmt: skip
    intake = take(worker, *rows)
    assert (intake.counts["people"], intake.counts["refused"], Neighbour.objects.count()) == (3, 3, 3)
    states = list(intakes.rows_of(intake).order_by("number").values_list("number", "state"))
    assert states == [
        (4, RowState.TRAY), (5, RowState.TRAY), (6, RowState.TRAY), (7, RowState.PART), (8, RowState.PART),
        (9, RowState.PART),
    ]  # fmt: skip
    assert "合计写的是 99" in intake.notes[-1]


def test_the_same_list_again_changes_nothing_and_a_new_team_changes_one(worker):
    take(worker, LI, HE)
    again = take(worker, LI, HE)
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 2)
    more = take(worker, LI, LI_AGAIN, HE)
    assert (more.counts["new"], more.counts["changed"], more.counts["unchanged"]) == (0, 1, 1)
    assert (Neighbour.objects.count(), Enlistment.objects.count(), Person.objects.filter(name="李春").count()) == (
        2, 3, 1,
    )  # fmt: skip


def test_who_is_on_the_roll_is_not_made_twice(worker, somebody):
    resident = somebody("李春")
    resident.phone = "19900045327"
    resident.save()
    take(worker, LI)
    assert queries.neighbours().get().person == resident


def test_nothing_is_written_before_it_was_looked_at_and_all_of_it_is_taken_back(worker, somebody):
    resident = somebody("李春")
    resident.phone = "19900045327"
    resident.save()
    intake = actions.receive_list(actor=worker, file_name="名单.xlsx", content=paper(LI, HE))
    assert (intake.state, Neighbour.objects.count()) == (IntakeState.LOOKING, 0)
    actions.take_list(actor=worker, intake=intake)
    undone = actions.undo_list(actor=worker, intake=intake)
    assert (undone.state, Neighbour.objects.count(), Enlistment.objects.count()) == (IntakeState.UNDONE, 0, 0)
    assert Person.objects.filter(name__in=("李春", "贺洁")).get() == resident
    with pytest.raises(Conflict):
        actions.undo_list(actor=worker, intake=intake)


def test_a_list_that_is_not_wanted_is_put_away(worker):
    intake = actions.receive_list(actor=worker, file_name="名单.xlsx", content=paper(LI))
    assert actions.drop_list(actor=worker, intake=intake).state == IntakeState.DROPPED
    with pytest.raises(Conflict):
        actions.take_list(actor=worker, intake=intake)


def test_a_line_is_put_right_and_another_left(worker):
    shared = ["", "", "贺杰", "男", "楼长", "19900045327", "甲队", ""]
    intake = take(worker, LI, shared, ["", "", "", "女", "党员", "", "甲队", ""])
    one, other = intakes.rows_of(intake).order_by("number")
    with pytest.raises(Invalid) as refused:
        actions.mend_line(actor=worker, row=one, data={**one.data, "phone": "199"})
    assert refused.value.field == "phone"
    assert actions.mend_line(actor=worker, row=one, data=one.data).state == RowState.MENDED
    assert actions.leave_line(actor=worker, row=other).state == RowState.LEFT
    assert {each.person.name for each in queries.neighbours()} == {"李春", "贺杰"}
    actions.undo_list(actor=worker, intake=intake)
    assert Neighbour.objects.count() == 0
    with pytest.raises(Conflict):
        actions.mend_line(actor=worker, row=one, data=one.data)


def test_a_file_that_is_no_list_is_refused_and_so_is_a_neighbour(worker, resident):
    with pytest.raises(FileFault, match="没有找到合伙人名单"):
        actions.receive_list(
            actor=worker, file_name="x.xlsx", content=paper(["甲", 1], head=["项目", "金额"], title="")
        )
    with pytest.raises(Refused):
        actions.receive_list(actor=resident, file_name="名单.xlsx", content=paper(LI))
    assert Category.objects.count() == 0


def test_a_list_from_the_command_line_has_no_actor(haiwan):
    content = paper(LI, HE)
    listed = sort_pages(read_pages(content, "名单.xlsx"))
    intake = actions.stage_list(actor=None, sorted_=listed, file_name="名单.xlsx", content=content)
    assert actions.take_list(actor=None, intake=intake).counts["new"] == 2


def test_another_room_stages_its_pieces_in_their_order(worker):
    intake = receiving.stage_pieces(
        actor=worker, kind="x", file_name="x.csv", content=b"x", bodies=["[1]", "[2]"], counts={"read": 2}, notes=[],
        tray=[], problems=[],
    )  # fmt: skip
    receiving.add_piece(intake=intake, body="[3]")
    assert [(piece.order, piece.body) for piece in intake.pieces.all()] == [(1, [1]), (2, [2]), (3, [3])]


def test_a_street_s_list_is_read_for_one_community():
    pages = read_pages(paper(LI, HE), "名单.xlsx")
    assert [one.name for one in sort_pages(pages, only="中福").people] == ["贺洁"]
