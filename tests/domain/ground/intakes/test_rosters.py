"""The two rosters of the offices, taken in to the last row."""

from collections import Counter

import pytest
from django.db.models import Sum

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import mending, receiving, taking
from hehuo.domain.ground.intakes.kinds import IntakeState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Piece
from hehuo.domain.ground.intakes.rosters.planning import plan_roster
from hehuo.domain.ground.intakes.tasks import resume
from hehuo.domain.ground.people.models import Care, Household, Ownership, Person
from hehuo.domain.ground.places.models import Home, Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("haiwan")]


@pytest.fixture(scope="session")
def some_of_heyuan(heyuan: bytes) -> bytes:
    """Its first lines: several pieces, and quick."""
    return b"\r\n".join(heyuan.split(b"\r\n")[:1200])


def stage(content: bytes, name: str) -> Intake:
    plan = plan_roster(content, name, known=queries.known_places())
    return receiving.stage_roster(
        actor=None, plan=plan, file_name=name, content=content, expected=receiving.counts_of(plan=plan)
    )


def take(content: bytes, name: str = "roster-yucai.xlsx") -> Intake:
    return taking.take_roster(actor=None, intake=stage(content, name))


def codes(intake: Intake) -> Counter[str]:
    return Counter(problem["code"] for row in queries.rows_of(intake) for problem in row.problems)


def test_yucai_home_by_home_and_person_by_person(yucai):
    intake = take(yucai)

    assert {name: intake.counts[name] for name in ("read", "new", "changed", "unchanged", "refused")} == {
        "read": 930, "new": 927, "changed": 0, "unchanged": 1, "refused": 2,
    }  # fmt: skip
    assert Home.objects.count() == 256
    assert Home.objects.filter(is_fitted_out=True).count() == 201
    assert Home.objects.aggregate(area=Sum("area_x100")) == {"area": 2607167}
    assert Person.objects.filter(household__isnull=False).count() == 671
    assert Place.objects.filter(path="育才小区/8栋/3单元").exists()


def test_yucai_names_every_row_that_needs_a_person(yucai):
    intake = take(yucai)

    assert codes(intake) == {
        "room_missing": 5, "id_check_digit": 3, "digits_lost": 1, "person_twice": 1, "home_unknown": 1,
        "person_in_two_homes": 1,
    }  # fmt: skip
    refused = queries.rows_of(intake).filter(state="tray")
    assert [(row.sheet, row.number) for row in refused] == [("人员台账", 341), ("人员台账", 403)]
    assert intake.notes == [
        "「房屋台账」的 H 列（拆迁协议编号）是隐藏的，也一起读了。",
        "「房屋台账」第 261 行：合计写的是 25014.56，逐行加起来是 26071.67。以逐行的数为准。",
    ]


def test_owners_of_several_homes_are_one_person_and_couples_are_two(yucai):
    take(yucai)

    assert Ownership.objects.filter(person__name="吴勇").count() == 3
    assert Person.objects.filter(name="吴勇", ownerships__isnull=False).distinct().count() == 1
    couple = Ownership.objects.filter(home__path="育才小区/7栋/1单元/301")
    assert {one.person.name for one in couple} == {"唐海杰", "冯梅燕"}
    assert Home.objects.get(path="育才小区/6栋/3单元/602").note == ""
    assert Home.objects.filter(note__contains="户主在东莞打工").count() == 1


def test_what_is_sensitive_stands_apart(yucai):
    take(yucai)

    person = Person.objects.get(name="余玉")
    assert [care.kind for care in Care.objects.filter(person=person)] == ["alone"]
    assert person.identity == "99999919430619612X"
    assert b"19900649887" not in bytes(person.phone_sealed)
    assert Care.objects.count() == 61
    assert all(bytes(piece.body_sealed) == b"" for piece in Piece.objects.all())


def test_taking_it_in_again_changes_nothing(yucai):
    take(yucai)
    before = (Person.objects.count(), Home.objects.count(), Household.objects.count(), Ownership.objects.count())

    again = take(yucai)

    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 928)
    assert (
        Person.objects.count(),
        Home.objects.count(),
        Household.objects.count(),
        Ownership.objects.count(),
    ) == before


def test_a_look_before_says_what_taking_will_do(yucai):
    intake = stage(yucai, "roster-yucai.xlsx")

    assert (Person.objects.count(), Home.objects.count(), Place.objects.count()) == (0, 0, 0)
    expected = {name: intake.counts[name] for name in ("read", "new", "changed", "unchanged", "refused")}
    taken = taking.take_roster(actor=None, intake=intake)
    assert {name: taken.counts[name] for name in expected} == expected


def test_a_later_roster_changes_what_it_says_and_leaves_what_it_does_not(workbook):
    first = [
        ["门牌", "姓名", "身份证号", "电话", "备注"],
        ["1-1-101", "高雪", "999999198810250875", "19900206068", "好说话"],
    ]
    later = [["门牌", "姓名", "身份证号", "电话", "备注"], ["1-1-102", "高雪", "999999198810250875", "19900206069", ""]]
    take(workbook(海湾小区=first), "a.xlsx")
    intake = take(workbook(海湾小区=later), "b.xlsx")

    [person] = Person.objects.all()
    assert (person.phone, person.note, person.household.home.room) == ("19900206069", "好说话", "102")
    assert (intake.counts["new"], intake.counts["changed"]) == (0, 1)

    taking.undo_intake(actor=None, intake=intake)
    person = Person.objects.get()
    assert (person.phone, person.household.home.room) == ("19900206068", "101")
    assert Person.objects.filter(phone_hash=person.phone_hash).count() == 1


def test_a_whole_file_is_undone_as_one(yucai):
    intake = taking.undo_intake(actor=None, intake=take(yucai))

    assert intake.state == IntakeState.UNDONE
    assert [model.objects.count() for model in (Person, Home, Household, Ownership, Care, Place)] == [0] * 6


def test_what_people_lean_on_by_now_stays_when_a_file_is_undone(yucai):
    intake = take(yucai)
    Person.objects.filter(name="余玉").update(account_id=intake.id)

    taking.undo_intake(actor=None, intake=intake)

    assert [person.name for person in Person.objects.all()] == ["余玉"]
    assert sum(piece.counts["stayed"] for piece in Piece.objects.all()) > 0


def test_heyuan_in_one_go(heyuan):
    intake = take(heyuan, "roster-heyuan.csv")

    assert (intake.counts["read"], intake.counts["new"], intake.counts["refused"]) == (10240, 10234, 2)
    assert (Home.objects.count(), Person.objects.count()) == (3418, 10234)
    assert codes(intake) == {
        "id_check_digit": 7, "person_twice": 4, "name_unreadable": 2, "row_cut": 1, "columns_shifted": 1,
        "line_joined": 1,
    }  # fmt: skip
    joined = Person.objects.get(identity_hash=Person(identity="999999195011207914").identity_hash)
    assert (joined.name, joined.household.home.path) == ("张永水", "和园小区/15栋/1单元/701")


def test_two_of_one_name_in_one_home_stay_two(heyuan):
    take(heyuan, "roster-heyuan.csv")
    here = Person.objects.filter(household__home__path="和园小区/19栋/1单元/802", name="刘勇")
    assert sorted(one.relation for one in here) == ["子", "户主"]


def test_a_killed_worker_goes_on_where_it_stopped(some_of_heyuan):
    intake = taking.begin_taking(actor=None, intake=stage(some_of_heyuan, "roster-heyuan.csv"))
    assert taking.take_next_piece(intake=intake)
    assert 0 < Person.objects.count() < 1000

    resume()  # what the worker does once a minute

    intake.refresh_from_db()
    assert (intake.state, Person.objects.count()) == (IntakeState.TAKEN, intake.counts["new"])


def test_undoing_goes_on_too(some_of_heyuan):
    intake = take(some_of_heyuan, "roster-heyuan.csv")
    taking.begin_undoing(actor=None, intake=intake)
    taking.undo_next_piece(intake=intake)

    resume()

    intake.refresh_from_db()
    assert (intake.state, Person.objects.count()) == (IntakeState.UNDONE, 0)


def test_a_home_without_its_number_is_counted_and_named_later(yucai, worker):
    intake = take(yucai)
    row = queries.rows_of(intake).get(sheet="房屋台账", number=176)
    there = set(Home.objects.filter(place__path="育才小区/6栋/1单元").values_list("room", flat=True))
    assert "待核" in there
    [missing] = {f"{floor}0{door}" for floor in range(1, 7) for door in (1, 2)} - there

    with pytest.raises(Invalid) as taken_already:
        mending.mend_row(actor=worker, row=row, data={**row.data, "room": "101"})
    mending.mend_row(actor=worker, row=row, data={**row.data, "room": missing})

    assert taken_already.value.say == "6-1-101 已经登记过，不是这一套。请核对房号。"
    home = Home.objects.get(path=f"育才小区/6栋/1单元/{missing}")
    assert (Home.objects.count(), home.households.get().people.count()) == (256, 4)
    again = take(yucai)
    assert (again.counts["new"], Home.objects.count()) == (0, 256)


def test_a_mended_row_is_taken_in(yucai, worker):
    intake = take(yucai)
    row = queries.rows_of(intake).get(number=341)

    with pytest.raises(Invalid) as still:
        mending.mend_row(actor=worker, row=row, data=row.data)
    assert (still.value.field, still.value.say) == ("room", "育才小区没有 4-1-602 这套房，请核对门牌。")
    mending.mend_row(actor=worker, row=row, data={**row.data, "room": "4-1-502"})

    assert Person.objects.get(name="刘杰俊").household.home.room == "502"
    with pytest.raises(Conflict):
        mending.mend_row(actor=worker, row=row, data=row.data)


def test_a_row_may_be_left(yucai, worker):
    intake = take(yucai)
    row = mending.leave_row(actor=worker, row=queries.rows_of(intake).get(number=403))
    assert row.state == "left"
    assert queries.open_rows("roster").filter(state="tray").count() == 1


def test_the_problem_list_is_mended_in_excel_and_sent_again(yucai, worker, workbook):
    intake = take(yucai)
    content = mending.write_problem_list(actor=worker, intake=intake)
    rows = _table(content)
    place = next(number for number, row in enumerate(rows) if row[2] == "341")
    rows[place][rows[0].index("房号")] = "4-1-502"

    mended, left = mending.mend_from_list(
        actor=worker, intake=intake, content=workbook(待改=rows), file_name="改好.xlsx"
    )

    assert (mended, left) == (1, [])
    assert Person.objects.filter(name="刘杰俊").exists()


def _table(content: bytes) -> list[list[str]]:
    import io

    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


def test_columns_put_right_by_hand_are_remembered(workbook, worker):
    content = workbook(表=[["门牌", "姓名", "老电话", "新号"], ["1-1-101", "高雪", "07158230001", "19900206068"]])
    name = "海湾小区.xlsx"
    first = stage(content, name)
    said = first.columns["表"]
    receiving.remember_columns(
        actor=worker, kind="roster", digest=said["digest"], columns={"room": 0, "name": 1, "phone": 3}
    )

    plan = plan_roster(content, name, known=queries.known_places(), remembered=queries.remembered_columns("roster"))

    [household] = plan.households.values()
    assert household.people[0].phone == "19900206068"


def test_a_file_may_be_put_away(yucai, worker):
    intake = taking.drop_intake(actor=worker, intake=stage(yucai, "a.xlsx"))
    assert (intake.state, Piece.objects.count(), IntakeRow.objects.count()) == (IntakeState.DROPPED, 0, 0)
    with pytest.raises(Conflict):
        taking.begin_taking(actor=worker, intake=intake)


def test_only_those_who_keep_the_roll_take_papers_in(yucai, resident):
    intake = stage(yucai, "a.xlsx")
    with pytest.raises(Refused):
        taking.take_roster(actor=resident, intake=intake)
    assert Person.objects.filter(household__isnull=False).count() == 0


def test_a_piece_costs_the_same_whatever_stands_in_the_roll(some_of_heyuan, django_assert_max_num_queries):
    intake = taking.begin_taking(actor=None, intake=stage(some_of_heyuan, "roster-heyuan.csv"))
    taking.take_next_piece(intake=intake)
    with django_assert_max_num_queries(60):
        taking.take_next_piece(intake=intake)
