"""Those whom a pact concerns say what they think of an article; each gets an answer, nobody their own."""

from datetime import timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Ownership
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import VersionState
from hehuo.domain.plan.pacts.queries import Heard
from tests.domain.plan.pacts.conftest import DAY, UNTIL


@pytest.fixture
def first(out):
    """Its first article: 楼道."""
    return queries.articles_of(out)[0]


def test_it_goes_out_for_a_week_at_least_and_must_hold_something(office, version, pact):
    with pytest.raises(Invalid) as error:
        actions.ask_comments(actor=office.worker, version=version, until=DAY + timedelta(days=3))
    assert (error.value.field, error.value.say) == ("until", f"至少让大家看 7 天，最早 {UNTIL}。")
    for article in queries.articles_of(version):
        actions.drop_article(actor=office.worker, article=article, why="重写")
    with pytest.raises(Refused, match="还没有一条内容"):
        actions.ask_comments(actor=office.worker, version=version, until=UNTIL)


def test_neighbours_comment_article_by_article_and_the_counts_stand_beside(
    office, out, first, django_assert_num_queries
):
    one, two, three, *_rest = office.people
    key = ids.uuid7()
    said = actions.comment(actor=one, version=out, article=first, text="鞋柜能放吗？", key=key)
    assert actions.comment(actor=one, version=out, article=first, text="鞋柜能放吗？", key=key) == said
    other = actions.comment(actor=two, version=out, article=first, text="婴儿车没处放")
    whole = actions.comment(actor=three, version=out, text="字印大一点")
    assert (said.about, said.person, said.entered_by) == ("楼道", one, None)
    actions.answer_comment(actor=office.worker, comment=said, is_taken_up=False, answer="鞋柜也会挡路，先不放。")
    actions.answer_comment(actor=office.other, comment=other, is_taken_up=True, answer="写明婴儿车可以放一楼。")

    with django_assert_num_queries(2):
        clauses = queries.clauses_of(out)
    assert [each.heard for each in clauses[:2]] == [Heard(2, 1, 0), Heard()]
    assert queries.heard_by_stem(out)[None] == Heard(1, 0, 1)
    with django_assert_num_queries(1):
        told = [(each.text, each.is_taken_up, each.person.masked_name) for each in queries.comments_of(out)]
    assert told == [
        ("字印大一点", None, "孙*妹"), ("鞋柜能放吗？", False, "赵*海"), ("婴儿车没处放", True, "钱*梅"),
    ]  # fmt: skip
    assert (queries.unanswered(out), list(queries.comments_on(out, None))) == (1, [whole])


def test_who_spoke_is_told_and_the_duty_ends(office, out, first):
    said = actions.comment(actor=office.people[0], version=out, article=first, text="鞋柜能放吗？")
    duty = Duty.objects.get(about_id=said.id)
    assert (str(duty.title), duty.done_at) == ("答公约的意见：五栋楼栋公约", None)
    actions.answer_comment(actor=office.worker, comment=said, is_taken_up=True, answer="可以放薄的。")
    message = Message.objects.get(person=office.people[0])
    assert (str(message.subject), str(message.body)) == ("您对《五栋楼栋公约》的意见采纳了", "可以放薄的。")
    assert Duty.objects.get(about_id=said.id).done_by == office.worker


def test_a_worker_writes_down_what_a_neighbour_said_at_the_door(office, out, first):
    said = actions.comment(actor=office.leader, person=office.people[4], version=out, article=first, text="轮椅要过")
    assert (said.person, said.entered_by) == (office.people[4], office.leader)
    with pytest.raises(Refused, match="替人记需求"):
        actions.comment(actor=office.people[0], person=office.people[4], version=out, text="替他说")


def test_only_those_whom_it_concerns(office, out, first):
    stranger = office.people[5]  # lives in building 4
    with pytest.raises(Refused, match="这份公约管的是住在这栋楼的居民，由他们来提意见。"):
        actions.comment(actor=stranger, version=out, article=first, text="我也说一句")
    Ownership.objects.create(home=office.homes[0], person=stranger)
    assert actions.comment(actor=stranger, version=out, article=first, text="我有一套在这栋").person == stranger


def test_what_is_not_taken(office, out, first, pact):
    one = office.people[0]
    with pytest.raises(Invalid, match="请写您的意见"):
        actions.comment(actor=one, version=out, article=first, text="  ")
    with pytest.raises(Invalid, match="最多 500 个字"):
        actions.comment(actor=one, version=out, article=first, text="长" * 501)
    first.version_id = ids.uuid7()
    with pytest.raises(Missing, match="没有找到这一条"):
        actions.comment(actor=one, version=out, article=first, text="这一条")
    with clock.stopped(clock.at(UNTIL + timedelta(days=1), 0, 1)), pytest.raises(Refused, match="截止了"):
        actions.comment(actor=one, version=out, text="晚了")


def test_a_draft_takes_no_comments_and_what_is_out_is_not_changed(office, version):
    with pytest.raises(Refused, match="第 1 版现在不收意见"):
        actions.comment(actor=office.people[0], version=version, text="先说一句")
    out = actions.ask_comments(actor=office.worker, version=version, until=UNTIL)
    with pytest.raises(Refused, match="大家正在提意见，这时候不能改。收完意见再改。"):
        actions.add_article(actor=office.worker, version=out, title="新", text="新的", why="补一条")


def test_nobody_answers_their_own_and_each_is_answered_once(office, out, first):
    Ownership.objects.create(home=office.homes[0], person=office.worker)
    own = actions.comment(actor=office.worker, version=out, article=first, text="我也住这栋")
    with pytest.raises(Refused, match="这条意见是您提的，要请同事来答。"):
        actions.answer_comment(actor=office.worker, comment=own, is_taken_up=True, answer="好的")
    with pytest.raises(Refused, match="「回答提问」"):
        actions.answer_comment(actor=office.people[0], comment=own, is_taken_up=True, answer="好的")
    with pytest.raises(Invalid, match="请写怎么改，或者为什么不改"):
        actions.answer_comment(actor=office.other, comment=own, is_taken_up=True, answer=" ")
    actions.answer_comment(actor=office.other, comment=own, is_taken_up=True, answer="写上")
    with pytest.raises(Conflict, match="已经答过了"):
        actions.answer_comment(actor=office.other, comment=own, is_taken_up=False, answer="不写了")


def test_comments_end_after_their_last_day_then_the_draft_goes_on(office, out):
    with pytest.raises(Refused, match=f"说好收到 {UNTIL}，到期再收。"):
        actions.end_comments(actor=office.worker, version=out)
    with clock.stopped(clock.at(UNTIL + timedelta(days=1), 9)):
        ended = actions.end_comments(actor=office.worker, version=out)
        assert (ended.state, ended.comments_from, queries.is_told(ended)) == (VersionState.DRAFT, DAY, True)
        with pytest.raises(Refused, match="不在收意见"):
            actions.end_comments(actor=office.worker, version=ended)
        again = actions.ask_comments(actor=office.worker, version=ended, until=UNTIL + timedelta(days=9))
    assert (again.comments_from, again.comments_until) == (DAY, UNTIL + timedelta(days=9))
