"""Agreements: drafted after the posting began, signed after it ended, with one to three stewards."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions, queries
from hehuo.domain.build.agreements.kinds import AgreementState, ShareNature
from hehuo.domain.build.agreements.models import Agreement, Stewardship
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application, ScreeningItem
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.queries import roles_of
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.models import Posting
from tests.domain.build.agreements.conftest import AFTER_POSTING

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(worker, draft, steward):
    """The draft with its steward."""
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    return draft


def sign_after_posting(actor, agreement):
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        return actions.sign_agreement(actor=actor, agreement=agreement)


def test_the_applicant_becomes_a_partner_with_a_contact(draft, posted):
    posted.refresh_from_db()
    partner = draft.partner
    assert (draft.number, draft.price_percent, draft.share_percent) == ("2024-001", 50, 15)
    assert (posted.partner, partner.name, partner.contact.name) == (partner, "广州小禾农业科技有限公司", "冯东")
    assert partner.contact.phone == "19900965808"


def test_a_contact_who_is_on_the_roll_is_not_made_twice(worker, posted, words):
    resident = Person(name="冯东")
    resident.phone = "19900965808"
    resident.save()
    draft = actions.draft_agreement(actor=worker, application=posted, words=words())
    assert draft.partner.contact == resident


def test_a_double_tap_drafts_one_and_a_second_one_is_refused(worker, posted, words):
    key = ids.uuid7()
    first = actions.draft_agreement(actor=worker, application=posted, words=words(), key=key)
    assert actions.draft_agreement(actor=worker, application=posted, words=words(), key=key) == first
    with pytest.raises(Conflict, match="已经有协议"):
        actions.draft_agreement(actor=worker, application=posted, words=words())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"ends_on": date(2024, 7, 9)}, "ends_on"),
        ({"ends_on": date(2028, 7, 9)}, "ends_on"),
        ({"price_percent": 101}, "price_percent"),
        ({"share_percent": -1}, "share_percent"),
        ({"share_nature": ShareNature.VENUE_FEE}, "fund"),
    ],
)
def test_terms_that_cannot_be_name_their_field(worker, posted, words, changes, field):
    with pytest.raises(Invalid) as refused:
        actions.draft_agreement(actor=worker, application=posted, words=words(**changes))
    assert refused.value.field == field


def test_a_venue_fee_goes_to_the_owner_and_a_gift_to_the_charity(worker, posted, words, venue_pot):
    draft = actions.draft_agreement(
        actor=worker, application=posted, words=words(share_nature=ShareNature.VENUE_FEE, fund=venue_pot)
    )
    with pytest.raises(Invalid, match="捐赠进慈善基金"):
        actions.reword_agreement(actor=worker, agreement=draft, words=words(fund=venue_pot))


def test_nothing_is_signed_while_the_posting_hangs(secretary, followed):
    with pytest.raises(Refused, match="才满"):
        actions.sign_agreement(actor=secretary, agreement=followed)
    with clock.stopped(clock.at(AFTER_POSTING - timedelta(days=1), 23)), pytest.raises(Refused, match="才满"):
        actions.sign_agreement(actor=secretary, agreement=followed)


def test_signing_makes_the_contact_a_partner_and_ends_the_way_in(secretary, followed, posted):
    signed = sign_after_posting(secretary, followed)
    posted.refresh_from_db()
    assert (signed.state, signed.signed_by, signed.signed_on) == (AgreementState.SIGNED, secretary, AFTER_POSTING)
    with clock.stopped(clock.at(AFTER_POSTING, 10)):
        contact = Person.objects.get(pk=signed.partner.contact_id)
        assert (posted.stage, roles_of(contact), signed.is_in_force) == (Stage.AGREED, [Role.PARTNER], True)
    assert list(queries.in_force()) == [signed]
    assert list(queries.of_contact(signed.partner.contact)) == [signed]


def test_an_open_objection_stops_the_signing(secretary, followed, resident):
    posting = Posting.objects.get()
    objection = postings.object_to(actor=resident, posting=posting, text="声音太大")
    with pytest.raises(Refused, match="异议"):
        sign_after_posting(secretary, followed)
    postings.answer_objection(actor=secretary, objection=objection, answer="晚上九点前结束", is_upheld=False)
    assert sign_after_posting(secretary, followed).state == AgreementState.SIGNED


def test_only_the_secretary_signs_with_a_steward_and_papers_in_force(worker, secretary, draft, steward, posted):
    with pytest.raises(Refused, match="红色管家"):
        sign_after_posting(secretary, draft)
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    with pytest.raises(Refused, match="签协议"):
        sign_after_posting(worker, draft)
    ScreeningItem.objects.filter(application=posted, slug="safety").update(expires_on=date(2024, 7, 8))
    with pytest.raises(Refused, match="安全承诺书"):
        sign_after_posting(secretary, draft)


def test_no_minor_is_a_party(secretary, followed):
    Person.objects.filter(pk=followed.partner.contact_id).update(born_on=date(2006, 7, 10))
    with pytest.raises(Refused, match="没满 18 岁"):
        sign_after_posting(secretary, followed)


def test_nobody_signs_their_own_agreement(somebody, followed):
    own = somebody("冯东", Role.SECRETARY)
    type(followed.partner).objects.filter(pk=followed.partner_id).update(contact=own)
    with pytest.raises(Refused, match="自己的协议"):
        sign_after_posting(own, followed)


def test_a_signed_agreement_does_not_change_and_ends_with_a_reason(worker, secretary, followed, words):
    signed = sign_after_posting(secretary, followed)
    with pytest.raises(Conflict, match="补充协议"):
        actions.reword_agreement(actor=worker, agreement=signed, words=words(share_percent=5))
    with pytest.raises(Invalid):
        actions.end_agreement(actor=secretary, agreement=signed, why="")
    with clock.stopped(clock.at(signed.starts_on, 9)), pytest.raises(Refused, match="办退出"):
        actions.end_agreement(actor=secretary, agreement=signed, why="不想合作了")
    with clock.stopped(clock.at(signed.ends_on + timedelta(days=1), 9)):
        ended = actions.end_agreement(actor=secretary, agreement=signed, why="到期不续")
    assert (ended.state, ended.ended_why) == (AgreementState.ENDED, "到期不续")


def test_three_stewards_and_never_a_fourth(worker, draft, somebody):
    people = [somebody(f"管家{number}", Role.STEWARD) for number in range(4)]
    named = [actions.name_steward(actor=worker, agreement=draft, person=person) for person in people[:3]]
    assert [steward.seat for steward in named] == [1, 2, 3]
    with pytest.raises(Refused, match="最多 3 位"):
        actions.name_steward(actor=worker, agreement=draft, person=people[3])
    actions.release_steward(actor=worker, steward=named[1])
    assert actions.name_steward(actor=worker, agreement=draft, person=people[3]).seat == 2


@pytest.mark.parametrize("seat", [4, 0, 1])
def test_the_table_itself_has_no_fourth_seat(worker, draft, somebody, seat):
    actions.name_steward(actor=worker, agreement=draft, person=somebody("管家", Role.STEWARD))
    with pytest.raises(IntegrityError), transaction.atomic():
        Stewardship.objects.create(agreement=draft, person=somebody("另一位", Role.STEWARD), seat=seat)


def test_a_steward_has_the_role_and_comes_once(worker, draft, steward, resident):
    with pytest.raises(Refused, match="还没有红色管家的身份"):
        actions.name_steward(actor=worker, agreement=draft, person=resident)
    actions.name_steward(actor=worker, agreement=draft, person=steward)
    with pytest.raises(Refused, match="已经是这家的管家"):
        actions.name_steward(actor=worker, agreement=draft, person=steward)


def test_the_partner_sees_its_stewards_number_and_the_look_is_logged(worker, draft, somebody, resident):
    person = somebody("何嘉怡", Role.STEWARD)
    person.phone = "19900001111"
    person.save()
    steward = actions.name_steward(actor=worker, agreement=draft, person=person)
    contact = draft.partner.contact
    assert actions.show_steward_phone(actor=contact, steward=steward) == "19900001111"
    look = Look.objects.get()
    assert (look.actor_id, look.thing_id, look.field) == (contact.id, person.id, "phone")
    with pytest.raises(Refused):
        actions.show_steward_phone(actor=resident, steward=steward)


def test_the_stamped_paper_is_kept(worker, draft):
    upload = SimpleUploadedFile("协议.pdf", b"%PDF-1.4\n%stamped\n%%EOF", "application/pdf")
    kept = actions.keep_scan(actor=worker, agreement=draft, upload=upload)
    assert kept.scan.name == "协议.pdf"


def test_the_database_holds_what_an_agreement_is(draft):
    for wrong in ({"ends_on": draft.starts_on}, {"price_percent": 120}, {"state": AgreementState.SIGNED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=draft.pk).update(**wrong)


def test_no_agreement_before_the_decision_is_posted(worker, posted, words):
    Application.objects.filter(pk=posted.pk).update(stage=Stage.DECISION)
    with pytest.raises(Refused, match="公示之后"):
        actions.draft_agreement(actor=worker, application=posted, words=words())
