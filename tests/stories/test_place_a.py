"""Place A: three kinds of partner, up to three stewards, help solved in time, and support only after assessment."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.stewards import actions, queries
from hehuo.domain.build.stewards.kinds import Period, Urgency
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.support import actions as support
from hehuo.domain.judge.support.kinds import Kind
from tests.domain.build.agreements.conftest import AFTER_POSTING, _july, charity, draft, posted, words
from tests.domain.judge.reviews.conftest import farm, finished, review, score, scorers
from tests.domain.run.services.conftest import signed

__all__ = [
    "_july", "charity", "draft", "farm", "finished", "posted", "review", "score", "scorers", "signed", "words",
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def stewards(somebody):
    return [somebody(name, Role.STEWARD) for name in ("何嘉怡", "李国华", "麦少芬", "谢伟明")]


def test_partners_are_of_three_kinds_and_the_names_are_the_place_s_own(haiwan):
    kinds = {name: partners.ensure_category(name=name).party for name in ("商企", "社群", "个体")}
    assert kinds == {"商企": Party.ORGANISATION, "社群": Party.GROUP, "个体": Party.SINGLE}


def test_three_stewards_take_turns_a_fourth_is_refused_and_help_is_solved_in_time(worker, secretary, draft, stewards):
    for person in stewards[:3]:
        agreements.name_steward(actor=worker, agreement=draft, person=person)
    with pytest.raises(Refused, match="最多 3 位"):
        agreements.name_steward(actor=worker, agreement=draft, person=stewards[3])
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        signed = agreements.sign_agreement(actor=secretary, agreement=draft)
        contact = signed.partner.contact
        actions.set_rota(actor=worker, agreement=signed, period=Period.WEEK, from_on=AFTER_POSTING, first=stewards[1])
    turns = [queries.on_turn(signed, date(2024, 7, day)) for day in (9, 16, 23, 30)]
    assert turns == [stewards[1], stewards[2], stewards[0], stewards[1]]
    with clock.stopped(clock.at(date(2024, 7, 18), 20)):  # Thursday, the third steward's week
        asked = actions.ask_help(actor=contact, agreement=signed, what="想借投影仪", urgency=Urgency.SOON)
    assert (asked.steward, asked.due_on) == (stewards[2], date(2024, 7, 23))
    with clock.stopped(clock.at(date(2024, 7, 22), 10)):  # a weekend between
        actions.take_help(actor=stewards[2], asked=asked)
        solved = actions.solve_help(actor=stewards[2], asked=asked, result="从街道借来了")
        actions.confirm_help(actor=contact, asked=solved)
        figures = queries.figures()
    assert (solved.days, solved.solved_on <= asked.due_on) == (2, True)
    assert (figures.asked, figures.solved, figures.late, figures.median_days) == (1, 1, 0, 2)


def test_support_is_refused_without_assessment_granted_after_it_and_used_to_its_end(
    secretary, review, finished, stewards
):
    farm, scorers = review.partner, [each.person for each in reviews.reviewers_of(review)]
    said = {"actor": stewards[0], "partner": farm, "kind": Kind.VENUE, "what": "排练厅", "amount": 40}
    with pytest.raises(Refused, match="先考核、公示、定案，再给支持"):
        support.ask_support(**said, until_on=date(2025, 6, 30))
    final = finished(review, scorers)
    assert (final.points_words, final.band, reviews.stars_of([farm.id])) == ("91.00", "五星", {farm.id: final})
    with clock.stopped(clock.at(date(2025, 1, 20), 9)):
        asked = support.ask_support(**said, until_on=date(2025, 6, 30))
        granted = support.decide_support(actor=secretary, support=asked, grants=True, words="五星，同意")
        support.note_use(actor=stewards[0], support=granted, amount=20, on=date(2025, 1, 20), note="合唱排练")
        with pytest.raises(Refused, match="只剩 20 小时"):
            support.note_use(actor=stewards[0], support=granted, amount=21, on=date(2025, 1, 20), note="连排")
    granted.refresh_from_db()
    assert (granted.used, granted.left) == (20, 20)
