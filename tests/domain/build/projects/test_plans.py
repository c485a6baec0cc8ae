"""A project's plan, its money and quotes, and who agrees it: never who planned it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.build.projects import actions, queries
from hehuo.domain.build.projects.kinds import GiftKind, ProjectState, Source
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, NeedState

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(worker, secretary):
    voice = needs.say_voice(actor=worker, words="下雨没地方坐", channel=Channel.DESK, speaker_name="冯大娘")
    need = needs.open_need(actor=worker, title="要一个凉亭", kind=NeedKind.ELDERS, voice=voice)
    return needs.publish_need(actor=secretary, need=need)


def test_a_plan_has_a_number_and_nobody_else_reads_it(planned, worker, resident):
    project = planned()
    assert project.number == f"{clock.today().year}-项-001"
    assert (project.state, project.is_public) == (ProjectState.PLANNED, False)
    assert list(queries.visible_to(resident)) == []
    assert list(queries.visible_to(None)) == []
    assert list(queries.visible_to(worker)) == [project]
    key = ids.uuid7()
    assert planned(key=key) == planned(key=key)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": " "}, "title"), ({"why": ""}, "why"), ({"ends_on": clock.today() - timedelta(days=1)}, "ends_on")],
)
def test_what_a_plan_lacks_is_named(planned, changes, field):
    with pytest.raises(Invalid) as refused:
        planned(**changes)
    assert refused.value.field == field


def test_a_resident_begins_nothing(planned, resident):
    with pytest.raises(Refused, match="项目由社区工作者、社区书记来办"):
        planned(actor=resident)


def test_the_plan_is_mended_until_it_is_handed_in(pavilion, worker):
    said = {"title": "两座凉亭", "why": "一座不够", "lead": worker, "starts_on": pavilion.starts_on,
            "ends_on": pavilion.ends_on, "partner": pavilion.partner}  # fmt: skip
    assert actions.mend_project(actor=worker, project=pavilion, **said).title == "两座凉亭"
    line = queries.lines_of(pavilion)[1]
    actions.drop_line(actor=worker, line=line)
    assert [each.from_where for each in queries.lines_of(pavilion)] == ["公共收益"]
    actions.ask_project(actor=worker, project=pavilion)
    with pytest.raises(Refused, match="不能再改"):
        actions.mend_project(actor=worker, project=pavilion, **said)
    with pytest.raises(Refused):
        actions.add_line(actor=worker, project=pavilion, what="灯", fen=100)


def test_another_human_agrees(pavilion, worker, secretary):
    asked = actions.ask_project(actor=worker, project=pavilion)
    assert duties.open_duty(asked.id, "approve_project").power == "approve_money"
    with pytest.raises(Refused):
        actions.approve_project(actor=worker, project=asked)
    agreed = actions.approve_project(actor=secretary, project=asked)
    assert (agreed.state, agreed.approved_by, agreed.agreed_on) == (ProjectState.AGREED, secretary, clock.today())
    assert duties.open_duty(asked.id, "approve_project") is None
    assert duties.open_duty(asked.id, "start_project").person == worker
    assert Message.objects.filter(person=agreed.partner.contact).count() == 1
    assert list(queries.visible_to(None)) == [agreed]


def test_a_secretary_who_planned_it_does_not_agree_it(planned, secretary, somebody, pot):
    project = planned(actor=secretary)
    actions.add_line(actor=secretary, project=project, what="砖", fen=100, fund=pot)
    actions.ask_project(actor=somebody("许卫东", Role.WORKER), project=project)
    with pytest.raises(Refused, match="另一位来审"):
        actions.approve_project(actor=secretary, project=project)
    project.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(approved_by=secretary)


def test_a_return_says_why_and_the_plan_is_open_again(pavilion, worker, secretary):
    actions.ask_project(actor=worker, project=pavilion)
    with pytest.raises(Invalid):
        actions.return_project(actor=secretary, project=pavilion, why=" ")
    back = actions.return_project(actor=secretary, project=pavilion, why="油漆太贵，再问两家")
    assert (back.state, back.asked_by) == (ProjectState.PLANNED, None)
    assert Message.objects.get(person=worker).body == "油漆太贵，再问两家"


def test_a_plan_without_means_is_not_handed_in_and_gifts_alone_are_means(planned, worker, neighbours):
    hut = planned(title="幸福小屋")
    with pytest.raises(Refused, match="还没写用什么办"):
        actions.ask_project(actor=worker, project=hut)
    with pytest.raises(Invalid):
        actions.add_gift(actor=worker, project=hut, kind=GiftKind.ROOM, what="一间车库")
    given = actions.add_gift(actor=worker, project=hut, kind=GiftKind.ROOM, what="一间车库", person=neighbours[0])
    actions.add_gift(actor=worker, project=hut, kind=GiftKind.GOODS, what="水泥 20 包", unit="区住建局")
    assert [each.giver for each in queries.gifts_of(hut)] == [neighbours[0].masked_name, "区住建局"]
    assert given.giver != neighbours[0].name
    assert actions.ask_project(actor=worker, project=hut).state == ProjectState.ASKED


def test_of_several_quotes_one_is_chosen_with_its_reason(pavilion, worker, builder, photo, planned):
    for name, fen in (("甲", 300_000), ("乙", 280_000)):
        actions.add_quote(actor=worker, project=pavilion, supplier=name, total_fen=fen, paper=photo("报价.jpg"))
    mine = actions.add_quote(actor=worker, project=pavilion, supplier="", total_fen=310_000, partner=builder)
    assert [each.supplier for each in queries.quotes_of(pavilion)] == ["乙", "甲", "阿强木工"]
    with pytest.raises(Refused, match="还没有选定"):
        actions.ask_project(actor=worker, project=pavilion)
    with pytest.raises(Invalid):
        actions.choose_quote(actor=worker, project=pavilion, quote=mine, why="好")
    with pytest.raises(Missing):
        actions.choose_quote(actor=worker, project=planned(title="走廊"), quote=mine, why="质保最长")
    assert actions.choose_quote(actor=worker, project=pavilion, quote=mine, why="质保最长").is_chosen
    assert actions.ask_project(actor=worker, project=pavilion).partner == builder
    for changes, field in (({"supplier": " "}, "supplier"), ({"total_fen": 0}, "total_fen")):
        with pytest.raises(Invalid) as refused:
            said = {"supplier": "丙", "total_fen": 1, **changes}
            actions.add_quote(actor=worker, project=planned(), **said)
        assert refused.value.field == field


def test_money_of_the_homes_has_no_pot(pavilion):
    assert [(each.source, each.from_where) for each in queries.lines_of(pavilion)] == [
        (Source.POT, "公共收益"), (Source.SHARES, "各户分摊"),
    ]  # fmt: skip


def test_a_need_leads_on_and_is_taken_up_when_it_is_agreed(planned, worker, secretary, need, pot):
    project = planned(origin=need)
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    actions.add_line(actor=worker, project=project, what="砖", fen=100, fund=pot)
    actions.approve_project(actor=secretary, project=actions.ask_project(actor=worker, project=project))
    need.refresh_from_db()
    assert need.state == NeedState.UNDERWAY
    assert [each.id for each in threads.later_of(need.id)] == [project.id]
    assert "projects.agreed" in {step.act for step in journeys.journey_of(need.id).steps}


def test_what_was_never_agreed_stays_inside_when_it_is_stopped(pavilion, worker, planned):
    with pytest.raises(Invalid):
        actions.stop_project(actor=worker, project=pavilion, why="")
    stopped = actions.stop_project(actor=worker, project=pavilion, why="地方另有用")
    assert (stopped.state, stopped.is_public, list(queries.public_projects())) == (ProjectState.STOPPED, False, [])
    with pytest.raises(Refused):
        actions.stop_project(actor=worker, project=pavilion, why="再停")
    with pytest.raises(Conflict):
        stopped.move_to(ProjectState.PLANNED)
