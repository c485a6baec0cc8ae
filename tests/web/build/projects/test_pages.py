"""Projects in public, on the board, on the desk, on a partner's phone and on paper."""

from datetime import timedelta
from io import BytesIO

import pytest

from hehuo.core import clock, ids
from hehuo.domain.build.projects import actions, queries
from hehuo.domain.build.projects.kinds import Phase, ProjectState, StepKind
from hehuo.domain.build.projects.models import Callback, Project, Step
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.intakes.tables.workbooks import open_table_file
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def at(path):
    return f"/c/haiwan/projects/{path}"


def read(browser, path, status=200):
    answer = browser.get(at(path))
    assert answer.status_code == status
    return answer.content.decode()


def test_what_was_agreed_is_public_and_plans_are_not(client, planned, agreed):
    plan = planned(title="走廊")
    page = read(client, "")
    assert ("小区凉亭" in page, "走廊" in page) == (True, False)
    assert "小区凉亭" in read(client, "?state=agreed")
    assert "小区凉亭" in read(client, "?state=nothing")
    assert "小区凉亭" not in read(client, "?state=stopped")
    detail = read(client, f"{agreed.id}/")
    assert ("3,900.00" in detail, "公共收益" in detail, "各户分摊" in detail) == (True, True, True)
    read(client, f"{plan.id}/", 404)


def test_a_stranger_and_a_resident_are_refused_at_the_desk(client, as_person, resident, agreed):
    for path in ("board/", "new/", f"{agreed.id}/manage/", f"{agreed.id}/mend/"):
        assert client.get(at(path)).status_code == 302
    browser = as_person(resident)
    for path in ("board/", "new/", f"{agreed.id}/manage/", f"{agreed.id}/mend/"):
        read(browser, path, 403)
    read(browser, f"{agreed.id}/tasks/", 404)
    assert browser.post(at(f"{agreed.id}/move/"), {"act": "start"}).status_code == 403


def test_a_worker_plans_and_the_secretary_agrees_on_the_board(as_person, worker, secretary, pot, said):
    desk = as_person(worker)
    made = desk.post(at("new/"), {
        "title": "幸福小屋", "why": "没有下棋的地方", "lead": worker.id, "starts_on": said.starts_on,
        "ends_on": said.ends_on, "key": ids.uuid7(),
    })  # fmt: skip
    project = Project.objects.get()
    manage = at(f"{project.id}/manage/")
    assert made["Location"] == manage
    desk.post(manage, {"act": "line", "what": "油漆", "fen": "120", "fund": pot.id, "key": ids.uuid7()})
    desk.post(manage, {"act": "gift", "kind": "room", "what": "一间车库", "unit": "物业公司", "key": ids.uuid7()})
    desk.post(manage, {"act": "step", "kind": "task", "title": "刷墙", "due_on": said.ends_on, "key": ids.uuid7()})
    desk.post(manage, {"act": "quote", "supplier": "甲", "total_fen": "110"})
    desk.post(manage, {"act": "choose", "quote": queries.quotes_of(project)[0].id, "why": "只有一家做"})
    wrong = desk.post(manage, {"act": "line", "what": "灯", "fen": "零", "key": ids.uuid7()})
    assert (wrong.status_code, 'value="灯"' in wrong.content.decode()) == (422, True)
    desk.post(at(f"{project.id}/mend/"), {
        "title": "幸福小屋", "why": "下棋、看书", "lead": worker.id, "starts_on": said.starts_on,
        "ends_on": said.ends_on,
    })  # fmt: skip
    assert desk.post(at(f"{project.id}/move/"), {"act": "ask", "board": "1"})["Location"] == at("board/")
    assert desk.post(at(f"{project.id}/move/"), {"act": "approve"}).status_code == 403
    office = as_person(secretary)
    assert "同意" in read(office, "board/")
    office.post(at(f"{project.id}/move/"), {"act": "approve"})
    project.refresh_from_db()
    assert (project.state, project.why) == (ProjectState.AGREED, "下棋、看书")
    assert office.post(at(f"{project.id}/move/"), {"act": "fly"}).status_code == 404


def test_a_line_is_taken_out_of_the_plan(as_person, worker, pavilion):
    desk = as_person(worker)
    line = queries.lines_of(pavilion)[0]
    desk.post(at(f"{pavilion.id}/lines/{line.id}/drop/"))
    assert queries.lines_of(pavilion).count() == 1
    assert "油漆" in read(desk, f"{pavilion.id}/manage/")


def test_a_need_brings_its_words_along(as_person, worker, secretary, said):
    voice = needs.say_voice(actor=worker, words="下雨没地方坐", channel=Channel.DESK, speaker_name="冯大娘")
    need = needs.open_need(actor=worker, title="要一个凉亭", kind=NeedKind.ELDERS, voice=voice)
    needs.publish_need(actor=secretary, need=need)
    desk = as_person(worker)
    assert at(f"from/need/{need.id}/") in desk.get(f"/c/haiwan/needs/{need.id}/").content.decode()
    assert "要一个凉亭" in read(desk, f"from/need/{need.id}/")
    read(desk, f"from/nothing/{need.id}/", 404)
    desk.post(at(f"from/need/{need.id}/"), {
        "title": "凉亭", "why": "下雨没地方坐", "lead": worker.id, "starts_on": said.starts_on,
        "ends_on": said.ends_on, "key": ids.uuid7(),
    })  # fmt: skip
    assert Project.objects.get().title == "凉亭"


def test_the_partner_does_its_task_and_writes_on_the_phone(as_person, worker, underway, photo):
    contact = underway.partner.contact
    step = actions.add_step(
        actor=worker, project=underway, kind=StepKind.TASK, title="打地基", due_on=TODAY, owner=contact
    )
    browser = as_person(contact)
    assert "小区凉亭" in read(browser, "mine/")
    assert "打地基" in read(browser, f"{underway.id}/tasks/")
    assert browser.get(at(f"steps/{step.id}/"))["Location"] == at(f"{underway.id}/tasks/")
    browser.post(at(f"steps/{step.id}/done/"))
    browser.post(at(f"{underway.id}/tasks/"), {
        "phase": "during", "words": "打好了", "photos": [photo()], "is_problem": "on", "key": ids.uuid7(),
    })  # fmt: skip
    entry = queries.entries_of(underway).get()
    assert (Step.objects.get().done_on, entry.is_problem, File.objects.get().about_id) == (TODAY, True, entry.id)
    desk = as_person(worker)
    assert desk.get(at(f"steps/{step.id}/"))["Location"] == at(f"{underway.id}/manage/")
    assert "解决了" in read(desk, f"{underway.id}/manage/")
    read(desk, f"entries/{entry.id}/settle/")
    desk.post(at(f"entries/{entry.id}/settle/"), {"words": "换了一根"})
    assert "换了一根" in read(desk, f"{underway.id}/")


def test_pictures_are_seen_when_they_are_published(client, worker, secretary, underway, photo):
    entries = [
        actions.write_entry(actor=worker, project=underway, phase=phase, words=words, photos=[photo()])
        for phase, words in ((Phase.BEFORE, "一片泥地"), (Phase.AFTER, "亭子立起来了"))
    ]
    assert "办以前的样子" not in read(client, f"{underway.id}/")
    for file in File.objects.all():
        files.publish_file(actor=secretary, file=file)
    page = read(client, f"{underway.id}/")
    assert ("办以前的样子" in page, "办好的样子" in page, len(entries)) == (True, True, 2)


def test_residents_accept_it_it_is_handed_over_asked_and_closed(as_person, worker, underway, neighbours):
    desk, manage = as_person(worker), at(f"{underway.id}/manage/")
    names = [each.name for each in neighbours]
    few = desk.post(manage, {"act": "accept", "witnesses": "\n".join(names[:2]), "findings": "稳", "is_passed": "yes",
                             "key": ids.uuid7()})  # fmt: skip
    assert (few.status_code, "至少要 3 位" in few.content.decode()) == (422, True)
    unknown = desk.post(manage, {"act": "accept", "witnesses": "没有这个人", "findings": "稳", "is_passed": "yes",
                                 "key": ids.uuid7()})  # fmt: skip
    assert "花名册上没找到" in unknown.content.decode()
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    desk.post(manage, {"act": "accept", "witnesses": "、".join(names[:3]), "findings": "稳", "is_passed": "yes",
                       "mend": "缺一盏灯", "mend_by": tomorrow, "key": ids.uuid7()})  # fmt: skip
    acceptance = queries.acceptances_of(underway).get()
    assert desk.get(at(f"acceptances/{acceptance.id}/"))["Location"] == manage
    desk.post(at(f"acceptances/{acceptance.id}/"))
    page = read(desk, f"{underway.id}/")
    assert (neighbours[0].masked_name in page, names[0] in page, "—" in page) == (True, False, True)
    desk.post(manage, {"act": "hand_over", "tended_by": names[3], "tend_months": "3", "tend_on": tomorrow})
    desk.post(manage, {"act": "tend", "words": "扫了一遍", "key": ids.uuid7()})
    desk.post(manage, {"act": "callback", "person": names[0], "answer": "worse", "words": "漏雨", "key": ids.uuid7()})
    desk.post(manage, {"act": "callback", "person": names[1], "answer": "better", "key": ids.uuid7()})
    assert (Callback.objects.count(), Need.objects.get().title) == (2, "没修好：小区凉亭")
    desk.post(at(f"{underway.id}/move/"), {"act": "asked"})
    desk.post(manage, {"act": "outcome", "words": "亭子 1 座"})
    desk.post(at(f"{underway.id}/move/"), {"act": "close"})
    underway.refresh_from_db()
    assert underway.state == ProjectState.CLOSED
    assert "亭子 1 座" in read(desk, f"{underway.id}/print/")


def test_who_looks_after_it_writes_on_the_phone(as_person, worker, accepted, neighbours):
    keeper = neighbours[3]
    actions.hand_over(actor=worker, project=accepted, tended_by=keeper, tend_months=2, tend_on=TODAY)
    browser = as_person(keeper)
    assert "看护了一次" in read(browser, f"{accepted.id}/tasks/")
    browser.post(at(f"{accepted.id}/tasks/"), {"words": "都好", "key": ids.uuid7()})
    assert queries.entries_of(accepted).get().written_by == keeper


def test_a_stopped_project_says_why_to_everyone(client, as_person, worker, underway):
    as_person(worker).post(at(f"{underway.id}/manage/"), {"act": "stop", "why": "管线要改"})
    client.logout()
    assert "管线要改" in read(client, f"{underway.id}/")


def test_the_list_prints_and_comes_as_a_workbook(client, agreed):
    assert "小区凉亭" in read(client, "print/")
    answer = client.get(at("list.xlsx"))
    [sheet] = open_table_file(BytesIO(b"".join(answer.streaming_content)).getvalue(), "项目清单.xlsx")
    rows = [cells for _number, cells in sheet.rows]
    assert (rows[1][1], float(rows[1][6]), float(rows[1][7])) == ("小区凉亭", 3900.0, 0.0)


@pytest.fixture
def corridors(planned, worker, secretary, pot):
    """Five more, each with its money and a task."""
    for number in range(5):
        more = planned(title=f"走廊 {number}")
        actions.add_line(actor=worker, project=more, what="砖", fen=100, fund=pot)
        actions.add_step(actor=worker, project=more, kind=StepKind.TASK, title="砌", due_on=TODAY)
        actions.approve_project(actor=secretary, project=actions.ask_project(actor=worker, project=more))


def test_lists_and_pages_ask_a_fixed_number_of_times(client, worker, agreed, corridors, django_assert_max_num_queries):
    client.get(at(""))
    with django_assert_max_num_queries(8):
        client.get(at(""))
    with django_assert_max_num_queries(8):
        client.get(at("print/"))
    for number in range(6):
        actions.add_step(actor=worker, project=agreed, kind=StepKind.TASK, title=f"事 {number}", due_on=TODAY)
        actions.write_entry(actor=worker, project=agreed, phase=Phase.DURING, words=f"日志 {number}")
    with django_assert_max_num_queries(24):
        client.get(at(f"{agreed.id}/"))


def test_another_communitys_member_sees_the_same_refusal(client, planned, somebody):
    plan = planned()
    assert client.get(at(f"{plan.id}/")).status_code == 404
    somebody("何嘉怡", Role.STEWARD)
    assert client.get(f"/c/gangwan/projects/{plan.id}/").status_code == 404
