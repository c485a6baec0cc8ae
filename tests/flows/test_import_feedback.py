"""Feedback after trial sessions: one form a phone and trial, the latest by time; a bad star does not count."""

import pytest

from hehuo.core.db.models import Community
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.models import Trial
from hehuo.domain.build.recruitment.papers.feedback import star
from hehuo.domain.ground.forms.models import Reply
from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.flows.import_applications import import_applications
from hehuo.flows.import_feedback import import_feedback
from hehuo.ops.papers.importers import import_paper
from hehuo.ops.papers.kinds import Paper
from hehuo.ops.papers.recruitment import show_feedback
from tests.house.plan import ROOT

pytestmark = pytest.mark.django_db
NAME = "trial-feedback.csv"
PAPERS = ROOT / "tests" / "papers"
CONTENT = (PAPERS / NAME).read_bytes()


def take(**changes):
    return import_feedback(**{"actor": None, "content": CONTENT, "name": NAME, **changes})


@pytest.fixture
def applied(haiwan):
    name = "applications-gangwan.xlsx"
    import_applications(actor=None, content=(PAPERS / name).read_bytes(), name=name, community="海湾社区")


@pytest.mark.parametrize(
    ("written", "stars"),
    [("★★★★☆", 4), ("五星", 5), ("4分", 4), ("５", 5), ("3.0", 3), (4, 4), ("5 星", 5), ("很满意", 5),
     ("6", "6"), ("0", "0"), ("", ""), ("还行", "还行"), ("4.5", "4.5")],
)  # fmt: skip
def test_stars_are_read_however_they_are_written(written, stars):
    assert star(written) == stars


def test_the_file_is_counted_by_its_rule(applied):
    outcome = take()
    assert outcome.counts == {
        "read": 166, "new": 166, "changed": 0, "unchanged": 0, "refused": 0, "counted": 151, "superseded": 13,
        "invalid": 2,
    }  # fmt: skip
    shown = {
        trial["trial"]: (trial["forms"], trial["valid"], trial["mean"], trial["passed"])
        for trial in show_feedback()["trials"]
    }
    assert shown == {
        "天空农场自然课": (24, 23, "111/23", True),
        "少儿街舞": (10, 8, "39/8", False),
        "硬笔书法": (24, 22, "50/11", True),
        "粤剧粤曲私伙局": (25, 23, "104/23", True),
        "亲子陶泥": (20, 18, "26/9", False),
        "瑜伽普拉提": (8, 6, "5", False),
        "乐高机器人": (17, 15, "71/15", True),
        "八段锦": (16, 15, "68/15", True),
        "智能手机课堂": (22, 21, "14/3", True),
    }


def test_taking_it_again_changes_nothing(applied):
    take()
    again = take()
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 166)
    assert Reply.objects.count() == 166


def test_a_trial_is_tied_to_its_applicant(applied):
    take()
    farm = queries.pipeline().get(project="天空农场自然课")
    assert [trial.title for trial in queries.trials_of(farm)] == ["天空农场自然课"]
    assert queries.result_of(farm).verdict.allowed


def test_a_trial_without_an_applicant_is_kept_under_its_name_and_told(haiwan):
    outcome = take()
    assert {problem.value for problem in outcome.problems if problem.code == "trial_unmatched"} == {
        "天空农场自然课", "少儿街舞", "硬笔书法", "粤剧粤曲私伙局", "亲子陶泥", "瑜伽普拉提", "乐高机器人", "八段锦",
        "智能手机课堂",
    }  # fmt: skip
    assert Trial.objects.filter(application=None).count() == 9


def test_a_street_file_goes_to_where_the_applicants_are(applied, haiwan):
    Community.objects.create(code="nanbeitai", name="南北台社区", street=haiwan.street)
    outcome = import_paper("feedback", Paper(NAME, CONTENT), haiwan.street)
    assert {problem.value for problem in outcome.problems if problem.code == "community_unknown"} == {
        "亲子陶泥", "八段锦",
    }  # fmt: skip
    assert outcome.counts["read"] == 166
    assert outcome.counts["refused"] == 36


def test_what_cannot_be_taken_waits_with_its_reason(haiwan):
    content = (
        "填写时间,课程名称,电话,总体评价\n"
        "2024-07-06 21:31,围棋,199****1051,6\n2024-07-06 21:40,围棋,,5\n昨天,围棋,199****2222,5\n,,199****3333,5\n"
        "2024年7月6日 22:00,《围棋》（试课）,199****4444,★★★★★\n"
    ).encode()
    outcome = take(content=content, name="反馈.csv")
    assert {(problem.row, problem.code) for problem in outcome.problems} == {
        (2, "star_impossible"), (2, "trial_unmatched"), (3, "phone_missing"), (4, "time_unread"), (5, "time_unread"),
        (5, "trial_missing"),
    }  # fmt: skip
    assert (outcome.counts["new"], outcome.counts["refused"], outcome.counts["counted"]) == (2, 3, 1)


def test_a_phone_on_the_roll_is_the_person_and_the_latest_whole_form_counts(haiwan, somebody):
    neighbour = somebody("高雪")
    neighbour.phone = "19900594522"
    neighbour.save()
    rows = (
        "2024-07-06 22:30,围棋,19900594522,",
        "2024-07-06 21:31,围棋,19900594522,3",
        "2024-07-06 22:10,围棋,199 0059 4522,5",
    )
    outcome = take(content="\n".join(("填写时间,课程名称,电话,总体评价", *rows)).encode(), name="反馈.csv")
    assert (outcome.counts["counted"], outcome.counts["superseded"], outcome.counts["invalid"]) == (1, 1, 1)
    counted = Reply.objects.get(counts=True)
    assert (counted.person, counted.answers) == (neighbour, {"overall": 5})


def test_a_look_before_writes_nothing_and_another_file_is_refused(haiwan):
    assert take(dry_run=True).commit is False
    assert Reply.objects.count() == 0
    with pytest.raises(FileFault, match="没有找到试课反馈"):
        take(content="楼栋,房号,户主\n1,101,张三\n".encode(), name="名册.csv")
