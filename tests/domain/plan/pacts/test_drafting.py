"""A pact is drafted from a pattern and changed with reasons; no older version is lost, nothing fixed is touched."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import ChangeKind, PactKind, VersionState
from hehuo.domain.plan.pacts.models import Version
from hehuo.domain.plan.pacts.patterns import PATTERNS


def titles(version) -> list[str]:
    return [article.title for article in queries.articles_of(version)]


def article(version, title):
    return next(each for each in queries.articles_of(version) if each.title == title)


def test_every_kind_has_a_pattern_of_its_own_that_holds_no_watched_word(office):
    from hehuo.domain.plan.pacts import rules
    from hehuo.domain.plan.pacts.models import Article

    assert set(PATTERNS) == set(PactKind)
    found = {
        kind: [doubt.word for doubt in rules.doubts(Article(title=title, text=text) for title, text in each.articles)]
        for kind, each in PATTERNS.items()
    }
    assert found == {kind: [] for kind in PactKind} | {PactKind.RESIDENTS: ["罚款"]}  # it says: 不罚款


def test_a_draft_begins_with_the_pattern_article_by_article(office, pact, version):
    assert titles(version) == [title for title, _text in PATTERNS[PactKind.BUILDING].articles]
    assert (version.number, version.why, version.state) == (1, "第一次订", VersionState.DRAFT)
    empty = actions.draft_pact(
        actor=office.worker, kind=PactKind.RESIDENTS, title="居民公约", from_pattern=False, key=pact.place.id
    )
    again = actions.draft_pact(actor=office.worker, kind=PactKind.RESIDENTS, title="居民公约", key=pact.place.id)
    assert (titles(queries.underway(empty)), again) == ([], empty)


def test_an_article_is_added_changed_moved_and_dropped_each_with_its_reason(office, version):
    lift = {"title": "电梯", "text": "电动车不进电梯。", "why": "消防提的"}
    actions.add_article(actor=office.worker, version=version, after=1, **lift)
    noise = article(version, "声音")
    actions.change_article(
        actor=office.worker, article=noise, title="声音", text="晚上 9 点半以后轻一点。", why="孩子睡得早"
    )
    actions.drop_article(actor=office.worker, article=article(version, "楼里的钱"), why="另订一份账目办法")
    actions.move_article(actor=office.worker, article=article(version, "邻居"), up=True)
    first = article(version, "楼道")
    assert actions.move_article(actor=office.worker, article=first, up=True).position == 1

    assert titles(version) == ["楼道", "电梯", "声音", "高空", "邻居", "地下室", "怎么改"]
    assert [each.position for each in queries.articles_of(version)] == list(range(1, 8))
    assert [(each.kind, each.title or each.old_title, each.why) for each in queries.changes_of(version)] == [
        (ChangeKind.ADDED, "电梯", "消防提的"),
        (ChangeKind.CHANGED, "声音", "孩子睡得早"),
        (ChangeKind.DROPPED, "楼里的钱", "另订一份账目办法"),
    ]
    kept = [each.old_text for each in queries.changes_of(version)]
    assert kept == ["", noise.text, dict(PATTERNS[PactKind.BUILDING].articles)["楼里的钱"]]


@pytest.mark.parametrize(
    ("said", "field", "say"),
    [
        ({"title": " "}, "title", "请给这一条起个短名字，40 个字以内，例如：停车和充电。"),
        ({"text": " "}, "text", "请写这一条的内容。"),
        ({"text": "长" * 1001}, "text", "一条最多 1000 个字，请分成两条。"),
        ({"why": "嗯"}, "why", "请写一句为什么这样改，大家会看到。"),
    ],
)
def test_an_article_without_words_or_reason_is_not_taken(office, version, said, field, say):
    whole = {"title": "电梯", "text": "电动车不进电梯。", "why": "消防提的"}
    with pytest.raises(Invalid) as error:
        actions.add_article(actor=office.worker, version=version, **(whole | said))
    assert (error.value.field, error.value.say) == (field, say)


def test_the_same_words_are_no_change_and_a_drop_wants_its_reason(office, version):
    first = queries.articles_of(version)[0]
    with pytest.raises(Invalid, match="没有改动"):
        actions.change_article(actor=office.worker, article=first, title=first.title, text=first.text, why="再看看")
    with pytest.raises(Invalid, match="为什么去掉"):
        actions.drop_article(actor=office.worker, article=first, why="")


def test_who_may_draft_and_where_each_kind_belongs(office):
    with pytest.raises(Refused, match="「办投票」要由社区书记、社区工作者来办"):
        actions.draft_pact(actor=office.people[0], kind=PactKind.BUILDING, title="公约", place=office.building)
    with pytest.raises(Invalid, match="「楼栋公约」要选一个楼栋"):
        actions.draft_pact(actor=office.worker, kind=PactKind.BUILDING, title="公约", place=office.estate)
    with pytest.raises(Invalid, match="是全社区的，不用选地方"):
        actions.draft_pact(actor=office.worker, kind=PactKind.RESIDENTS, title="公约", place=office.estate)
    with pytest.raises(Invalid, match="请写公约的名字"):
        actions.draft_pact(actor=office.worker, kind=PactKind.COVENANT, title=" ", place=office.estate)


def test_one_pact_of_a_name_and_one_version_in_the_making(office, pact, version):
    with pytest.raises(Conflict, match="已经有一份「五栋楼栋公约」了"):
        actions.draft_pact(actor=office.other, kind=PactKind.BUILDING, title="五栋楼栋公约", place=office.building)
    with pytest.raises(Refused, match="第 1 版「在起草」，办完这一版再起草下一版"):
        actions.begin_version(actor=office.other, pact=pact, why="再改改")


def test_what_is_in_force_is_changed_by_a_new_version_only(office, pact, in_force):
    held = queries.articles_of(in_force)
    say = "第 1 版「生效了」，不能直接改。要改，请起草新的一版，征求意见，再投票。"
    for act, said in (
        (actions.change_article, {"article": held[0], "title": "楼道", "text": "随便放", "why": "方便"}),
        (actions.drop_article, {"article": held[0], "why": "不要了"}),
        (actions.move_article, {"article": held[0], "up": False}),
        (actions.add_article, {"version": in_force, "title": "新", "text": "新", "why": "新的"}),
        (actions.drop_version, {"version": in_force, "why": "不要了"}),
    ):
        with pytest.raises(Refused) as error:
            act(actor=office.worker, **said)
        assert error.value.say == say
    with pytest.raises(Invalid, match="为什么要改"):
        actions.begin_version(actor=office.worker, pact=pact, why="")

    second = actions.begin_version(actor=office.worker, pact=pact, why="地下室翻新了")
    actions.change_article(
        actor=office.worker, article=queries.articles_of(second)[3], title="地下室", text="灯是感应的。", why="换了灯"
    )
    assert (second.number, [each.stem for each in queries.articles_of(second)]) == (2, [each.stem for each in held])
    assert [(each.title, each.text) for each in queries.articles_of(in_force)] == [(e.title, e.text) for e in held]
    assert (queries.in_force(pact), queries.is_unchanged(in_force)) == (in_force, True)


def test_a_draft_that_is_dropped_stays_with_its_reason(office, pact, version):
    with pytest.raises(Invalid, match="为什么不办了"):
        actions.drop_version(actor=office.worker, version=version, why=" ")
    dropped = actions.drop_version(actor=office.worker, version=version, why="先把地下室修好")
    assert (dropped.state, dropped.end_why) == (VersionState.DROPPED, "先把地下室修好")
    assert actions.begin_version(actor=office.worker, pact=pact, why="修好了").number == 2


def test_the_database_itself_knows_no_version_in_force_without_a_vote_and_a_second_person(office, version):
    for said in (
        {"state": VersionState.IN_FORCE},
        {"state": VersionState.IN_FORCE, "in_force_on": clock.today(), "in_force_by": office.worker, "code": "X"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**said)


def test_lists_cost_the_same_for_one_pact_and_many(office, pact, django_assert_num_queries):
    for number in range(4):
        with clock.stopped(clock.now() + timedelta(minutes=number)):
            actions.draft_pact(actor=office.worker, kind=PactKind.RESIDENTS, title=f"居民公约 {number}")
    with django_assert_num_queries(2):
        found = queries.standings(queries.pacts())
    assert [each.underway.number for each in found] == [1] * 5
    assert queries.standings(queries.told(), only_told=True) == []
