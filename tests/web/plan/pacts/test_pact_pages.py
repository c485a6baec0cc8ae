"""A pact through its pages: drafted, changed, commented, voted, signed, filed; and what each caller may see of it."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import VersionState
from hehuo.domain.plan.pacts.models import Comment, Pact, Signature, Version
from tests.domain.plan.pacts.conftest import DAY, UNTIL, after_comments, put_to_vote, voted

AT = "/c/haiwan/pacts/"
KEY = "019a0000-0000-7000-8000-000000000001"


def text(answer) -> str:
    return answer.content.decode()


def do(browser, version, act: str, **said):
    return browser.post(f"{AT}versions/{version.id}/manage/", {"act": act, **said}, follow=True)


def test_from_the_pattern_to_the_vote(as_person, office):
    browser = as_person(office.worker)
    said = {
        "kind": "building",
        "title": "五栋楼栋公约",
        "place": str(office.building.id),
        "from_pattern": "on",
        "key": KEY,
    }
    refused = browser.post(f"{AT}new/", said | {"place": ""})
    assert (refused.status_code, "要选一个楼栋" in text(refused), "五栋楼栋公约" in text(refused)) == (422, True, True)
    assert "高空" in text(browser.post(f"{AT}new/", said, follow=True))
    version = Version.objects.get()
    first = queries.articles_of(version)[0]
    words = {"act": "change", "title": "楼道", "text": "楼道不放东西。", "why": "消防查过"}
    bad = browser.post(f"{AT}articles/{first.id}/change/", words | {"why": ""})
    assert (bad.status_code, "楼道不放东西。" in text(bad)) == (422, True)
    assert "改好了" in text(browser.post(f"{AT}articles/{first.id}/change/", words, follow=True))
    browser.post(f"{AT}articles/{first.id}/change/", {"act": "down"})
    assert browser.get(f"{AT}articles/{first.id}/change/").status_code == 200
    assert "去掉了" in text(
        browser.post(f"{AT}articles/{first.id}/change/", {"act": "drop", "why": "合并了"}, follow=True)
    )
    more = {"title": "电梯", "text": "电动车不进电梯。", "why": "消防提的", "after": "0"}
    assert browser.post(f"{AT}versions/{version.id}/articles/add/", more | {"title": ""}).status_code == 422
    assert "添上了" in text(browser.post(f"{AT}versions/{version.id}/articles/add/", more, follow=True))
    assert [each.title for each in queries.articles_of(version)][:2] == ["电梯", "声音"]

    early = do(browser, version, "comments", until=str(DAY))
    assert (early.status_code, "至少让大家看 7 天" in text(early)) == (422, True)
    assert "发出去了" in text(do(browser, version, "comments", until=str(UNTIL)))
    assert do(browser, version, "end_comments").status_code == 403
    with clock.stopped(clock.at(UNTIL + timedelta(days=1), 9)):
        assert "意见收齐了" in text(do(browser, version, "end_comments"))
        today = clock.today()
        days = {"notice_on": today, "opens_on": today, "closes_on": today + timedelta(days=9)}
        wrong = do(browser, version, "vote", roll="households", **(days | {"closes_on": today - timedelta(days=1)}))
        assert (wrong.status_code, "截止要在开始之后" in text(wrong)) == (422, True)
        assert "投票起草好了" in text(do(browser, version, "vote", roll="households", **days))
        assert "一个字也不能改" in text(browser.get(f"{AT}versions/{version.id}/manage/"))
        assert "收回来了" in text(do(browser, version, "take_back", why="漏了一条"))
    assert "不办了，理由记在案" in text(do(browser, version, "drop", why="先缓一缓"))


def test_a_neighbour_reads_comments_and_finds_the_answer(client, as_person, office, out, pact):
    page = text(client.get(f"{AT}{pact.id}/"))
    assert all(word in page for word in ("五栋楼栋公约", "正在征求意见", "楼道", "提一条意见"))
    article = queries.articles_of(out)[0]
    at = f"{AT}articles/{article.id}/"
    assert "登录了提意见" in text(client.get(at))
    assert client.post(at, {"text": "鞋柜能放吗？", "key": KEY}).status_code == 302
    browser = as_person(office.people[0])
    assert browser.post(at, {"text": "", "key": KEY}).status_code == 422
    assert "三个工作日内有回音" in text(browser.post(at, {"text": "鞋柜能放吗？", "key": KEY}, follow=True))
    whole = f"{AT}versions/{out.id}/comments/"
    assert browser.post(whole, {"text": "字大一点", "key": KEY[:-1] + "2"}).status_code == 302
    stranger = as_person(office.people[5])
    refused = stranger.post(at, {"text": "我也说", "key": KEY[:-1] + "3"})
    assert (refused.status_code, "由他们来提意见" in text(refused), "我也说" in text(refused)) == (422, True, False)

    said = Comment.objects.get(stem=article.stem)
    worker = as_person(office.worker)
    assert "鞋柜能放吗？" in text(worker.get(f"{AT}comments/{said.id}/answer/"))
    assert worker.post(f"{AT}comments/{said.id}/answer/", {"is_taken_up": "no", "answer": ""}).status_code == 422
    done = worker.post(f"{AT}comments/{said.id}/answer/", {"is_taken_up": "no", "answer": "先不放。"}, follow=True)
    assert "答了，提意见的人收到通知了" in text(done)
    client.logout()
    public = text(client.get(at))
    assert all(word in public for word in ("赵*海", "不改", "先不放。"))
    assert "赵大海" not in public
    assert "1 条意见，采纳 0 条" in text(client.get(f"{AT}{pact.id}/"))


def test_a_leader_writes_down_what_was_said_at_the_door(as_person, office, out):
    browser, article = as_person(office.leader), queries.articles_of(out)[0]
    said = {"text": "轮椅要过", "person": "周五福", "key": KEY}
    assert browser.post(f"{AT}articles/{article.id}/", said).status_code == 302
    assert (Comment.objects.get().person, Comment.objects.get().entered_by) == (office.people[4], office.leader)


def test_a_draft_is_seen_by_those_who_make_it_only(client, as_person, office, version, pact):
    for page in (f"{AT}{pact.id}/", f"{AT}versions/{version.id}/", f"{AT}versions/{version.id}/print/"):
        assert client.get(page).status_code == 404
    assert "还没有公约" in text(client.get(AT))
    browser = as_person(office.people[0])
    for page in ("desk/", "new/", f"versions/{version.id}/manage/", f"versions/{version.id}/articles/add/"):
        assert browser.get(f"{AT}{page}").status_code == 403
    worker = as_person(office.worker)
    assert "在起草" in text(worker.get(f"{AT}desk/"))
    assert "还没有生效" in text(worker.get(f"{AT}versions/{version.id}/print/"))


def test_carried_it_is_let_hold_by_another_then_posted_filed_and_amended(as_person, office, voting, pact):
    carried = voted(office, voting)
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)):
        worker = as_person(office.worker)
        assert do(worker, carried, "in_force").status_code == 403
        assert do(worker, carried, "fail").status_code == 403
        secretary = as_person(office.secretary)
        assert "同意的比不同意的多" in text(secretary.get(f"{AT}versions/{carried.id}/"))
        assert "生效了。接下来" in text(do(secretary, carried, "in_force"))
        assert "公示了，贴满 15 天" in text(do(secretary, carried, "post"))
        said = {"office": "方兴社区中心", "number": "备 1", "on": str(clock.today())}
        assert do(as_person(office.worker), carried, "file", **(said | {"office": ""})).status_code == 422
        assert "备案记下了" in text(do(as_person(office.worker), carried, "file", **said))
        assert "备 1" in text(secretary.get(f"{AT}{pact.id}/"))
        assert "第 2 版" in text(do(as_person(office.worker), carried, "next", why="换了灯"))
    assert queries.underway(pact).number == 2


def test_lost_it_says_by_how_much(as_person, office, voting):
    lost = voted(office, voting, (2, 2, 1))
    with clock.stopped(lost.ballot.closes_at + timedelta(days=1)):
        browser = as_person(office.worker)
        assert "记下了：没有通过" in text(do(browser, lost, "fail"))
        browser.logout()
        assert "同意的 1，不同意的 2" in text(browser.get(f"{AT}versions/{lost.id}/"))


def test_a_pact_of_before_is_registered_by_a_second_person(as_person, office, version):
    said = {"adopted": "2021 年板凳会定的，86 户到场", "on": "2021-03-06"}
    assert do(as_person(office.worker), version, "take_over", **said).status_code in (403, 422)
    short = do(as_person(office.secretary), version, "take_over", **(said | {"adopted": "定过"}))
    assert (short.status_code, "请写当时怎么定的" in text(short)) == (422, True)
    assert "登记好了" in text(do(as_person(office.secretary), version, "take_over", **said))
    assert Version.objects.get().state == VersionState.IN_FORCE


def test_two_versions_stand_side_by_side_marked_without_colour(client, office, pact, in_force):
    second = actions.begin_version(actor=office.worker, pact=pact, why="改两条")
    held = queries.articles_of(second)
    actions.change_article(
        actor=office.worker,
        article=held[0],
        title="楼道",
        text="楼道不堆东西，不停电动车，自家门口大家扫。",
        why="轮着扫",
    )
    actions.drop_article(actor=office.worker, article=held[2], why="并到别处")
    out = actions.ask_comments(actor=office.worker, version=second, until=clock.today() + timedelta(days=8))
    page = text(client.get(f"{AT}versions/{out.id}/compare/"))
    assert "有改动的 2 条，没动的 5 条" in page
    assert all(mark in page for mark in ("<del>自</del>家扫", "<ins>大</ins>家扫", "去掉第 3 条", "为什么：轮着扫"))
    assert client.get(f"{AT}versions/{out.id}/compare/?with=1").status_code == 200
    assert (
        client.get(f"{AT}versions/{in_force.id}/compare/?with=9").status_code == 404
    )  # the first has nothing before it


def test_a_home_signs_on_the_phone_and_takes_it_back(client, as_person, office, in_force):
    browser, at = as_person(office.people[0]), f"{AT}versions/{in_force.id}/"
    assert "我家同意，签上" in text(browser.get(at))
    signed = browser.post(f"{at}sign/", {"home": str(office.homes[0].id)}, follow=True)
    assert all(word in text(signed) for word in ("签好了", "赵大海", "划掉我的签名"))
    assert browser.post(f"{at}sign/", {"home": str(office.homes[1].id)}).status_code == 403
    assert browser.get(f"{at}signed/").status_code == 403
    client.logout()
    public = text(client.get(at))
    assert ("5-101" in public, "赵大海" in public, "该签 5 户" in public) == (False, False, True)
    strike = f"{AT}signatures/{Signature.objects.get().id}/strike/"
    assert as_person(office.people[1]).get(strike).status_code == 403
    browser = as_person(office.people[0])
    assert browser.post(strike, {"why": ""}).status_code == 422
    assert "划掉了" in text(browser.post(strike, {"why": "再商量"}, follow=True))


def test_a_paper_list_is_typed_in_by_who_carried_it(as_person, office, in_force):
    browser, at = as_person(office.leader), f"{AT}versions/{in_force.id}/signed/"
    said = {"on": str(clock.today()), "lines": "101 赵大海\n5-102，钱二梅\n999 谁"}
    answer = browser.post(at, said)
    assert (answer.status_code, "999：没有找到这个门牌" in text(answer)) == (422, True)
    assert [each.name for each in Signature.objects.order_by("home__order")] == ["赵大海", "钱二梅"]
    assert "录了 0 户，1 户早就签过" in text(browser.post(at, said | {"lines": "101 赵大海"}, follow=True))


def test_it_is_printed_whole_and_the_list_of_doors_too(client, as_person, office, in_force):
    page = text(client.get(f"{AT}versions/{in_force.id}/print/"))
    assert all(word in page for word in (in_force.code, "第 7 条　怎么改", "二维码", "起生效"))
    assert as_person(office.people[0]).get(f"{AT}versions/{in_force.id}/sheets/").status_code == 403
    sheet = text(as_person(office.leader).get(f"{AT}versions/{in_force.id}/sheets/?building=5栋"))
    assert all(room in sheet for room in ("5-101", "5-301"))
    assert "赵大海" not in sheet


def test_a_long_pact_takes_the_sheets_it_needs(haiwan):
    from hehuo.domain.plan.pacts.models import Article
    from hehuo.web.plan.pacts.printing import sheets_of

    words = [Article(position=number, title="一条", text="字" * 200) for number in range(1, 31)]
    sheets = sheets_of(words)
    assert [article for sheet in sheets for article in sheet] == words
    assert [len(sheet) for sheet in sheets] == [4, 4, 4, 4, 4, 4, 4, 2]


@pytest.mark.parametrize("many", [0, 6])
def test_the_page_of_a_version_costs_the_same_however_much_was_said(
    client, office, out, django_assert_max_num_queries, many
):
    article = queries.articles_of(out)[0]
    for number in range(many):
        actions.comment(actor=office.people[number % 5], version=out, article=article, text=f"意见 {number}")
    with django_assert_max_num_queries(16):
        client.get(f"{AT}versions/{out.id}/")
    with django_assert_max_num_queries(12):
        client.get(f"{AT}articles/{article.id}/")


def test_the_whole_way_again_for_the_second_version(office, pact, in_force):
    second = actions.begin_version(actor=office.worker, pact=pact, why="换了灯")
    assert put_to_vote(office, after_comments(office, second)).state == VersionState.VOTING
    assert Pact.objects.count() == 1
