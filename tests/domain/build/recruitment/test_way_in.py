"""From the checklist over the trial to the posted decision: nobody skips a step unseen."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.core.verdicts import YES
from hehuo.domain.build.recruitment import queries, rules
from hehuo.domain.build.recruitment.actions import decisions, screening, trials
from hehuo.domain.build.recruitment.kinds import Answer, CheckState, DecisionState, Measure, Stage
from hehuo.domain.build.recruitment.models import Application, Seat
from hehuo.domain.build.recruitment.rules import Terms
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.threads import queries as threads
from hehuo.flows.book_trial import book_trial

pytestmark = pytest.mark.django_db
TUESDAY = date(2024, 7, 2)


@pytest.fixture
def screened(worker, farm):
    """The farm after its checklist."""
    screening.start_screening(actor=worker, application=farm)
    for item in queries.screening_of(farm):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    return screening.pass_screening(actor=worker, application=farm)


@pytest.fixture
def trial(worker, screened, roof):
    """A trial on Tuesday evening."""
    return book_trial(
        actor=worker, application=screened, space=roof, starts_at=clock.at(TUESDAY, 19, 30),
        ends_at=clock.at(TUESDAY, 20, 30), capacity=30,
    )  # fmt: skip


@pytest.fixture
def liked(trial, residents):
    """Ten neighbours give four stars."""
    rate(trial, residents[:10], [4] * 10)
    return Application.objects.get(pk=trial.application_id)


def rate(trial, people, stars):
    for person, star in zip(people, stars, strict=True):
        answers = {"teacher": 5, "content": 5, "price": 5, "overall": star}
        forms.reply(actor=person, person=person, form=trial.form, about=trial.about, answers=answers)


def answer(decision, member, said=Answer.YES, opinion=""):
    return decisions.answer_decision(actor=member, decision=decision, answer=said, opinion=opinion)


def test_the_checklist_follows_the_kind_and_the_field(worker, farm):
    screening.start_screening(actor=worker, application=farm)
    assert [item.slug for item in queries.screening_of(farm)] == [
        "licence", "credit", "safety", "insurance", "negative", "minors", "school",
    ]  # fmt: skip


def test_a_missing_mandatory_item_stops_the_screening(worker, farm):
    screening.start_screening(actor=worker, application=farm)
    with pytest.raises(Refused, match="信用中国"):
        screening.pass_screening(actor=worker, application=farm)


def test_an_item_says_on_what_evidence_and_a_mandatory_one_is_not_waived(worker, farm):
    screening.start_screening(actor=worker, application=farm)
    item = queries.screening_of(farm).get(slug="licence")
    with pytest.raises(Invalid, match="查了什么"):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED)
    with pytest.raises(Invalid, match="必查项"):
        screening.check_item(actor=worker, item=item, state=CheckState.NOT_ASKED)
    with pytest.raises(Invalid, match="过期"):
        screening.check_item(
            actor=worker, item=item, state=CheckState.PASSED, evidence="照", expires_on=date(2024, 6, 30)
        )


def test_a_paper_that_runs_out_is_listed_a_month_before(worker, farm):
    screening.start_screening(actor=worker, application=farm)
    item = queries.screening_of(farm).get(slug="minors")
    screening.check_item(
        actor=worker, item=item, state=CheckState.PASSED, evidence="查询单", expires_on=date(2024, 7, 31)
    )
    assert list(queries.expiring_items()) == [item]
    assert [screening.remind_of_expiry(), screening.remind_of_expiry()] == [1, 0]
    assert [str(duty.title) for duty in duties.duties_about(item.id)] == [f"{farm.name}：{item.title}快到期"]
    item.refresh_from_db()
    assert [item.holds_on(date(2024, 7, 31)), item.holds_on(date(2024, 8, 1))] == [True, False]


def test_a_paper_rings_at_thirty_days_and_at_seven_each_once(worker, farm):
    screening.start_screening(actor=worker, application=farm)
    item, last = queries.screening_of(farm).get(slug="minors"), date(2024, 12, 31)
    screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="查询单", expires_on=last)
    told = []
    for day, hour in (((12, 1), 0), ((11, 30), 23), ((12, 11), 9), ((12, 24), 9), ((12, 24), 9)):
        with clock.stopped(clock.at(date(2024, *day), hour)):
            told.append(screening.remind_of_expiry())
    assert told == [1, 0, 0, 1, 0]


def test_a_trial_keeps_to_the_partners_hours(worker, screened, roof):
    times = {"actor": worker, "application": screened, "space": roof, "capacity": 30}
    with pytest.raises(Refused, match="18:30"):
        book_trial(**times, starts_at=clock.at(TUESDAY, 10), ends_at=clock.at(TUESDAY, 11))
    trial = book_trial(**times, starts_at=clock.at(TUESDAY, 19, 30), ends_at=clock.at(TUESDAY, 20, 30))
    assert (trial.session.title, trial.held_on) == ("天空农场自然课（试课）", TUESDAY)
    assert [thing.id for thing in threads.later_of(screened.id)] == [trial.session_id]


def test_a_double_tap_books_one_trial(worker, screened, roof, trial):
    again = book_trial(
        actor=worker, application=screened, space=roof, starts_at=clock.at(TUESDAY, 19, 30),
        ends_at=clock.at(TUESDAY, 20, 30), capacity=30, key=trial.session_id,
    )  # fmt: skip
    assert again == trial


def test_no_trial_before_the_screening(worker, farm, roof):
    with pytest.raises(Refused, match="初审通过后"):
        book_trial(
            actor=worker, application=farm, space=roof, starts_at=clock.at(TUESDAY, 19, 30),
            ends_at=clock.at(TUESDAY, 20, 30), capacity=30,
        )  # fmt: skip


def test_the_result_is_exact_and_the_threshold_itself_is_enough(liked, trial, residents, worker):
    result = queries.result_of(liked)
    assert (result.valid, result.mean, result.satisfied, result.verdict) == (10, Fraction(4), 10, YES)
    rate(trial, residents[10:11], [3])
    below = queries.result_of(liked)
    assert (below.mean, below.mean_words, bool(below.verdict)) == (Fraction(43, 11), "3.91", False)
    assert "3.91" in below.verdict.reason


def test_nine_people_are_too_few_however_glad(trial, residents):
    rate(trial, residents[:9], [5] * 9)
    verdict = queries.result_of(trial.application).verdict
    assert (verdict.allowed, verdict.reason) == (False, "有效打分 9 人，还差 1 人。")


@pytest.mark.parametrize(("satisfied", "enough"), [(8, True), (7, False)])
def test_a_share_of_the_satisfied_is_counted_exactly(satisfied, enough):
    terms = Terms(Measure.SATISFIED, Fraction(80), 10)
    verdict = rules.is_sufficient(terms, valid=10, mean=Fraction(4), satisfied=satisfied)
    assert bool(verdict) is enough


def test_without_a_sufficient_trial_there_is_no_decision(worker, trial, residents, body):
    rate(trial, residents[:9], [5] * 9)
    with pytest.raises(Refused, match="还差 1 人"):
        decisions.open_decision(actor=worker, application=trial.application, members=body)


def test_only_the_secretary_exempts_and_says_why(worker, secretary, trial, body):
    application = trial.application
    with pytest.raises(Refused):
        decisions.exempt_from_trial(actor=worker, application=application, why="卫生站义诊，资质齐全")
    with pytest.raises(Invalid):
        decisions.exempt_from_trial(actor=secretary, application=application, why="好")
    decisions.exempt_from_trial(actor=secretary, application=application, why="卫生站义诊，资质齐全")
    decisions.open_decision(actor=worker, application=application, members=body)
    application.refresh_from_db()
    assert (application.exempt_by, application.exempt_why) == (secretary, "卫生站义诊，资质齐全")
    assert application.stage == Stage.DECISION


def test_the_database_keeps_no_exemption_without_a_reason(farm, secretary):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=farm.pk).update(exempt_by=secretary)


def test_the_body_has_three_different_humans(worker, liked, body):
    with pytest.raises(Invalid, match="3 位不同的人"):
        decisions.open_decision(actor=worker, application=liked, members=body[:2])
    with pytest.raises(Invalid):
        decisions.open_decision(actor=worker, application=liked, members=[*body[:2], body[0]])


def test_nobody_decides_on_their_own_firm_or_one_they_have_an_interest_in(worker, liked, body, somebody):
    own = somebody("冯东", Role.REPRESENTATIVE)
    own.phone = "19900965808"
    own.save()
    with pytest.raises(Refused, match="回避"):
        decisions.open_decision(actor=worker, application=liked, members=[*body[:2], own])
    decisions.declare_interest(actor=worker, application=liked, person=body[2], words="他是股东")
    with pytest.raises(Refused, match="回避"):
        decisions.open_decision(actor=worker, application=liked, members=body)


def test_a_member_who_declares_an_interest_steps_back_and_another_sits(worker, liked, body, somebody):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    answer(decision, body[0])
    decisions.declare_interest(actor=body[0], application=liked, person=body[0], words="亲戚在那里上班")
    seat = Seat.objects.get(person=body[0])
    assert (seat.answer, seat.stepped_back_at is None) == ("", False)
    with pytest.raises(Refused, match="回避"):
        answer(decision, body[0])
    fourth = somebody("许志强", Role.BUILDING_LEADER)
    decisions.seat_member(actor=worker, decision=decision, person=fourth)
    with pytest.raises(Conflict, match="满了"):
        decisions.seat_member(actor=worker, decision=decision, person=somebody("黄玉", Role.REPRESENTATIVE))
    for member in (*body[1:], fourth):
        answer(decision, member)
    decision.refresh_from_db()
    assert decision.state == DecisionState.PASSED


def test_more_than_half_of_the_seats_pass_and_abstaining_helps_nobody(worker, liked, body):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    answer(decision, body[0])
    answer(decision, body[1], Answer.ABSTAIN, "不了解")
    decision = answer(decision, body[2], Answer.NO, "太远")
    liked.refresh_from_db()
    assert (decision.state, liked.stage) == (DecisionState.REJECTED, Stage.REFUSED)
    assert liked.ending == "评议没通过：同意 1，不同意 1，弃权 1。"
    with pytest.raises(Refused, match="已经有结果"):
        answer(decision, body[0])


def test_a_no_says_why_and_a_stranger_has_no_seat(worker, liked, body, resident):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    with pytest.raises(Invalid):
        answer(decision, body[0], Answer.NO)
    with pytest.raises(Refused, match="不在这次评议的名单里"):
        answer(decision, resident)


def test_a_member_answers_in_person(worker, liked, body):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    with acting(helper_id=worker.id, person_id=body[0].id), pytest.raises(Refused, match="要本人来办"):
        answer(decision, body[0])


def test_the_figures_are_kept_as_they_stood(worker, liked, body, trial, residents):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    rate(trial, residents[10:11], [1])
    decision.refresh_from_db()
    assert (decision.figures["valid"], decision.figures["mean"], decision.figures["sufficient"]) == (10, "4", True)


def test_a_passed_decision_is_posted_for_five_working_days(worker, secretary, liked, body):
    decision = decisions.open_decision(actor=worker, application=liked, members=body)
    with pytest.raises(Refused, match="通过之后"):
        decisions.post_decision(actor=secretary, decision=decision)
    for member in body:
        answer(decision, member)
    with pytest.raises(Refused, match="「公布」要由社区书记来办"):
        decisions.post_decision(actor=worker, decision=decision)
    assert [str(duty.title) for duty in duties.todo_of(secretary)] == ["广州小禾农业科技有限公司 · 评议通过，请公示"]
    assert list(duties.todo_of(worker).filter(about_id=liked.id)) == []
    with clock.stopped(clock.now() + timedelta(hours=1)):
        decision = decisions.post_decision(actor=secretary, decision=decision)
    assert (decision.posting.posted_on, decision.posting.ends_on) == (date(2024, 7, 1), date(2024, 7, 8))
    assert ["试课打分", "有效 10 人，平均 4.00 分，满意 10 人"] in decision.posting.body["facts"]
    liked.refresh_from_db()
    assert liked.stage == Stage.POSTED
    assert decisions.post_decision(actor=secretary, decision=decision).posting_id == decision.posting_id


def test_a_session_becomes_a_trial_after_the_screening_only(worker, trial, farm):
    farm.stage = Stage.DECISION
    farm.save()
    with pytest.raises(Refused, match="现在是决定"):
        trials.plan_trial(actor=worker, application=farm, session=trial.session, form=trial.form)


def test_a_trial_on_paper_is_made_once_and_finds_its_applicant_later(worker, farm):
    form = forms.ensure_session_form()
    said = {"actor": worker, "form": form, "held_on": TUESDAY}
    first = trials.ensure_paper_trial(title="天空农场自然课（试课）", application=None, **said)
    again = trials.ensure_paper_trial(title="《天空农场自然课》", application=farm, **said)
    assert (again, again.application, queries.trials_of(farm)) == (first, farm, [first])
    with pytest.raises(Invalid):
        trials.ensure_paper_trial(title="试课", application=None, **said)
