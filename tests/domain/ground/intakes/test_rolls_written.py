"""The roll goes out in the columns that it comes in by: taken in again, nothing changes."""

import io

import openpyxl
import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import receiving, taking, writing
from hehuo.domain.ground.intakes.rosters.planning import plan_roster
from hehuo.domain.ground.journal.models import Look

pytestmark = pytest.mark.django_db


def take(actor, content, name="名册.xlsx"):
    plan = plan_roster(content, name, known=queries.known_places())
    intake = receiving.stage_roster(actor=actor, plan=plan, file_name=name, content=content)
    return taking.take_roster(actor=actor, intake=intake), plan


@pytest.mark.parametrize("paper", ["yucai", pytest.param("heyuan", marks=pytest.mark.long)])
def test_what_was_written_out_changes_nothing_when_it_is_taken_in_again(worker, request, paper):
    name = {"yucai": "roster-yucai.xlsx", "heyuan": "roster-heyuan.csv"}[paper]
    taken, _plan = take(worker, request.getfixturevalue(paper), name)
    again, plan = take(worker, writing.write_roll(actor=worker, why="交街道核对"))
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert {problem.code for problem in plan.all_problems} <= {"room_missing"}
    assert again.counts["read"] > taken.counts["new"] * 0.9


def test_who_took_it_and_why_is_logged(worker):
    writing.write_roll(actor=worker, why=" 交街道核对 ")
    assert [(look.actor_id, look.field, look.why) for look in Look.objects.all()] == [(worker.id, "roll", "交街道核对")]


def test_it_is_for_those_who_keep_the_roll_and_say_what_for(worker, secretary, somebody):
    for who in (secretary, somebody("冯敏", Role.CLERK)):
        with pytest.raises(Refused):
            writing.write_roll(actor=who, why="看看")
    with pytest.raises(Invalid):
        writing.write_roll(actor=worker, why=" ")


def test_a_childs_numbers_stay_here(worker, yucai):
    take(worker, yucai, "roster-yucai.xlsx")
    content = writing.write_roll(actor=worker, why="交街道核对")
    head, *rows = openpyxl.load_workbook(io.BytesIO(content))["人员台账"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    adult = f"{clock.today().year - 18}{clock.today():-%m-%d}"
    children = [row for row in told if row["出生日期"] and row["出生日期"] > adult]
    assert len(children) > 10
    assert {(row["身份证号"], row["电话"]) for row in children} <= {("", ""), (None, None)}
    assert any(row["身份证号"] for row in told)
