"""The reviewers of a call: asked, stepping back, scoring; an exact mean that decides nothing by itself."""

from fractions import Fraction

import pytest

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.recruitment import assessed, findings, rules
from hehuo.domain.build.recruitment.actions import assessing, calls, decisions, screening
from hehuo.domain.build.recruitment.kinds import Answer, CheckState, Flag
from hehuo.domain.build.recruitment.models import Application, ScreeningItem
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties.models import Duty

pytestmark = pytest.mark.django_db


def on_trial(worker, application):
    screening.start_screening(actor=worker, application=application)
    for item in ScreeningItem.objects.filter(application=application):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="看过")
    return screening.pass_screening(actor=worker, application=application)


def points(call, *given):
    return {each["name"]: number for each, number in zip(call.criteria, given, strict=True)}


@pytest.fixture
def asked(*, worker, call, farm, body):
    """Three reviewers, and the farm in its trial."""
    for person in body:
        assessing.add_reviewer(actor=worker, call=call, person=person)
    return on_trial(worker, farm)


def test_a_call_names_an_odd_number_of_reviewers_and_a_hundred_points(worker, need, words, body):
    call = calls.write_call(actor=worker, words=words(reviewers=body), needs=[need])
    assert [line.person for line in call.call_reviewers.all()] == body
    for changes, field in (
        ({"reviewers": body[:2]}, "reviewers"), ({"criteria": [("需求", 60), ("能力", 30)]}, "criteria"),
        ({"criteria": [("需求", 50), ("需求", 50)]}, "criteria"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            calls.write_call(actor=worker, words=words(**changes), needs=[need])
        assert refused.value.field == field


def test_the_mean_of_those_who_scored_is_exact(call, asked):
    for sheet, given in zip(assessed.sheets_of(asked), ((20, 25, 15, 10, 5), (25, 30, 20, 15, 10)), strict=False):
        assessing.give_scores(actor=sheet.person, assessment=sheet, points=points(call, *given), words="看过试课")
    found = assessed.of(asked)
    assert (found.asked, found.scored, found.mean, found.words) == (3, 2, Fraction(175, 2), "87.50")
    assert found.by_criterion["回应居民需求"] == Fraction(45, 2)
    asked.refresh_from_db()
    assert asked.stage == "trial"


def test_scores_are_whole_in_range_and_with_a_sentence(call, asked):
    sheet = assessed.sheets_of(asked)[0]
    for given, words, field in (
        ((26, 1, 1, 1, 1), "好", "points_0"), ((1, -1, 1, 1, 1), "好", "points_1"), ((1, 1, 1, 1, 1), " ", "words"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            assessing.give_scores(actor=sheet.person, assessment=sheet, points=points(call, *given), words=words)
        assert refused.value.field == field


def test_nobody_scores_in_anothers_name_or_sees_the_others_before(worker, call, asked):
    mine, other, _third = assessed.sheets_of(asked)
    with pytest.raises(Refused, match="被请的评审"):
        assessing.give_scores(actor=other.person, assessment=mine, points=points(call, 1, 1, 1, 1, 1), words="替打")
    assert not rules.may_see_scores(mine.person, [mine, other])
    assessing.give_scores(actor=mine.person, assessment=mine, points=points(call, 1, 1, 1, 1, 1), words="一般")
    assert rules.may_see_scores(mine.person, assessed.sheets_of(asked))
    assert rules.may_see_scores(worker, assessed.sheets_of(asked))


def test_the_applicant_and_their_household_step_back_by_themselves(*, worker, call, farm, body, somebody):
    kin = body[0]
    kin.phone = farm.phone
    kin.save()
    for person in body:
        assessing.add_reviewer(actor=worker, call=call, person=person)
    on_trial(worker, farm)
    sheets = {sheet.person_id: sheet for sheet in assessed.sheets_of(farm)}
    assert sheets[kin.id].stepped_back_why == "申请人是本人或同一户，或者登记过利害关系"
    assert (assessed.of(farm).able, assessed.of(farm).is_short) == (2, True)
    assert [each.flag for each in findings.findings_of(farm) if each.flag == Flag.REVIEWERS] == [Flag.REVIEWERS]
    assessing.add_reviewer(actor=worker, call=call, person=somebody("卢志强", Role.REPRESENTATIVE))
    assert (assessed.of(farm).able, assessed.of(farm).is_short) == (3, False)


def test_a_declared_interest_takes_the_scores_back(worker, call, asked):
    sheet = assessed.sheets_of(asked)[0]
    assessing.give_scores(actor=sheet.person, assessment=sheet, points=points(call, 1, 1, 1, 1, 1), words="一般")
    decisions.declare_interest(actor=sheet.person, application=asked, person=sheet.person, words="是我表弟")
    sheet.refresh_from_db()
    assert (sheet.points, sheet.given_at, sheet.stepped_back_why) == ({}, None, "是我表弟")
    with pytest.raises(Refused, match="已经回避"):
        assessing.give_scores(actor=sheet.person, assessment=sheet, points=points(call, 1, 1, 1, 1, 1), words="再打")


def test_who_is_named_already_or_may_not_decide_is_no_reviewer(worker, call, asked, body, resident):
    with pytest.raises(Conflict, match="已经在名单里"):
        assessing.add_reviewer(actor=worker, call=call, person=body[0])
    with pytest.raises(Refused, match="另选一位"):
        assessing.add_reviewer(actor=worker, call=call, person=resident)


def test_the_decision_keeps_the_scores_and_locks_them(*, worker, secretary, call, asked, body):
    sheets = assessed.sheets_of(asked)
    assessing.give_scores(
        actor=sheets[0].person, assessment=sheets[0], points=points(call, 20, 20, 20, 10, 10), words="踏实"
    )
    decisions.exempt_from_trial(actor=secretary, application=asked, why="去年试过三次，都满意")
    decision = decisions.open_decision(actor=worker, application=asked, members=body)
    for member in body:
        decision = decisions.answer_decision(actor=member, decision=decision, answer=Answer.YES, opinion="")
    decision.refresh_from_db()
    assert (decision.state, decision.figures["scored"], decision.figures["score_words"]) == ("passed", 1, "80.00")
    posted = decisions.post_decision(actor=secretary, decision=decision).posting
    assert ["评审打分", "1 位评审，平均 80.00 分（满分 100）"] in posted.body["facts"]
    with pytest.raises(Refused, match="不能再改"):
        assessing.give_scores(
            actor=sheets[1].person, assessment=sheets[1], points=points(call, 1, 1, 1, 1, 1), words="晚了"
        )
    assert Application.objects.get(pk=asked.pk).stage == "posted"


def test_asking_again_asks_nobody_twice_and_a_closed_sheet_is_waited_for_no_more(*, worker, call, asked):
    assert assessing.ask_reviewers(application=asked) == []
    assert Duty.objects.filter(act="assess", done_at=None).count() == 3
    assessing.close_scoring(application=asked)
    assert Duty.objects.filter(act="assess", done_at=None).count() == 0


def test_a_checklist_is_laid_out_once(farm):
    first = [item.id for item in screening.lay_out_items(farm)]
    assert [item.id for item in screening.lay_out_items(farm)] == first
