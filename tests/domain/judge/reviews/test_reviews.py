"""A review: who scores, who decides, what is posted, objected to and final; and what a later card leaves alone."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.recruitment.kinds import NEGATIVE_LIST
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.calendar.models import CalendarDay
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.judge.reviews import actions, figures, queries
from hehuo.domain.judge.reviews.kinds import BANDS, LINES, ReviewState
from hehuo.domain.judge.reviews.models import Review, Score
from tests.domain.judge.reviews.conftest import FROM, GOOD, TO, reasons

pytestmark = pytest.mark.django_db


def turns(thing):
    return sorted(Duty.objects.filter(about_id=thing.id, done_at=None).values_list("act", flat=True))


def test_a_review_asks_its_reviewers_and_takes_the_card_as_it_is(review, scorers, farm, worker):
    assert (review.lines, review.bands, review.sample, review.state) == (LINES, BANDS, 10, ReviewState.OPEN)
    assert [each.person for each in queries.reviewers_of(review)] == scorers
    assert [duty.person for duty in Duty.objects.filter(act="score_review").order_by("id")] == scorers
    again = actions.open_review(actor=worker, partner=farm, from_on=FROM, to_on=TO, reviewers=scorers, key=review.id)
    assert again == review
    with pytest.raises(Conflict, match="已经有一份"):
        actions.open_review(actor=worker, partner=farm, from_on=FROM, to_on=TO, reviewers=scorers)


def test_who_may_not_score_is_not_named(worker, farm, scorers, somebody):
    said = {"actor": worker, "partner": farm, "from_on": FROM, "to_on": TO}
    with pytest.raises(Refused, match="没有参加决定的身份"):
        actions.open_review(**said, reviewers=[*scorers[:2], somebody("路人")])
    with pytest.raises(Invalid, match="至少请 3 位"):
        actions.open_review(**said, reviewers=scorers[:2])
    with pytest.raises(Invalid, match="最长一年"):
        actions.open_review(**{**said, "to_on": date(2026, 7, 1)}, reviewers=scorers)
    with pytest.raises(Refused, match="要由"):
        actions.open_review(**{**said, "actor": scorers[0]}, reviewers=scorers)


def test_raw_scores_stay_with_their_scorer_and_reason_and_the_earlier_sheet_stays_too(review, scorers, score):
    score(review, scorers[0])
    score(review, scorers[0], service=20)
    assert Score.objects.filter(counts=False).count() == len(LINES)
    kept = queries.superseded_of(review).get(line="service")
    assert (kept.points, kept.why, kept.reviewer.person) == (22, "看过记录", scorers[0])
    with pytest.raises(Invalid, match="写 0 到 25 分"):
        score(review, scorers[1], service=26)
    with pytest.raises(Invalid, match="请写一句理由"):
        actions.score_review(actor=scorers[1], review=review, points=GOOD, reasons={**reasons(), "safety": " "})
    assert turns(queries.reviewers_of(review)[0]) == []


def test_a_stranger_does_not_score_and_who_stepped_back_counts_no_more(review, scorers, score, worker, somebody):
    with pytest.raises(Refused, match="不在这次考核的评分名单里"):
        score(review, worker)
    score(review, scorers[0], service=0)
    with pytest.raises(Invalid, match="有什么关系"):
        actions.step_back(actor=scorers[0], review=review, why=" ")
    actions.step_back(actor=scorers[0], review=review, why="侄子在那里上班")
    with pytest.raises(Refused, match="已经回避"):
        score(review, scorers[0])
    for person in scorers[1:]:
        score(review, person)
    with pytest.raises(Refused, match="还差 1 位"):
        actions.ask_review(actor=worker, review=review)
    fourth = somebody("老陈", Role.REPRESENTATIVE)
    actions.add_reviewer(actor=worker, review=review, person=fourth)
    with pytest.raises(Conflict, match="已经在名单里"):
        actions.add_reviewer(actor=worker, review=review, person=fourth)
    with pytest.raises(Refused, match="老陈还没打分"):
        actions.ask_review(actor=worker, review=review)
    score(review, fourth, service=20)
    assert queries.result_of(review).mean == Fraction(91 + 91 + 89, 3)
    assert turns(review) == ["ask_review"]


def test_the_secretary_decides_who_neither_scored_nor_asked(review, score, worker, secretary, somebody):
    scorers = [each.person for each in queries.reviewers_of(review)]
    actions.add_reviewer(actor=worker, review=review, person=secretary)
    for person in (*scorers, secretary):
        score(review, person)
    asked = actions.ask_review(actor=worker, review=review)
    assert (asked.state, turns(asked)) == (ReviewState.ASKED, ["decide_review"])
    with pytest.raises(Refused, match="打过分"):
        actions.decide_review(actor=secretary, review=review, agrees=True, words="好")
    with pytest.raises(Refused, match="要由"):
        actions.decide_review(actor=worker, review=review, agrees=True, words="好")
    other = somebody("副书记", Role.SECRETARY)
    returned = actions.decide_review(actor=other, review=review, agrees=False, words="安全项再看看")
    assert (returned.state, returned.returned_why, returned.asked_by) == (ReviewState.OPEN, "安全项再看看", None)
    actions.ask_review(actor=other, review=review)
    with pytest.raises(Refused, match="您送审的"):
        actions.decide_review(actor=other, review=review, agrees=True, words="好")


def test_a_result_is_posted_seven_days_told_to_the_partner_and_then_final(review, scorers, score, worker, secretary):
    score(review, scorers[0])
    score(review, scorers[1], quality=27)
    score(review, scorers[2], quality=25)
    actions.ask_review(actor=worker, review=review)
    decided = actions.decide_review(actor=secretary, review=review, agrees=True, words="照打分定")
    assert (decided.points, decided.points_words) == (Fraction(269, 3), "89.67")
    assert (decided.band, decided.stars, decided.fails) == ("四星", 4, False)
    with pytest.raises(Refused):
        actions.post_review(actor=worker, review=decided)
    posted = actions.post_review(actor=secretary, review=decided)
    assert (posted.posting.posted_on, posted.posting.ends_on) == (date(2025, 1, 6), date(2025, 1, 13))
    assert posted.posting.body["table"]["rows"][1] == ["质量与满意度", "30", "26.67"]
    assert "四星" in str(Message.objects.filter(person=review.partner.contact).latest("id").subject)
    with pytest.raises(Refused, match="才满"):
        actions.finish_review(actor=worker, review=posted)
    with clock.stopped(clock.at(date(2025, 1, 14), 9)):
        final = actions.finish_review(actor=worker, review=posted)
    assert (final.state, final.final_on, turns(final)) == (ReviewState.FINAL, date(2025, 1, 14), [])
    assert queries.latest_final(review.partner) == final
    assert queries.stars_of([review.partner_id])[review.partner_id] == final


def test_an_objection_that_is_upheld_opens_it_again_and_one_that_is_not_lets_it_stand(
    review, score, worker, secretary, somebody
):
    scorers = [each.person for each in queries.reviewers_of(review)]
    for person in scorers:
        score(review, person)
    actions.ask_review(actor=worker, review=review)
    actions.decide_review(actor=secretary, review=review, agrees=True, words="照打分定")
    posted = actions.post_review(actor=secretary, review=review)
    with pytest.raises(Refused, match="没有成立的异议"):
        actions.reopen_review(actor=secretary, review=posted, why="再看看")
    said = postings.object_to(actor=somebody("住户"), posting=posted.posting, text="少算了十场课")
    postings.answer_objection(actor=secretary, objection=said, answer="查了，是少算了", is_upheld=True)
    with clock.stopped(clock.at(date(2025, 1, 14), 9)), pytest.raises(Refused, match="异议成立"):
        actions.finish_review(actor=worker, review=posted)
    reopened = actions.reopen_review(actor=secretary, review=posted, why="补上十场课再评")
    assert (reopened.state, reopened.posting, reopened.figures) == (ReviewState.OPEN, None, {})
    score(review, scorers[0], service=25)
    actions.ask_review(actor=worker, review=review)
    again = actions.decide_review(actor=secretary, review=review, agrees=True, words="重评了")
    assert again.points == Fraction(91 + 91 + 94, 3)


def test_a_red_line_fails_the_whole_whatever_the_points(review, scorers, score, worker, secretary):
    for person in scorers:
        score(review, person)
    with pytest.raises(Invalid, match="从负面清单里选"):
        actions.draw_red_line(actor=worker, review=review, red_line="迟到", why="迟到了")
    drawn = actions.draw_red_line(
        actor=scorers[0], review=review, red_line=NEGATIVE_LIST[0], why="课上卖保健品，有录像"
    )
    with pytest.raises(Refused):
        actions.lift_red_line(actor=scorers[0], review=drawn, why="看错了")
    lifted = actions.lift_red_line(actor=worker, review=drawn, why="录像是别家的")
    assert (lifted.red_line, lifted.red_line_by) == ("", None)
    actions.draw_red_line(actor=worker, review=review, red_line=NEGATIVE_LIST[0], why="课上卖保健品，有录像")
    actions.ask_review(actor=worker, review=review)
    decided = actions.decide_review(actor=secretary, review=review, agrees=True, words="一票否决")
    assert (decided.points_words, decided.band, decided.stars, decided.fails) == ("91.00", "不合格", 0, True)


def test_two_that_failed_in_a_row_suggest_leaving_and_nobody_is_put_out(worker, farm, scorers, finished, signed):
    low = {"service": 5, "quality": 5}
    half = actions.open_review(actor=worker, partner=farm, from_on=date(2024, 1, 1), to_on=date(2024, 6, 30),
                               reviewers=scorers)  # fmt: skip
    assert finished(half, scorers, **low).fails is True
    assert (queries.suggests_exit(farm), turns(half)) == (False, [])
    year = actions.open_review(actor=worker, partner=farm, from_on=FROM, to_on=TO, reviewers=scorers)
    second = finished(year, scorers, **low)
    assert (queries.suggests_exit(farm), turns(second)) == (True, ["consider_exit"])
    signed.refresh_from_db()
    assert (signed.is_signed, queries.agreement_to_leave(farm)) == (True, signed)


def test_a_later_card_changes_no_result(worker, farm, scorers, finished, review):
    final = finished(review, scorers)
    known = figures.figures_of(final)
    lines = [{"key": "heart", "title": "用心", "points": 60}, {"key": "service", "title": "服务数量", "points": 40}]
    bands = [{"least": 95, "name": "金牌", "stars": 5, "fails": False}, BANDS[-1]]
    card = actions.change_card(actor=worker, lines=lines, bands=bands, why="议事会定的", sample=5, reviewers=2)
    assert (queries.card(), card.number) == (card, 1)
    agreements.suspend_agreement(actor=worker, agreement=queries.agreement_to_leave(farm), why="停电")
    again = Review.objects.get(pk=final.pk)
    assert (again.points, again.band, again.stars, again.lines) == (91, "五星", 5, LINES)
    assert (figures.figures_of(again), queries.result_of(again).mean) == (known, 91)
    coming = actions.open_review(actor=worker, partner=farm, from_on=date(2025, 1, 1), to_on=date(2025, 6, 30),
                                 reviewers=scorers[:2])  # fmt: skip
    assert (coming.card_number, coming.lines, coming.sample) == (1, lines, 5)
    assert [[figure.key for figure in each.figures] for each in figures.beside(coming)] == [
        [], ["held", "visits", "services"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "bands", "say"),
    [
        ([{"key": "a", "title": "甲", "points": 99}], BANDS, "要正好 100 分"),
        ([*LINES, {"key": "a", "title": "甲", "points": 0}], BANDS, "每一项都要有分"),
        (LINES, BANDS[:-1], "最后一档从 0 分起"),
        (LINES, list(reversed(BANDS)), "从高到低"),
        (LINES, [*BANDS[:-1], {**BANDS[-1], "fails": False}], "最后一档要是不合格"),
    ],
)
def test_a_card_that_does_not_add_up_is_refused(worker, lines, bands, say):
    with pytest.raises(Refused, match=say):
        actions.change_card(actor=worker, lines=lines, bands=bands, why="试试")


def test_a_dropped_review_leaves_its_period_free(review, worker, farm, scorers):
    dropped = actions.drop_review(actor=worker, review=review, why="开错了时段")
    assert (dropped.state, Duty.objects.filter(act="score_review", done_at=None).count()) == (ReviewState.DROPPED, 0)
    assert actions.open_review(actor=worker, partner=farm, from_on=FROM, to_on=TO, reviewers=scorers).state == "open"


def test_the_database_itself_refuses_a_decision_by_who_asked(review, worker):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(asked_by=worker, decided_by=worker)


def test_a_result_hangs_seven_days_and_longer_where_a_holiday_makes_the_board_s_own_term_longer(haiwan):
    assert queries.posting_term(date(2025, 1, 6)) == (7, False)
    for day in range(1, 9):
        CalendarDay.objects.update_or_create(day=date(2025, 10, day), defaults={"is_off": True})
    assert queries.posting_term(date(2025, 9, 29)) == (5, True)
