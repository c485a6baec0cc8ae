"""Accounts of a campaign: they fall due by themselves, are written by one, published by another, and go on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.run.donations import actions, queries
from hehuo.domain.run.donations.kinds import DisclosureKind, DisclosureState
from hehuo.domain.run.donations.models import Disclosure
from tests.domain.run.donations.conftest import money

TEXT = "收到的款买了十二套校服，已经发到孩子手里。"


def open_days() -> list[tuple[str, date]]:
    return [(each.kind, each.due_on) for each in queries.open_disclosures()]


@pytest.fixture
def first(campaign) -> Disclosure:
    return queries.open_disclosures().get(kind=DisclosureKind.PROGRESS)


@pytest.fixture
def written(first, worker):
    return actions.write_disclosure(actor=worker, disclosure=first, text=TEXT)


def test_published_a_campaign_knows_its_next_days(campaign, worker):
    assert open_days() == [("progress", date(2024, 12, 1)), ("final", date(2025, 11, 30))]
    assert {duty.act for duty in duties.todo_of(worker)} == {"write_disclosure"}
    assert actions.ask_disclosures(campaign) == list(queries.open_disclosures())


def test_written_by_one_and_published_by_another(written, worker, secretary):
    assert "publish_disclosure" in {duty.act for duty in duties.todo_of(secretary)}
    with pytest.raises(Refused, match="公布"):
        actions.publish_disclosure(actor=worker, disclosure=written)
    with clock.stopped(clock.at(date(2024, 11, 20), 9)):
        told = actions.publish_disclosure(actor=secretary, disclosure=written)
    assert (told.posting.title, told.posting.body["text"]) == ("困境儿童助学：募捐进展", TEXT)
    assert told.posting.days == 15
    assert open_days()[0] == ("progress", date(2025, 2, 20))  # told early, the next counts from there
    with pytest.raises(Refused, match="另写一份更正"):
        actions.write_disclosure(actor=worker, disclosure=told, text=TEXT)


def test_told_late_the_next_counts_from_when_it_was_due(written, secretary):
    with clock.stopped(clock.at(date(2025, 1, 10), 9)):
        assert queries.open_disclosures()[0].is_late
        actions.publish_disclosure(actor=secretary, disclosure=written)
    assert open_days()[0] == ("progress", date(2025, 3, 1))


def test_what_is_not_written_is_not_published(first, worker, secretary, resident):
    with pytest.raises(Conflict):
        actions.publish_disclosure(actor=secretary, disclosure=first)
    with pytest.raises(Invalid, match="十个字"):
        actions.write_disclosure(actor=worker, disclosure=first, text="很好")
    with pytest.raises(Refused, match="经办款项"):
        actions.write_disclosure(actor=resident, disclosure=first, text=TEXT)


def test_nobody_publishes_what_they_wrote(written, secretary):
    Disclosure.objects.filter(pk=written.pk).update(written_by=secretary)
    with pytest.raises(Refused, match="您经手的"):
        actions.publish_disclosure(actor=secretary, disclosure=written)
    for changed in ({"published_by": secretary}, {"state": DisclosureState.PUBLISHED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disclosure.objects.filter(pk=written.pk).update(**changed)


def test_the_figures_are_the_books(give, campaign, charity, first, hands):
    give(money(30_000, "1"))
    give(money(5_000, "2"), campaign=None)  # for no purpose: not of this campaign
    line = funds.open_line(actor=None, fund=charity, direction=Direction.OUT, name="助学")
    funds.spend(
        actor=hands.clerk, line=line, fen=12_000, on=date(2024, 10, 5), what="校服", purpose=campaign.purpose,
        requested_by=hands.worker, approved_by=hands.secretary,
    )  # fmt: skip
    figures = actions.write_disclosure(actor=hands.worker, disclosure=first, text=TEXT).figures
    assert figures == {
        "on": "2024-10-05", "purpose": "困境儿童助学", "received": 30_000, "spent": 12_000, "left": 18_000, "times": 1
    }  # fmt: skip
    give(money(1_000, "3"))
    assert actions.write_disclosure(actor=hands.worker, disclosure=first, text=TEXT).figures["received"] == 31_000


def test_donors_of_a_bound_gift_are_told(give, written, secretary, somebody, campaign):
    donor = somebody("高雪")
    for number in "12":
        give(money(1_000, number, donor=donor))
    give(money(1_000, "3", donor_name="外地的人"))
    told = actions.publish_disclosure(actor=secretary, disclosure=written)
    assert (told.told, queries.bound_elsewhere(campaign)) == (1, 1)
    assert [message.person for message in Message.objects.filter(about_id=told.posting_id)] == [donor]


def test_donors_for_no_purpose_are_not_told_apart(standing_campaign):
    assert (queries.bound_donors(standing_campaign), queries.bound_elsewhere(standing_campaign)) == ([], 0)
    assert queries.purpose_of(standing_campaign).name == "不限用途"


def test_ended_it_owes_only_the_last(campaign, secretary):
    actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2024, 10, 5))
    assert open_days() == [("final", date(2025, 1, 5))]


def test_what_was_written_before_the_end_is_still_published(campaign, written, secretary):
    actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2024, 10, 5))
    assert open_days() == [("progress", date(2024, 12, 1)), ("final", date(2025, 1, 5))]
    actions.publish_disclosure(actor=secretary, disclosure=written)
    assert open_days() == [("final", date(2025, 1, 5))]


def test_the_last_is_the_last(campaign, worker, secretary):
    actions.end_campaign(actor=secretary, campaign=campaign, ended_on=date(2024, 10, 5))
    final = actions.write_disclosure(actor=worker, disclosure=queries.open_disclosures().get(), text=TEXT)
    actions.publish_disclosure(actor=secretary, disclosure=final)
    assert (open_days(), queries.told_disclosures(campaign).count()) == ([], 1)


def test_an_emergency_is_told_every_five_days_while_it_lasts(campaign, worker, secretary):
    with pytest.raises(Refused, match="公布"):
        actions.mark_emergency(actor=worker, campaign=campaign, is_emergency=True)
    marked = actions.mark_emergency(actor=secretary, campaign=campaign, is_emergency=True)
    assert actions.mark_emergency(actor=secretary, campaign=marked, is_emergency=True) == marked
    assert open_days()[0] == ("emergency", date(2024, 10, 10))
    urgent = actions.write_disclosure(actor=worker, disclosure=queries.open_disclosures()[0], text=TEXT)
    with clock.stopped(clock.at(date(2024, 10, 9), 9)):
        actions.publish_disclosure(actor=secretary, disclosure=urgent)
    assert open_days()[0] == ("emergency", date(2024, 10, 14))
    actions.mark_emergency(actor=secretary, campaign=campaign, is_emergency=False)
    assert [kind for kind, _day in open_days()] == ["progress", "final"]


def test_the_clock_asks_once(campaign, standing_campaign, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len([(str(each.campaign), each.is_late) for each in queries.open_disclosures()]) == 3
