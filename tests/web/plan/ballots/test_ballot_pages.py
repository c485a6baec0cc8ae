"""A ballot through its pages: drafted, opened, voted by phone and on paper, counted, published, recounted."""

import csv
import io
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.plan.ballots import actions, queries
from hehuo.domain.plan.ballots.kinds import Channel, Law, Roll, Secrecy, Way
from hehuo.domain.plan.ballots.models import Ballot, Voter
from tests.domain.plan.ballots.conftest import CLOSES, NOTICE, OPENS

AT = "/c/haiwan/ballots/"
BOOK = Path("tests/papers/owners-vote.xlsx")


def text(answer) -> str:
    return answer.content.decode()


def do(browser, ballot, act: str, **said):
    return browser.post(f"{AT}{ballot.id}/manage/", {"act": act, **said}, follow=True)


@pytest.fixture
def at(as_person, office):
    """`at("worker")`, `at("钱二梅")`: the browser of one of the office or of the estate."""
    return lambda who: as_person(getattr(office, who, None) or office.people[who])


def said_of_a_draft(office, **more):
    return {
        "title": "换物业", "roll": "households", "secrecy": "open", "counts": "last", "place": str(office.estate.id),
        "notice_on": NOTICE.isoformat(), "opens_at": f"{OPENS:%Y-%m-%d %H:%M}", "closes_at": f"{CLOSES:%Y-%m-%d %H:%M}",
        "proxies_most": "3", "key": str(uuid4()),
    } | more  # fmt: skip


def test_from_the_draft_to_the_result(at, office):
    with clock.stopped(clock.at(NOTICE, 10)):
        assert at("worker").post(f"{AT}new/", said_of_a_draft(office, title="")).status_code == 422
        at("worker").post(f"{AT}new/", said_of_a_draft(office))
        ballot = Ballot.objects.get()
        assert (
            do(at("worker"), ballot, "matter", title="换不换", way="pick", law="most", choices="一个").status_code
            == 422
        )
        do(at("worker"), ballot, "matter", title="换不换", way="yes_no", law="residents")
        do(
            at("worker"),
            ballot,
            "matter",
            title="先修哪里",
            way="approve",
            law="most",
            choices="门\n灯\n路",
            most="2",
        )
        at("worker").post(f"{AT}{ballot.id}/matters/2/drop/")
        assert "还没有列" not in text(do(at("worker"), ballot, "roll"))
        at("worker").post(f"{AT}{ballot.id}/edit/", said_of_a_draft(office, title="换不换物业"))
        assert "送审了" in text(do(at("worker"), ballot, "ask"))
        assert do(at("worker"), ballot, "open").status_code == 403
        assert do(at("secretary"), ballot, "return", why="").status_code == 422
        assert "开好了" in text(do(at("secretary"), ballot, "open"))
    with clock.stopped(OPENS + timedelta(hours=2)):
        voter = queries.voices_of_person(ballot, office.people["钱二梅"]).get()
        assert "等您投的" in text(at("钱二梅").get(AT))
        page = at("钱二梅").get(f"{AT}{ballot.id}/vote/{voter.id}/")
        assert "您代表" in text(page)
        assert at("钱二梅").post(f"{AT}{ballot.id}/vote/{voter.id}/", {"key": str(uuid4())}).status_code == 422
        got = at("钱二梅").post(
            f"{AT}{ballot.id}/vote/{voter.id}/", {"matter_1": "1", "key": str(uuid4())}, follow=True
        )
        code = got.context["code"]
        assert "票收到了" in text(got)
        assert "您投的是" in text(at("钱二梅").get(f"{AT}{ballot.id}/"))
        assert "同意</b>" not in text(at("周五福").get(f"{AT}{ballot.id}/"))
        assert "提醒了 4 位" in text(do(at("worker"), ballot, "remind"))
        assert do(at("worker"), ballot, "remind").status_code == 403
    with clock.stopped(CLOSES):
        assert "截止了" in text(do(at("worker"), ballot, "close"))
        assert "计好票了" in text(do(at("worker"), ballot, "count"))
        assert "来的户数还差 2 户" in text(at("worker").get(f"{AT}{ballot.id}/manage/"))
        assert "来的户数还差" not in text(at("钱二梅").get(f"{AT}{ballot.id}/"))  # nobody's yet
        assert "公布了" in text(do(at("secretary"), ballot, "publish"))
        told = text(at("钱二梅").get(f"{AT}{ballot.id}/"))
        assert "没有通过：同意的户数够了，来的户数还差 2 户。" in told
        assert "在数里" in text(at("钱二梅").get(f"{AT}{ballot.id}/check/", {"code": code}))
        assert "没有找到" in text(at("钱二梅").get(f"{AT}{ballot.id}/check/", {"code": "AAAAA-AAAAA"}))
        assert text(at("钱二梅").get(f"{AT}{ballot.id}/print/")).count("没有通过") == 1


def test_papers_typed_by_two_on_their_pages(at, office, opened):
    ballot = opened(Roll.HOUSEHOLDS)
    said = {
        "serial": "0001", "whose": "1-102", "received_at": f"{OPENS:%Y-%m-%d %H:%M}", "signed": "钱二梅",
        "channel": "paper", "matter_1": "1", "void": "",
    }  # fmt: skip
    with clock.stopped(OPENS + timedelta(days=1)):
        assert "没有「9-999」" in text(at("worker").post(f"{AT}{ballot.id}/slips/", said | {"whose": "9-999"}))
        at("worker").post(f"{AT}{ballot.id}/slips/", said)
        assert at("worker").post(f"{AT}{ballot.id}/slips/", said).status_code == 422
        shown = text(at("other").post(f"{AT}{ballot.id}/slips/", said | {"matter_1": "2"}, follow=True))
        assert ("两遍不一样" in shown, "同意</td><td>不同意" in shown) == (True, True)
        slip = queries.slips(ballot).get()
        at("other").post(f"{AT}{ballot.id}/slips/{slip.id}/settle/", {"take": "second"})
        assert "工作人员照您的纸票录的" in text(at("钱二梅").get(f"{AT}{ballot.id}/"))
        paper = queries.papers(ballot).get()
        at("钱二梅").post(f"{AT}{ballot.id}/dispute/{paper.id}/", {"why": "我勾的是同意"})
        assert "核对一张票" in text(at("worker").get(f"{AT}papers/{paper.id}/"))
        at("worker").post(f"{AT}papers/{paper.id}/", {"void": "unreadable"})
        assert queries.turnout(ballot).voted == 0
        assert "涂改得认不出" in text(at("worker").get(f"{AT}{ballot.id}/papers/"))


def test_mandates_deliveries_and_the_paper_to_print(at, office, opened):
    ballot = opened(Roll.OWNERS, law=Law.OWNERS_ORDINARY)
    with clock.stopped(OPENS):
        voter = Voter.objects.get(label__contains="钱二梅")
        at("worker").post(f"{AT}{ballot.id}/roll/{voter.id}/", {"act": "deliver"})
        assert "送到" in text(at("worker").get(f"{AT}{ballot.id}/roll/", {"q": "钱二梅"}))
        assert "钱二梅" not in text(at("worker").get(f"{AT}{ballot.id}/roll/", {"q": "不在"}))
        said = {"whose": "1-102", "agent_name": "温毅", "given_on": NOTICE.isoformat()}
        at("worker").post(f"{AT}{ballot.id}/proxies/", said)
        assert at("worker").post(f"{AT}{ballot.id}/proxies/", said).status_code == 422
        at("worker").post(f"{AT}{ballot.id}/proxies/{queries.mandates(ballot).get().id}/end/")
        assert not queries.mandates(ballot)
        printed = text(at("worker").get(f"{AT}{ballot.id}/paper/print/", {"from": "7", "many": "3"}))
        assert [f"票号 000{n}" in printed for n in (7, 8, 9)] == [True] * 3


def test_the_estates_own_table_in_one_upload(at, office):
    at("worker").post(f"{AT}new/", said_of_a_draft(
        office, roll="owners", counts="first", notice_on="2022-05-19", opens_at="2022-06-06 09:00",
        closes_at="2022-06-12 18:00",
    ))  # fmt: skip
    ballot = Ballot.objects.get()
    for title, law in (("聘物业", "owners"), ("建充电棚", "owners_special")):
        do(at("worker"), ballot, "matter", title=title, way="yes_no", law=law)
    upload = SimpleUploadedFile("票.xlsx", BOOK.read_bytes())
    assert "名册列好了" in text(do(at("worker"), ballot, "table", file=upload))
    assert do(at("worker"), ballot, "table", file=SimpleUploadedFile("x.xlsx", b"nothing")).status_code == 422
    do(at("worker"), ballot, "ask")
    do(at("secretary"), ballot, "open")
    do(at("worker"), ballot, "close")
    upload.seek(0)
    got = text(at("worker").post(f"{AT}{ballot.id}/table/", {"file": upload}, follow=True))
    assert "收了 190 张票：172 张算数，10 张重复，8 张废票。" in got
    upload.seek(0)
    assert at("worker").post(f"{AT}{ballot.id}/table/", {"file": upload}).status_code == 422
    do(at("worker"), ballot, "count")
    assert "没有通过：来的人数、来的面积、同意的人数够了，同意的面积还差 0.02 ㎡。" in text(
        at("worker").get(f"{AT}{ballot.id}/manage/")
    )


def test_whoever_stands_on_the_roll_recounts_from_the_file(at, office, opened):
    ballot = opened(Roll.OWNERS, law=Law.OWNERS_ORDINARY)
    with clock.stopped(OPENS):
        for name, mark in (("赵大海", "1"), ("钱二梅", "2"), ("孙三妹", "1"), ("李四喜", "1")):
            voter = queries.voices_of_person(ballot, office.people[name]).get()
            actions.vote(actor=office.people[name], voter=voter, marks={1: [int(mark)]}, key=uuid4())
    with clock.stopped(CLOSES):
        actions.close_over()
        actions.count_ballot(actor=office.worker, ballot=ballot)
        actions.publish_result(actor=office.secretary, ballot=ballot)
    browser = at("周五福")
    rows = list(csv.reader(io.StringIO(browser.get(f"{AT}{ballot.id}/papers.csv").content.decode("utf-8-sig"))))
    assert rows[:2] == [["area_x100", "1:yes_no:owners"], ["63000", "5"]]
    assert sorted(rows[2:]) == [["10000", "1"], ["11000", "1"], ["21000", "1"], ["9000", "2"]]
    assert at("secretary").get(f"{AT}{ballot.id}/papers.csv").status_code == 200


def test_the_script_in_the_docs_says_what_the_result_says(tmp_path):
    lines = ["area_x100,1:yes_no:owners,2:pick:most", "63000,5,5", "21000,1,2", "9000,2,1", "10000,1,2", "11000,,1 2"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    script = Path("docs/recount.py")
    said = subprocess.run([sys.executable, script, tmp_path / "a.csv"], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [
        "1:yes_no:owners {1: 2, 2: 1, 3: 1} {1: 31000, 2: 9000, 3: 11000}",
        " took part 4 of 5 area 51000 of 63000", " failed",
        "2:pick:most {1: 1, 2: 2} {1: 9000, 2: 31000}",
    ]  # fmt: skip
    assert len(script.read_text().splitlines()) <= 60


def test_a_stranger_and_one_not_on_the_roll(client, as_person, opened, somebody):
    ballot = opened(Roll.HOUSEHOLDS)
    voter = queries.voters(ballot).first()
    assert client.get(f"{AT}{ballot.id}/").status_code == 200
    assert client.get(f"{AT}{ballot.id}/vote/{voter.id}/").status_code == 302
    outsider = as_person(somebody("外人"))
    assert outsider.get(f"{AT}{ballot.id}/vote/{voter.id}/").status_code == 404
    for page in ("manage/", "roll/", "slips/", "proxies/", "table/", "papers/", "edit/", "paper/print/"):
        assert outsider.get(f"{AT}{ballot.id}/{page}").status_code == 403
    assert outsider.get(f"{AT}{ballot.id}/papers.csv").status_code == 404  # not published


def test_a_budget_shows_where_each_share_went(at, office, opened):
    projects = [("修凉亭", 400_00), ("换路灯", 400_00), ("种月季", 200_00)]
    ballot = opened(Roll.HOUSEHOLDS, matters=(("一千元怎么花", Way.BUDGET, projects, 3, 1000_00),))
    with clock.stopped(OPENS):
        for name, marks in {"赵大海": [1, 3], "钱二梅": [1], "孙三妹": [1], "李四喜": [2], "周五福": [2, 3]}.items():
            voter = queries.voices_of_person(ballot, office.people[name]).get()
            actions.vote(actor=office.people[name], voter=voter, marks={1: marks}, key=uuid4())
    with clock.stopped(CLOSES):
        actions.close_over()
        actions.count_ballot(actor=office.worker, ballot=ballot)
        actions.publish_result(actor=office.secretary, ballot=ballot)
    page = at("赵大海").get(f"{AT}{ballot.id}/spent/1/")
    assert [(choice.name, yuan) for choice, yuan in page.context["paid"]] == [
        ("修凉亭", "133.33"),
        ("种月季", "133.00"),
    ]
    assert at("worker").get(f"{AT}{ballot.id}/spent/9/").status_code == 404


def test_a_secret_roll_is_marked_by_hand_and_lists_no_paper(at, office, opened):
    ballot = opened(Roll.PERSONS, secrecy=Secrecy.SECRET)
    with clock.stopped(OPENS):
        voter = queries.voters(ballot).first()
        at("worker").post(f"{AT}{ballot.id}/roll/{voter.id}/", {"act": Channel.PAPER.value})
        assert at("worker").post(f"{AT}{ballot.id}/roll/{voter.id}/", {"act": "nothing"}).status_code == 404
        assert "纸票投了" in text(at("worker").get(f"{AT}{ballot.id}/roll/"))
        assert "不记名的票没有名字和时间" in text(at("worker").get(f"{AT}{ballot.id}/papers/"))


def test_a_result_is_read_out_of_few_rows(at, office, opened, django_assert_max_num_queries):
    ballot = opened(Roll.HOUSEHOLDS)
    with clock.stopped(CLOSES):
        actions.close_over()
        actions.count_ballot(actor=office.worker, ballot=ballot)
        actions.publish_result(actor=office.secretary, ballot=ballot)
        browser = at("worker")
        browser.get(f"{AT}{ballot.id}/")
        with django_assert_max_num_queries(24):
            browser.get(f"{AT}{ballot.id}/")
