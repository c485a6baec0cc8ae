"""The notice board: ends computed by the calendar, numbers without gaps, the printed twin, and what one may rely on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.calendar import actions as calendar
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.postings import actions, queries, rules
from hehuo.domain.ground.postings.kinds import TERMS, PostingKind, PostingState
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.ground.threads import queries as threads

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 9, 18)


@pytest.fixture(autouse=True)
def friday(db):
    calendar.seed_years(years=[2026])
    with clock.stopped(clock.at(FRIDAY, 10)):
        yield


def on(day: date):
    return clock.stopped(clock.at(day, 9))


def post(actor, **more) -> Posting:
    wanted = {"kind": PostingKind.AFFAIRS, "title": "9 月收支公示", **more}
    return actions.post(actor=actor, **wanted)


@pytest.mark.parametrize(
    ("posted_on", "days", "in_working_days", "ends_on"),
    [
        (date(2026, 9, 1), 15, False, date(2026, 9, 16)),  # the day of posting does not count
        (date(2026, 9, 18), 15, False, date(2026, 10, 8)),  # 3 October is a holiday: the next working day
        (date(2026, 9, 4), 8, False, date(2026, 9, 14)),  # a Saturday: Monday
        (date(2026, 9, 18), 5, True, date(2026, 9, 24)),  # Sunday the 20th is worked
        (date(2026, 9, 24), 5, True, date(2026, 10, 9)),  # mid-autumn and the national week lie between
    ],
)
def test_the_last_day_comes_from_the_calendar(posted_on, days, in_working_days, ends_on) -> None:
    assert queries.last_day(posted_on, days=days, in_working_days=in_working_days) == ends_on


def test_a_posting_takes_its_kinds_shortest_period_and_says_until_when(secretary) -> None:
    posting = post(secretary)
    assert (posting.days, posting.in_working_days, posting.ends_on) == (15, False, date(2026, 10, 8))
    assert (posting.number, posting.contact) == ("〔2026〕1号", "海湾社区 020-0000 0119")
    assert queries.is_calendar_known(posting)


def test_a_longer_period_may_be_chosen_a_shorter_one_is_refused_with_the_article(secretary) -> None:
    assert post(secretary, days=30).ends_on == date(2026, 10, 19)
    with pytest.raises(Refused, match="「居务公开」至少公示 15 天（城市居民委员会组织法第三十四条），要到 2026-10-08"):
        post(secretary, days=10)
    with pytest.raises(Refused, match="至少公示 5 个工作日"):
        post(secretary, kind=PostingKind.PARTNER, days=4, in_working_days=True)
    with pytest.raises(Invalid, match="至少写 1"):
        post(secretary, days=0)


def test_every_kind_has_its_term_and_article() -> None:
    assert set(TERMS) == set(PostingKind)
    assert all(term.days >= 1 and term.article for term in TERMS.values())


def test_numbers_follow_one_another_by_year_and_a_refused_posting_takes_none(secretary) -> None:
    post(secretary)
    with pytest.raises(Refused):
        post(secretary, days=1)
    numbers = [post(secretary).number]
    with on(date(2027, 1, 4)):
        numbers.append(post(secretary).number)
        assert not queries.is_calendar_known(queries.postings().first())
    assert numbers == ["〔2026〕2号", "〔2027〕1号"]


def test_only_those_who_publish_post_and_a_title_is_needed(secretary, worker) -> None:
    with pytest.raises(Refused, match="要由社区书记来办"):
        post(worker)
    with pytest.raises(Invalid, match="标题"):
        post(secretary, title=" ")


def test_the_same_key_posts_once(secretary) -> None:
    key = ids.uuid7()
    assert post(secretary, key=key) == post(secretary, key=key)
    assert Posting.objects.count() == 1


def test_a_posting_is_tied_to_what_it_posts_and_written_down(secretary, resident) -> None:
    posting = post(secretary, about=resident)
    assert [thing.id for thing in threads.later_of(resident.id)] == [posting.id]
    assert list(queries.postings_about(resident.id)) == [posting]
    entry = journal.entries_of(posting.id).get()
    assert (entry.act, entry.facts["number"], entry.facts["ends_on"]) == (
        "postings.posted", "〔2026〕1号", "2026-10-08",
    )  # fmt: skip


def test_the_paper_is_due_on_the_wall_the_next_working_day(secretary, worker, resident) -> None:
    posting = post(secretary)
    duty = duties.open_duty(posting.id, "hang_posting")
    assert duty.due_at == clock.at(date(2026, 9, 20), 18)
    with pytest.raises(Invalid, match="贴在哪儿"):
        actions.hang_posting(actor=worker, posting=posting, place_note=" ")
    with pytest.raises(Refused):
        actions.hang_posting(actor=resident, posting=posting, place_note="3 栋一楼公示栏")
    hung = actions.hang_posting(actor=worker, posting=posting, place_note="3 栋一楼公示栏")
    assert (hung.place_note, hung.hung_at) == ("3 栋一楼公示栏", clock.now())
    assert duties.open_duty(posting.id, "hang_posting") is None


def test_it_is_over_after_its_last_day_and_the_board_knows_before_the_worker_has_marked_it(secretary) -> None:
    posting = post(secretary)
    assert [rules.is_over(posting, day) for day in (date(2026, 10, 8), date(2026, 10, 9))] == [False, True]
    assert [rules.is_up(posting, day) for day in (FRIDAY, date(2026, 10, 8), date(2026, 10, 9))] == [True, True, False]
    assert queries.ending_next() == posting
    with on(date(2026, 10, 9)):
        assert list(queries.postings(state=PostingState.OVER)) == [posting]
        assert list(queries.postings(state=PostingState.UP)) == []
        assert list(queries.over_unmarked(clock.today())) == [posting]
        assert actions.close_over() == 1
        assert actions.close_over() == 0
    posting.refresh_from_db()
    assert posting.state == PostingState.OVER
    assert [entry.act for entry in journal.entries_of(posting.id)] == ["postings.posted", "postings.posting_over"]


def test_a_withdrawn_posting_says_why_and_is_never_over(secretary, worker) -> None:
    posting = post(secretary)
    with pytest.raises(Refused):
        actions.withdraw_posting(actor=worker, posting=posting, reason="数字有误")
    with pytest.raises(Invalid, match="为什么"):
        actions.withdraw_posting(actor=secretary, posting=posting, reason="")
    posting = actions.withdraw_posting(actor=secretary, posting=posting, reason="数字有误，改好再贴")
    assert (posting.state, posting.withdrawn_why) == (PostingState.WITHDRAWN, "数字有误，改好再贴")
    assert not rules.is_over(posting, date(2026, 12, 1))
    assert not duties.open_duties().exists()
    assert list(queries.postings(state=PostingState.WITHDRAWN, kind=PostingKind.AFFAIRS)) == [posting]
    with pytest.raises(Conflict):
        actions.withdraw_posting(actor=secretary, posting=posting, reason="再撤一次")


def test_one_goes_on_only_from_a_posting_that_is_over_without_an_open_or_upheld_objection(secretary, resident) -> None:
    posting = post(secretary)
    after = date(2026, 10, 9)
    assert queries.standing(posting, FRIDAY).reason == "公示 〔2026〕1号 要到 2026-10-08 才满。"
    objection = actions.object_to(actor=resident, posting=posting, text="灯泡换了两次")
    assert queries.standing(posting, after).reason == "还有 1 条异议没有答，先答异议。"
    actions.answer_objection(actor=secretary, objection=objection, answer="第二次是保修", is_upheld=False)
    assert queries.standing(posting, after)
    second = actions.object_to(actor=resident, posting=posting, text="金额写错了")
    actions.answer_objection(actor=secretary, objection=second, answer="是写错了", is_upheld=True)
    assert queries.standing(posting, after).reason == "有异议成立，要改了重新公示。"
    actions.withdraw_posting(actor=secretary, posting=posting, reason="改正")
    posting.refresh_from_db()
    assert queries.standing(posting, after).reason == "公示 〔2026〕1号 已经撤下，要重新公示。"


@pytest.mark.parametrize(
    "broken",
    [
        {"ends_on": FRIDAY},
        {"days": 0},
        {"state": PostingState.WITHDRAWN},
    ],
)
def test_the_database_holds_what_a_posting_promises(secretary, broken) -> None:
    posting = post(secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(**broken)


def test_two_postings_never_share_a_number(secretary) -> None:
    post(secretary)
    second = post(secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=second.pk).update(number="〔2026〕1号")
