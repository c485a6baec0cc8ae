"""The sky farm of Haiwan, from a wish to the published account: ten steps, at the browsers of those who take them."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.sky_farm import cast, course, money, plan, reading, way_in, without_scripts
from tests.browser.story import Story
from tests.stories.sky_farm import course as told_course
from tests.stories.sky_farm import money as told_money
from tests.stories.sky_farm import plan as told_plan
from tests.stories.sky_farm import roll
from tests.stories.sky_farm import way_in as told_way_in

STEPS = (
    plan.roll_comes_in_from_excel,
    plan.resident_says_a_need,
    plan.wall_is_scanned,
    plan.worker_writes_down_on_the_stairs,
    plan.worker_sorts,
    plan.needs_list_is_published,
    plan.call_goes_out,
    way_in.applications_are_imported,
    way_in.two_apply_by_phone,
    way_in.same_firm_is_joined,
    way_in.papers_are_checked,
    way_in.trial_is_booked,
    way_in.residents_sign_up_for_the_trial,
    way_in.residents_come_to_the_trial,
    way_in.residents_give_stars,
    way_in.three_decide,
    way_in.decision_is_posted,
    way_in.agreement_is_drafted,
    way_in.agreement_is_signed,
    course.partner_books_a_course,
    course.full_class_keeps_a_waiting_list,
    course.nobody_is_in_two_places_at_once,
    course.three_ways_through_the_door,
    money.turnover_is_declared,
    money.share_goes_through_two_hands,
    money.due_is_late_until_it_is_received,
    money.chairs_are_paid_for,
    money.month_is_closed,
    money.month_is_posted,
    money.question_is_asked_and_answered,
    money.need_gets_its_answer,
    reading.anyone_follows_the_line,
    reading.everyone_has_their_day,
)
# What the office and the partner did, told through the same acts; residents then go on without scripts.
UNTIL_THE_COURSE = (
    roll.haiwan_is_on_the_roll,
    told_plan.residents_say_needs,
    told_plan.worker_sorts_and_publishes,
    told_plan.call_goes_out,
    told_way_in.applications_come_in,
    told_way_in.papers_are_checked,
    told_way_in.trial_is_booked,
    told_way_in.residents_come_to_the_trial,
    told_way_in.residents_give_feedback,
    told_way_in.three_without_an_interest_decide,
    told_way_in.trial_is_let_off_in_writing_only,
    told_way_in.decision_is_posted,
    told_way_in.agreement_is_drafted,
    told_way_in.agreement_is_signed,
    told_course.partner_books_a_course,
)
UNTIL_THE_ACCOUNT = (
    told_money.turnover_is_declared,
    told_money.share_goes_through_two_hands,
    told_money.due_is_late_after_its_day,
    told_money.other_money_comes_and_goes,
    told_money.month_is_closed_and_sealed,
    told_money.month_is_posted,
)


@pytest.fixture
def story(open_browser, judge, run_jobs, transactional_db, request):
    """Haiwan before the story, at the size of the test."""
    size = getattr(request, "param", PHONE)
    judge.elsewhere = size == PHONE  # test_every_page reads them all on a phone
    told = Story(open_browser, run_jobs, size=size, judge=judge)
    cast.stands(told)
    return told


@pytest.mark.long
@pytest.mark.parametrize("story", [PHONE, DESK], ids=["390", "1440"], indirect=True)
def test_from_a_wish_to_the_published_account(story):
    for step in STEPS:
        step(story)
    assert story.judge.faults == []
    assert len(story.judge.seen) > 80  # kinds of pages that somebody came to


def test_a_residents_steps_need_no_script(told, transactional_db, open_browser, run_jobs):
    cast.lets_in_by_one_tap()
    for step in UNTIL_THE_COURSE:
        step(told)
    cast.gives_accounts(told.neighbours[:4])
    story = Story(open_browser, run_jobs, PHONE, javascript=False)
    without_scripts.say_and_read(story)
    without_scripts.take_the_last_seat_and_come(story, told)
    for step in UNTIL_THE_ACCOUNT:
        step(told)
    without_scripts.read_the_account_and_ask(story)
