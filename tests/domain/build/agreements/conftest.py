"""A posted application and a fund that agreements start from; the way in itself is tested in recruitment."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.domain.build.agreements import actions
from hehuo.domain.build.agreements.actions import AgreementWords
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.recruitment.actions import applications, decisions, screening
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.kinds import Answer, Channel, CheckState
from hehuo.domain.build.recruitment.queries import screening_of
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature

MONDAY = date(2024, 7, 1)
AFTER_POSTING = date(2024, 7, 9)  # posted on Monday: five working days end on the next one


@pytest.fixture(autouse=True)
def _july():
    with clock.stopped(clock.at(MONDAY, 9)):
        yield


@pytest.fixture
def posted(worker, secretary, somebody):
    """The farm's application, passed and posted today."""
    words = ApplicationWords(
        name="广州小禾农业科技有限公司", category=partners.ensure_category(name="商企"), project="天空农场自然课",
        contact_name="冯东", phone="19900965808", credit_code="91999999MA3RFM6N5T", way="space",
    )  # fmt: skip
    application = applications.apply(actor=worker, call=None, words=words, channel=Channel.DESK)
    screening.start_screening(actor=worker, application=application)
    for item in screening_of(application):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="原件已看")
    screening.pass_screening(actor=worker, application=application)
    decisions.exempt_from_trial(actor=secretary, application=application, why="去年已经试过三次")
    body = [somebody(name, Role.REPRESENTATIVE) for name in ("梁映红", "区志明", "罗敏仪")]
    decision = decisions.open_decision(actor=worker, application=application, members=body)
    for member in body:
        decision = decisions.answer_decision(actor=member, decision=decision, answer=Answer.YES, opinion="")
    decisions.post_decision(actor=secretary, decision=decision)
    application.refresh_from_db()
    return application


@pytest.fixture
def charity(haiwan):
    return funds.open_fund(actor=None, name="海湾社区慈善基金", nature=FundNature.CHARITY)


@pytest.fixture
def venue_pot(haiwan):
    return funds.open_fund(actor=None, name="公共收益", nature=FundNature.COMMON)


@pytest.fixture
def words(charity):
    """What stands in an agreement; change what a test is about."""

    def make(**changes):
        said = {
            "subject": "天空农场自然课", "starts_on": AFTER_POSTING, "ends_on": AFTER_POSTING + timedelta(days=364),
            "price_percent": 50, "share_percent": 15, "share_nature": ShareNature.DONATION, "fund": charity,
        }  # fmt: skip
        return AgreementWords(**{**said, **changes})

    return make


@pytest.fixture
def draft(worker, posted, words):
    return actions.draft_agreement(actor=worker, application=posted, words=words())


@pytest.fixture
def steward(somebody):
    return somebody("何嘉怡", Role.STEWARD)
