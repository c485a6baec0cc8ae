"""Renewing, standing still, and leaving step by step."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions, queries
from hehuo.domain.build.agreements.kinds import SETTLEMENT, AgreementState, ExitKind, ExitState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.recruitment.actions import applications
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.kinds import Channel, Flag
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.run.activities import rules as activities
from hehuo.domain.run.exchanges import rules as exchanges
from hehuo.domain.run.services import actions as services
from hehuo.domain.run.services import rules as orders
from tests.domain.build.agreements.conftest import AFTER_POSTING

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(worker, secretary, draft, steward):
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield actions.sign_agreement(actor=secretary, agreement=draft)


def at(day, hour=9):
    return clock.stopped(clock.at(day, hour))


def settle_all(worker, leaving):
    for item in queries.items_of(leaving):
        actions.settle_item(actor=worker, item=item, note="当面点清")


def test_the_end_is_told_a_month_and_a_week_before(signed, worker):
    told = []
    for days in (31, 30, 29, 7, 8, 6):  # the clock goes back once
        with at(signed.ends_on - timedelta(days=days)):
            told.append(actions.remind_of_review())
    assert told == [0, 1, 0, 1, 0, 0]
    assert Message.objects.filter(person=signed.partner.contact, about_id=signed.id).count() == 2


def test_nobody_is_told_of_an_end_that_is_being_seen_to(signed, worker, secretary, words):
    with at(signed.ends_on - timedelta(days=20)):
        actions.start_exit(actor=worker, agreement=signed, kind=ExitKind.EXPIRED, why="到期不续")
        assert actions.remind_of_review() == 0


def test_the_end_is_told_once_and_a_new_term_takes_over(signed, worker, secretary, words):
    near = signed.ends_on - timedelta(days=20)
    with at(near):
        assert [actions.remind_of_review(), actions.remind_of_review()] == [1, 0]
        assert Duty.objects.filter(about_id=signed.id, act="review_agreement", done_at=None).count() == 1
        starts = signed.ends_on + timedelta(days=1)
        said = words(starts_on=starts, ends_on=starts + timedelta(days=364))
        new = actions.renew_agreement(actor=worker, agreement=signed, words=said)
        assert Duty.objects.filter(about_id=signed.id, act="review_agreement", done_at=None).count() == 0
        with pytest.raises(Conflict, match="已经拟了续签"):
            actions.renew_agreement(actor=worker, agreement=signed, words=said)
        actions.sign_agreement(actor=secretary, agreement=new)
        assert (new.renews, queries.stewardships().filter(agreement=new).count()) == (signed, 1)
        assert actions.end_renewed() == 0
    with at(starts):
        assert actions.end_renewed() == 1
    signed.refresh_from_db()
    assert (signed.state, signed.ended_why, queries.in_force().get()) == (AgreementState.ENDED, "到期，续签了", new)


def test_a_new_term_begins_after_the_old_one(signed, worker, words):
    with pytest.raises(Invalid) as refused:
        actions.renew_agreement(actor=worker, agreement=signed, words=words())
    assert refused.value.field == "starts_on"


def test_for_safety_a_partner_stands_still_at_once_and_goes_on_by_the_secretary(signed, worker, secretary, resident):
    contact = signed.partner.contact
    item = services.set_price(actor=worker, agreement=signed, name="阳台菜箱", unit="个", resident_fen=0)
    with pytest.raises(Invalid, match="为什么暂停"):
        actions.suspend_agreement(actor=worker, agreement=signed, why=" ")
    actions.suspend_agreement(actor=worker, agreement=signed, why="屋顶护栏松了")
    paused = queries.agreements().get()
    assert (paused.state, paused.is_in_force) == (AgreementState.PAUSED, False)
    assert Message.objects.filter(person=contact).latest("id").body == "屋顶护栏松了"
    item.agreement = paused
    assert "暂停了" in orders.may_order(resident, resident, item).reason
    assert "暂停了" in activities.may_open_series(contact, paused).reason
    assert "暂停" in exchanges.may_open(worker, paused).reason
    with pytest.raises(Refused):
        actions.lift_suspension(actor=worker, agreement=paused, why="修好了")
    assert actions.lift_suspension(actor=secretary, agreement=paused, why="护栏换新，验过").is_in_force
    told = queries.suspensions_of(signed).get()
    assert (told.lifted_by, told.lifted_why) == (secretary, "护栏换新，验过")


def test_an_expulsion_goes_its_steps_and_the_next_application_is_flagged(signed, worker, secretary):
    contact, words_ = signed.partner.contact, "  那天的课是临时工代的，我认错。\n请再给一次机会。"
    leaving = actions.start_exit(actor=worker, agreement=signed, kind=ExitKind.EXPELLED, why="强行推销预付卡")
    assert (leaving.reply_until, leaving.leaves_on) == (date(2024, 7, 16), AFTER_POSTING)
    with pytest.raises(Conflict, match="已经在办退出"):
        actions.start_exit(actor=worker, agreement=signed, kind=ExitKind.EXPELLED, why="又一次")
    with pytest.raises(Refused, match="还没说话"):
        actions.decide_exit(actor=secretary, leaving=leaving, leaves=True, decision="清退")
    assert actions.reply_to_exit(actor=contact, leaving=leaving, reply=words_).reply == words_
    with pytest.raises(Refused, match="不再改"):
        actions.reply_to_exit(actor=contact, leaving=leaving, reply="改口")
    leaving = actions.decide_exit(actor=secretary, leaving=leaving, leaves=True, decision="事实清楚，清退")
    leaving = actions.post_exit(actor=secretary, leaving=leaving)
    with pytest.raises(Refused, match="才满"):
        actions.close_exit(actor=secretary, leaving=leaving)
    with at(date(2024, 7, 17)):
        with pytest.raises(Refused, match="押金退了"):
            actions.close_exit(actor=secretary, leaving=leaving)
        settle_all(worker, leaving)
        with pytest.raises(Conflict, match="已经清过了"):
            actions.settle_item(actor=worker, item=queries.items_of(leaving)[0])
        assert len(SETTLEMENT) == queries.items_of(leaving).exclude(done_on=None).count()
        actions.close_exit(actor=secretary, leaving=leaving)
        agreement = Agreement.objects.get()
        assert (agreement.state, agreement.ended_why) == (AgreementState.ENDED, "清退：事实清楚，清退")
        partner = agreement.partner
        assert (partner.banned_until, partner.is_banned) == (date(2026, 7, 17), True)
        again = ApplicationWords(
            name=partner.name, category=partners.ensure_category(name="商企"), project="又来开课",
            contact_name="冯东", phone="19900965808", credit_code="91999999MA3RFM6N5T", way="space",
        )  # fmt: skip
        application = applications.apply(actor=worker, call=None, words=again, channel=Channel.DESK)
    assert Flag.BANNED in [found["flag"] for found in application.flags]
    with at(date(2026, 7, 18)):
        assert not partner.is_banned


def test_by_its_own_wish_a_partner_leaves_after_its_days_of_notice(signed, worker, secretary):
    contact = signed.partner.contact
    with pytest.raises(Refused, match="您自己提的是主动退出"):
        actions.start_exit(actor=contact, agreement=signed, kind=ExitKind.EXPIRED, why="不想做了")
    leaving = actions.start_exit(actor=contact, agreement=signed, kind=ExitKind.OWN_WISH, why="人手不够")
    assert leaving.leaves_on == AFTER_POSTING + timedelta(days=30)
    with pytest.raises(Refused, match="签协议"):
        actions.decide_exit(actor=worker, leaving=leaving, leaves=True, decision="同意")
    leaving = actions.decide_exit(actor=secretary, leaving=leaving, leaves=True, decision="同意，感谢一年付出")
    leaving = actions.post_exit(actor=secretary, leaving=leaving)
    settle_all(worker, leaving)
    with at(date(2024, 7, 20)), pytest.raises(Refused, match="提前告知的日子没满"):
        actions.close_exit(actor=secretary, leaving=leaving)
    with at(date(2024, 8, 8)):
        assert actions.close_exit(actor=secretary, leaving=leaving).state == ExitState.ENDED
    assert Agreement.objects.get().partner.banned_until is None


def test_who_asked_does_not_decide_and_silence_ends_with_its_days(signed, secretary, somebody):
    leaving = actions.start_exit(actor=secretary, agreement=signed, kind=ExitKind.REVIEWED, why="两年不合格")
    with at(date(2024, 7, 17)):
        with pytest.raises(Refused, match="要请另一位来定"):
            actions.decide_exit(actor=secretary, leaving=leaving, leaves=True, decision="退")
        with pytest.raises(Refused, match="申辩到"):
            actions.reply_to_exit(actor=signed.partner.contact, leaving=leaving, reply="晚了")
        other = somebody("苏丽", Role.SECRETARY)
        kept = actions.decide_exit(actor=other, leaving=leaving, leaves=False, decision="再看半年")
    assert (kept.state, queries.exit_of(signed)) == (ExitState.DROPPED, None)
    actions.start_exit(actor=secretary, agreement=signed, kind=ExitKind.REVIEWED, why="仍不合格")


def test_a_partner_is_banned_by_who_signs_only(signed, worker):
    with pytest.raises(Refused):
        partners.ban_partner(actor=worker, partner=signed.partner, until=date(2026, 1, 1), why="x")
