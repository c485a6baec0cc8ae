"""Work on the site: turns, diary, problems; the acceptance by residents, upkeep, and asking again."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.projects import actions, queries, tasks
from hehuo.domain.build.projects.kinds import MOVES, Answer, Phase, ProjectState, StepKind, months_after
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.duties import actions as duties_actions
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def later(days):
    return clock.stopped(clock.at(TODAY + timedelta(days=days), 9))


def step(actor, project, *, owner=None, kind=StepKind.TASK, title="水泥进场", days=3):
    return actions.add_step(
        actor=actor, project=project, kind=kind, title=title, due_on=TODAY + timedelta(days=days), owner=owner
    )


def test_steps_are_nobodys_turn_before_the_work_begins(agreed, worker, neighbours):
    task = step(worker, agreed, owner=neighbours[0])
    assert duties.open_duty(task.id, "finish_step") is None
    with pytest.raises(Refused, match="开工以后"):
        actions.finish_step(actor=neighbours[0], step=task)
    actions.start_project(actor=worker, project=agreed)
    assert duties.open_duty(task.id, "finish_step").person == neighbours[0]
    assert Message.objects.filter(person=neighbours[0]).count() == 1


def test_its_owner_or_the_lead_ends_a_task_once(underway, worker, neighbours):
    task = step(worker, underway, owner=neighbours[0])
    with pytest.raises(Refused):
        actions.finish_step(actor=neighbours[1], step=task)
    assert actions.finish_step(actor=neighbours[0], step=task).done_by == neighbours[0]
    with pytest.raises(Refused, match="记过"):
        actions.finish_step(actor=worker, step=task)
    assert duties.open_duty(task.id, "finish_step") is None
    with pytest.raises(Invalid):
        step(worker, underway, title=" ")


def test_a_milestone_is_the_leads(underway, worker, neighbours):
    stone = step(worker, underway, kind=StepKind.MILESTONE, owner=neighbours[0], title="封顶")
    assert (stone.owner, stone.is_milestone) == (worker, True)
    assert queries.next_milestone_of(underway) == stone


def test_what_is_overdue_is_told_once(underway, worker, neighbours):
    step(worker, underway, owner=neighbours[0])
    with later(4):
        assert (duties_actions.tell_late(), duties_actions.tell_late()) == (1, 0)
        assert queries.steps_of(underway)[0].is_late


def test_the_partner_and_owners_write_the_diary_strangers_do_not(underway, worker, neighbours, photo):
    contact = underway.partner.contact
    key = ids.uuid7()
    entry = actions.write_entry(
        actor=contact, project=underway, phase=Phase.DURING, words="打了地基", photos=[photo(), photo()], key=key
    )
    again = actions.write_entry(actor=contact, project=underway, phase=Phase.DURING, words="打了地基", key=key)
    assert again == entry
    with pytest.raises(Refused):
        actions.write_entry(actor=neighbours[0], project=underway, phase=Phase.DURING, words="看了看")
    step(worker, underway, owner=neighbours[0])
    actions.write_entry(actor=neighbours[0], project=underway, phase=Phase.DURING, words="刷了漆")
    inside, outside = queries.diary_of(underway, public=False), queries.diary_of(underway, public=True)
    assert sum(len(page.photos) for page in inside) == 2
    assert sum(len(page.photos) for page in outside) == 0
    assert len(queries.pictures_of(inside)[Phase.DURING]) == 2


@pytest.mark.parametrize(("changes", "field"), [({"words": " "}, "words"), ({"on": TODAY + timedelta(days=1)}, "on")])
def test_what_a_diary_cannot_take_is_named(underway, worker, changes, field):
    with pytest.raises(Invalid) as refused:
        actions.write_entry(**{"actor": worker, "project": underway, "phase": Phase.DURING, "words": "好", **changes})
    assert refused.value.field == field


def test_the_lead_hears_of_a_problem_and_its_writer_how_it_was_settled(underway, worker):
    contact = underway.partner.contact
    problem = actions.write_entry(
        actor=contact, project=underway, phase=Phase.DURING, words="柱子短了一截", is_problem=True
    )
    assert Message.objects.filter(person=worker, body="柱子短了一截").count() == 1
    with pytest.raises(Invalid):
        actions.settle_problem(actor=worker, entry=problem, words="")
    with pytest.raises(Refused):
        actions.settle_problem(actor=contact, entry=problem, words="换了")
    assert not actions.settle_problem(actor=worker, entry=problem, words="换了一根").is_open
    with pytest.raises(Refused):
        actions.settle_problem(actor=worker, entry=problem, words="再换")
    assert Message.objects.filter(person=contact, body="换了一根").count() == 1


def accept(actor, project, witnesses, **more):
    said = {"findings": "亭子稳", "is_passed": True} | more
    return actions.record_acceptance(actor=actor, project=project, witnesses=witnesses, **said)


def test_three_residents_who_did_not_build_it_accept_it(underway, worker, neighbours, secretary):
    with pytest.raises(Refused, match="至少要 3 位"):
        accept(worker, underway, [*neighbours[:2], neighbours[0]])
    for builder in (worker, underway.partner.contact, secretary):
        with pytest.raises(Refused, match="没有经手的居民"):
            accept(worker, underway, [*neighbours[:3], builder])
    with pytest.raises(Refused):
        accept(neighbours[3], underway, neighbours[:3])
    taken = accept(worker, underway, neighbours[:3])
    underway.refresh_from_db()
    assert (underway.state, underway.accepted_on, taken.witnesses.count()) == (ProjectState.ACCEPTED, TODAY, 3)
    with pytest.raises(Refused):
        accept(worker, underway, neighbours[:3])


def test_what_is_not_good_is_mended_by_a_day_and_looked_at_again(underway, worker, neighbours):
    for changes, field in (
        ({"findings": " "}, "findings"), ({"is_passed": False}, "mend"),
        ({"is_passed": False, "mend": "栏杆松"}, "mend_by"), ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "on"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            accept(worker, underway, neighbours[:3], **changes)
        assert refused.value.field == field
    first = accept(worker, underway, neighbours[:3], is_passed=False, mend="栏杆松", mend_by=TODAY + timedelta(days=7))
    assert duties.open_duty(first.id, "finish_mend").person == worker
    assert actions.finish_mend(actor=worker, acceptance=first).mended_on == TODAY
    with pytest.raises(Conflict):
        actions.finish_mend(actor=worker, acceptance=first)
    accept(worker, underway, neighbours[:3])
    assert [each.is_passed for each in queries.acceptances_of(underway)] == [False, True]


def test_four_weeks_after_it_is_somebodys_turn_to_ask_once(accepted, worker):
    with later(27):
        assert actions.remind_later() == 0
    with later(28):
        assert (actions.remind_later(), actions.remind_later()) == (1, 0)
        assert duties.open_duty(accepted.id, "ask_again").person == worker
    with later(20):  # the clock was set back
        assert actions.remind_later() == 0
    with later(60):
        tasks.remind_later()
    assert Duty.objects.filter(about_id=accepted.id, act="ask_again").count() == 1


def test_what_people_say_is_counted_and_not_fixed_is_a_need_again(accepted, worker, neighbours):
    assert (queries.fixed(accepted).answered, queries.reopened_need(accepted)) == (0, None)
    with pytest.raises(Conflict, match="还没有一位"):
        actions.finish_asking(actor=worker, project=accepted)
    actions.ask_again(actor=worker, project=accepted, person=neighbours[0], answer=Answer.BETTER)
    with pytest.raises(Invalid):
        actions.ask_again(actor=worker, project=accepted, person=neighbours[1], answer=Answer.WORSE)
    for person, answer in ((neighbours[1], Answer.WORSE), (neighbours[2], Answer.SAME)):
        actions.ask_again(actor=worker, project=accepted, person=person, answer=answer, words="顶上漏雨")
    with pytest.raises(Conflict, match="只问一次"):
        actions.ask_again(actor=worker, project=accepted, person=neighbours[0], answer=Answer.BETTER)
    with pytest.raises(Refused):
        actions.ask_again(actor=worker, project=accepted, person=worker, answer=Answer.BETTER)
    need = Need.objects.get()
    assert (need.title, need.voice_count) == ("没修好：小区凉亭", 2)
    assert need.id in {thing.id for thing in threads.later_of(accepted.id)}
    said = queries.fixed(accepted)
    assert (said.answered, said.better, said.same, said.worse) == (3, 1, 1, 1)
    with later(28):
        actions.remind_later()
        actions.finish_asking(actor=worker, project=accepted)
        assert duties.open_duty(accepted.id, "ask_again") is None


def test_nobody_is_asked_before_it_was_accepted(underway, worker, neighbours):
    with pytest.raises(Refused, match="还没有验收"):
        actions.ask_again(actor=worker, project=underway, person=neighbours[0], answer=Answer.BETTER)


def test_it_is_looked_after_each_time_once(accepted, worker, neighbours):
    keeper, first = neighbours[3], TODAY + timedelta(days=90)
    said = {"tended_by": keeper, "tend_months": 3, "tend_on": first}
    for changes, field in (({"tend_months": 0}, "tend_months"), ({"tend_on": TODAY - timedelta(days=1)}, "tend_on")):
        with pytest.raises(Invalid) as refused:
            actions.hand_over(actor=worker, project=accepted, **{**said, **changes})
        assert refused.value.field == field
    actions.hand_over(actor=worker, project=accepted, warranty_until=TODAY + timedelta(days=365), **said)
    with later(80):
        assert actions.remind_later() == 2  # the question of the fourth week too
        assert duties.open_duty(accepted.id, "tend_project").person == keeper
        assert actions.remind_later() == 0
        with pytest.raises(Refused):
            actions.tend_project(actor=neighbours[0], project=accepted, words="看了")
        project = actions.tend_project(actor=keeper, project=accepted, words="都好")
        assert project.tend_on == months_after(TODAY + timedelta(days=80), 3)
        assert duties.open_duty(accepted.id, "tend_project") is None
        assert actions.remind_later() == 0


def test_it_is_closed_with_its_numbers_and_nothing_waits(accepted, worker):
    with pytest.raises(Conflict, match="成效"):
        actions.close_project(actor=worker, project=accepted)
    with pytest.raises(Invalid, match="数字"):
        actions.write_outcome(actor=worker, project=accepted, words="很好")
    actions.write_outcome(actor=worker, project=accepted, words="每天二十来人，1 座亭子")
    assert actions.close_project(actor=worker, project=accepted).state == ProjectState.CLOSED
    assert not Duty.objects.filter(done_at=None).exists()


def test_a_stop_is_told_to_who_took_part_and_takes_their_turns(underway, worker, neighbours):
    step(worker, underway, owner=neighbours[0])
    stopped = actions.stop_project(actor=worker, project=underway, why="管线要改，明年再说")
    assert (stopped.state, stopped.is_public) == (ProjectState.STOPPED, True)
    assert Message.objects.filter(body="管线要改，明年再说").count() == 2
    assert not Duty.objects.filter(done_at=None).exists()
    with pytest.raises(Conflict):
        actions.write_outcome(actor=worker, project=underway, words="1")


def test_whoever_takes_part_finds_it(underway, worker, neighbours):
    step(worker, underway, owner=neighbours[0])
    assert list(queries.projects_of(neighbours[0])) == [underway]
    assert list(queries.projects_of(underway.partner.contact)) == [underway]
    assert list(queries.projects_of(neighbours[1])) == []


def test_the_board_asks_a_fixed_number_of_times(planned, django_assert_num_queries):
    for number in range(4):
        planned(title=f"走廊 {number}")
    with django_assert_num_queries(3):
        columns = queries.board(shown=3)
    found = {column.state: (len(column.projects), column.total, column.more) for column in columns}
    assert found[ProjectState.PLANNED] == (3, 4, 1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(list(ProjectState)), max_size=12))
def test_no_walk_leaves_the_table_of_moves_and_an_end_is_an_end(steps):
    project = Project(community_id=UUID(int=9), state=ProjectState.PLANNED)
    for wanted in steps:
        before = ProjectState(project.state)
        if MOVES.allows(before, wanted):
            project.move_to(wanted)
        else:
            with pytest.raises(Conflict):
                project.move_to(wanted)
            assert project.state == before
        assert not (before in (ProjectState.CLOSED, ProjectState.STOPPED) and project.state != before)


@given(day=st.dates(max_value=clock.today().replace(year=2200)), months=st.integers(1, 60))
def test_some_months_later_is_in_that_month(day, months):
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or found.day < day.day <= 31
