"""Steps 4 to 6: applications, screening, a trial that residents judge, the decision, the agreement."""

from datetime import date
from fractions import Fraction

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.actions import AgreementWords
from hehuo.domain.build.agreements.kinds import AgreementState, ShareNature
from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import applications, calls, decisions, screening
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.kinds import Answer, Channel, CheckState, DecisionState, Stage
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions import queries as attendance
from hehuo.domain.run.services import actions as services
from hehuo.flows.book_trial import book_trial
from hehuo.flows.import_applications import import_applications
from hehuo.flows.import_feedback import import_feedback
from tests.stories.sky_farm.roll import PAPERS

APPLICATIONS, FEEDBACK = "applications-gangwan.xlsx", "trial-feedback.csv"
FARM = "天空农场自然课"


def applications_come_in(told):
    """A table of the street, and two by phone; papers of one firm are told and joined by a person."""
    with clock.stopped(clock.at(date(2024, 6, 24), 9)):
        outcome = import_applications(
            actor=told.worker, content=(PAPERS / APPLICATIONS).read_bytes(), name=APPLICATIONS, community="海湾社区"
        )
        assert (outcome.counts["new"], outcome.counts["elsewhere"], outcome.counts["duplicates"]) == (31, 12, 1)
        choir = by_phone(told, "海湾合唱团", "社群团队", project="周末合唱", contact="彭丽华", phone="19900510072")
        again = by_phone(told, "小禾农业", "商企", project="屋顶种菜课", contact="冯东", phone="19900965808")
    assert {pair.second.name for pair in queries.duplicates()} == {"广州悦邻教育科技有限公司", "小禾农业"}
    with clock.stopped(clock.at(date(2024, 6, 25), 9)):
        for pair in queries.duplicates():
            applications.join_applications(actor=told.worker, kept=pair.kept, second=pair.second)
        told.farm = queries.pipeline().get(project=FARM)
        with pytest.raises(Refused, match="已经并过了"):
            applications.join_applications(actor=told.worker, kept=told.farm, second=again)
    assert queries.duplicates() == []
    assert stages() == {Stage.RECEIVED: 31}
    assert choir in queries.pipeline()


def by_phone(told, name, category, *, project, contact, phone):
    words = ApplicationWords(
        name=name, category=ensure_category(name=category), project=project, contact_name=contact, phone=phone
    )
    return applications.apply(actor=None, call=told.call, words=words, channel=Channel.PHONE)


def stages():
    """The stages that somebody stands in, and how many."""
    return {stage: count for stage, count in queries.counts_by_stage().items() if count}


def pass_checklist(told, application):
    application = screening.start_screening(actor=told.worker, application=application)
    for item in queries.screening_of(application):
        screening.check_item(actor=told.worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    return screening.pass_screening(actor=told.worker, application=application)


def papers_are_checked(told):
    """The checklist of its kind and field; nobody goes on with a paper missing."""
    with clock.stopped(clock.at(date(2024, 6, 27), 15)):
        started = screening.start_screening(actor=told.worker, application=told.farm)
        with pytest.raises(Refused, match="初审还差"):
            screening.pass_screening(actor=told.worker, application=started)
        for item in queries.screening_of(started):
            screening.check_item(actor=told.worker, item=item, state=CheckState.PASSED, evidence="原件已看")
        told.farm = screening.pass_screening(actor=told.worker, application=started)
        told.dancer = pass_checklist(told, queries.pipeline().get(name="丁强浩"))
    assert stages() == {Stage.RECEIVED: 29, Stage.TRIAL: 2}


def trial_is_booked(told):
    """In a real room: Tuesday morning is not the partners', Tuesday evening is."""
    hall, tuesday = told.rooms["多功能厅"], date(2024, 7, 2)
    with clock.stopped(clock.at(date(2024, 6, 28), 9)):
        with pytest.raises(Refused, match="给合伙人的时间是 18:30—21:30，10:00—11:00 不在里面"):
            trial_at(told, hall, clock.at(tuesday, 10), clock.at(tuesday, 11))
        told.trial = trial_at(told, hall, clock.at(tuesday, 19, 30), clock.at(tuesday, 20, 30))
        with pytest.raises(Conflict, match="20:00 已有人订"):
            trial_at(told, hall, clock.at(tuesday, 20), clock.at(tuesday, 21))
        told.trial_session = told.trial.session
        for neighbour in told.neighbours[:13]:
            sessions.sign_up(actor=neighbour, session=told.trial_session, person=neighbour)


def trial_at(told, room, starts_at, ends_at):
    return book_trial(
        actor=told.worker, application=told.farm, space=room, starts_at=starts_at, ends_at=ends_at, capacity=20
    )


def residents_come_to_the_trial(told):
    """Scanned by the worker; twelve of thirteen come."""
    with clock.stopped(clock.at(date(2024, 7, 2), 19, 20)):
        for neighbour in told.neighbours[:12]:
            line = attendance.seat_of_code(told.trial_session.id, neighbour.code)
            sessions.check_in(actor=told.worker, session=line.session, person=line.person)
    with clock.stopped(clock.at(date(2024, 7, 2), 20, 40)):
        told.trial_session = sessions.hold_session(actor=told.worker, session=told.trial_session)
    assert attendance.attendance_of([told.trial_session]) == attendance.Attendance(persons=12, visits=12)


def residents_give_feedback(told):
    """On the phone, one form a person, the latest counts; and in the table of the questionnaire."""
    with clock.stopped(clock.at(date(2024, 7, 2), 21)):
        with pytest.raises(Refused, match="还差 10 人"):
            decisions.open_decision(actor=told.worker, application=told.farm, members=told.body)
        for neighbour in told.neighbours[:12]:
            give_stars(told, neighbour, 4)
        give_stars(told, told.neighbours[0], 5)
    assert (queries.result_of(told.farm).valid, queries.result_of(told.farm).mean) == (12, Fraction(49, 12))
    with clock.stopped(clock.at(date(2024, 7, 8), 9)):
        outcome = import_feedback(actor=told.worker, content=(PAPERS / FEEDBACK).read_bytes(), name=FEEDBACK)
    assert (outcome.counts["read"], outcome.counts["counted"], outcome.counts["invalid"]) == (166, 151, 2)
    result = queries.result_of(told.farm)
    assert (result.valid, result.mean, result.verdict.allowed) == (35, Fraction(160, 35), True)
    assert not queries.result_of(queries.application_titled("亲子陶泥") or told.dancer).verdict


def give_stars(told, neighbour, overall):
    forms.reply(
        actor=neighbour, person=neighbour, form=told.trial.form, about=told.trial.about,
        answers={"teacher": 5, "content": 5, "price": 4, "overall": overall},
    )  # fmt: skip


def three_without_an_interest_decide(told):
    """With the numbers in view; who has an interest steps aside; a trial is not skipped unseen."""
    with clock.stopped(clock.at(date(2024, 7, 9), 15)):
        decisions.declare_interest(actor=told.cousin, application=told.farm, person=told.cousin, words="堂弟的公司")
        with pytest.raises(Refused, match=r"冯西.*利害关系"):
            decisions.open_decision(
                actor=told.worker, application=told.farm, members=[*told.body[:2], told.cousin]
            )  # fmt: skip
        told.decision = decisions.open_decision(actor=told.worker, application=told.farm, members=told.body)
        with pytest.raises(Refused, match="评议通过之后"):
            decisions.post_decision(actor=told.secretary, decision=told.decision)
        for member, answer in zip(told.body, (Answer.YES, Answer.YES, Answer.ABSTAIN), strict=True):
            told.decision = decisions.answer_decision(
                actor=member, decision=told.decision, answer=answer, opinion="想再看一次课"
            )
    assert (told.decision.state, told.decision.figures["mean_words"]) == (DecisionState.PASSED, "4.57")


def trial_is_let_off_in_writing_only(told):
    """Another applicant has no trial: the program refuses, or records who overrode it and why."""
    with clock.stopped(clock.at(date(2024, 7, 9), 16)):
        with pytest.raises(Refused, match="有效打分 0 人"):
            decisions.open_decision(actor=told.worker, application=told.dancer, members=told.body)
        with pytest.raises(Refused, match="签协议"):
            decisions.exempt_from_trial(actor=told.worker, application=told.dancer, why="去年已经教过半年")
        why = "去年已经在社区教过半年"
        told.dancer = decisions.exempt_from_trial(actor=told.secretary, application=told.dancer, why=why)
        decisions.open_decision(actor=told.worker, application=told.dancer, members=told.body)
    assert (told.dancer.exempt_by, told.dancer.exempt_why) == (told.secretary, why)


def decision_is_posted(told):
    """For five working days, counted by the calendar; an objection is answered before anything goes on."""
    with clock.stopped(clock.at(date(2024, 7, 10), 9)):
        told.decision = decisions.post_decision(actor=told.secretary, decision=told.decision)
        posting = told.decision.posting
    assert (posting.number, posting.ends_on) == ("〔2024〕1号", date(2024, 7, 17))
    with clock.stopped(clock.at(date(2024, 7, 11), 9)):
        told.objection = postings.object_to(actor=told.neighbours[2], posting=posting, text="怕屋顶漏水")
    with clock.stopped(clock.at(date(2024, 7, 12), 9)):
        postings.answer_objection(
            actor=told.worker, objection=told.objection, answer="用移动种植箱，底下有防水盘", is_upheld=False
        )
    assert stages() == {Stage.RECEIVED: 29, Stage.DECISION: 1, Stage.POSTED: 1}


def agreement_is_drafted(told):
    """A year, half the market price, 15 % to the fund as a gift; marked prices keep to it to the fen."""
    with clock.stopped(clock.at(date(2024, 7, 15), 9)):
        told.charity = funds.open_fund(
            actor=told.accountant, name="海湾社区慈善基金", nature=FundNature.CHARITY, keeper="南沙区慈善会"
        )
        with pytest.raises(Invalid, match="性质和钱去的地方对不上"):
            draft(told, ShareNature.VENUE_FEE)
        told.agreement = draft(told, ShareNature.DONATION)
        with pytest.raises(Invalid, match=r"60\.00"):
            mark_price(told, 6001)
        assert mark_price(told, 6000).limit_percent == 50


def draft(told, nature):
    words = AgreementWords(
        subject=FARM, starts_on=date(2024, 7, 18), ends_on=date(2025, 7, 17), price_percent=50, share_percent=15,
        share_nature=nature, fund=told.charity, community_gives="三楼天空平台，周六下午", partner_gives="种子、土",
    )  # fmt: skip
    return agreements.draft_agreement(actor=told.worker, application=told.farm, words=words)


def mark_price(told, fen):
    return services.set_price(
        actor=told.worker, agreement=told.agreement, name="周末自然课", unit="次", resident_fen=fen, market_fen=12000,
        source="附近三家自然教育机构标价", seen_on=date(2024, 7, 13),
    )  # fmt: skip


def agreement_is_signed(told):
    """One to three stewards, and never before the posting is over."""
    with clock.stopped(clock.at(date(2024, 7, 17), 17)):
        for steward in told.stewards[:3]:
            agreements.name_steward(actor=told.worker, agreement=told.agreement, person=steward)
        with pytest.raises(Refused, match="最多 3 位红色管家"):
            agreements.name_steward(actor=told.worker, agreement=told.agreement, person=told.stewards[3])
        with pytest.raises(Refused, match="要到 2024-07-17 才满"):
            agreements.sign_agreement(actor=told.secretary, agreement=told.agreement)
    with clock.stopped(clock.at(date(2024, 7, 18), 9)):
        with pytest.raises(Refused, match="签协议"):
            agreements.sign_agreement(actor=told.worker, agreement=told.agreement)
        told.agreement = agreements.sign_agreement(actor=told.secretary, agreement=told.agreement)
        told.farmer = told.agreement.partner.contact
        calls.close_call(actor=told.worker, call=told.call)
        with pytest.raises(Refused, match="不在报名中"):
            told.call.refresh_from_db()
            by_phone(told, "来晚的人", "个人", project="瑜伽", contact="来晚的人", phone="19900510099")
    assert (told.agreement.state, told.farmer.name) == (AgreementState.SIGNED, "冯东")
    assert stages() == {Stage.RECEIVED: 29, Stage.DECISION: 1, Stage.AGREED: 1}
