"""One slip, one home: who knows the building says yes or no, and nobody learns who lives there."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.entry import actions, claims, queries, texting
from hehuo.domain.ground.entry.kinds import ClaimKind, ClaimState, Purpose
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Household, Move, Ownership, Person
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from tests.domain.ground.entry.conftest import PHONE, on_the_roll


@pytest.fixture
def estate(haiwan):
    return ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")


@pytest.fixture
def home(estate):
    return ensure_home(estate=estate, number=read_home("3-2-502"))


@pytest.fixture
def no_texts(monkeypatch):
    monkeypatch.setattr(texting, "provider", lambda: None)


def claim(worker, home, name="高雪", phone=PHONE, kind=ClaimKind.LIVES):
    _invitation, token = claims.invite(actor=worker, home=home)
    return claims.claim_home(token=token, name=name, phone=phone, kind=kind, proven=None)


def test_a_stranger_becomes_somebody_at_home(worker, home, no_texts):
    approved = claims.approve_claim(actor=worker, claim=claim(worker, home), person=None)
    person = Person.objects.get(name="高雪")
    assert (approved.state, approved.person, person.household.home, person.phone) == (
        ClaimState.APPROVED, person, home, PHONE
    )  # fmt: skip
    assert list(queries.people_behind(person.phone_hash)) == [person]  # so the phone lets them in
    assert [entry.act for entry in Entry.objects.filter(act__startswith="entry.").order_by("at")] == [
        "entry.invited", "entry.claimed", "entry.claim_approved"
    ]  # fmt: skip
    assert Message.objects.get().person == worker


def test_somebody_on_the_roll_keeps_the_row_they_have(worker, home, no_texts):
    known = Person.objects.create(name="高雪", household=Household.objects.create(home=home))
    waiting = claim(worker, home)
    assert list(queries.candidates(waiting)) == [known]
    claims.approve_claim(actor=worker, claim=waiting, person=known)
    known.refresh_from_db()
    assert (known.phone, Person.objects.filter(name="高雪").count()) == (PHONE, 1)


def test_a_second_home_is_added_and_none_taken_away(worker, home, estate, no_texts):
    other = ensure_home(estate=estate, number=read_home("1-1-101"))
    owner = on_the_roll("高雪", household=Household.objects.create(home=home))
    waiting = claim(worker, other, kind=ClaimKind.OWNS)
    assert list(queries.candidates(waiting)) == [owner]  # the same name and phone elsewhere
    claims.approve_claim(actor=worker, claim=waiting, person=owner)
    owner.refresh_from_db()
    assert (owner.household.home, Ownership.objects.get(person=owner).home) == (home, other)


def test_somebody_new_joins_the_family_that_lives_there(worker, home, no_texts):
    family = Person.objects.create(name="王建国", household=Household.objects.create(home=home)).household
    approved = claims.approve_claim(actor=worker, claim=claim(worker, home), person=None)
    approved.person.refresh_from_db()
    assert approved.person.household == family
    assert Move.objects.get(person=approved.person).to_household == family


def test_somebody_like_somebody_on_the_roll_is_asked_about(worker, home, resident, no_texts):
    Person.objects.create(name="高雪", household=Household.objects.create(home=home))
    waiting = claim(worker, home)
    with pytest.raises(Invalid, match="很像的人"):
        claims.approve_claim(actor=worker, claim=waiting, person=None)
    assert claims.approve_claim(actor=worker, claim=waiting, person=None, is_another=True).person.name == "高雪"


def test_a_new_owner_lives_elsewhere(worker, home, no_texts):
    approved = claims.approve_claim(actor=worker, claim=claim(worker, home, kind=ClaimKind.OWNS), person=None)
    assert (approved.person.household, Ownership.objects.get().person) == (None, approved.person)


def test_no_is_said_with_a_reason(worker, home, no_texts):
    waiting = claim(worker, home)
    with pytest.raises(Invalid, match="为什么没认"):
        claims.refuse_claim(actor=worker, claim=waiting, reason=" ")
    assert claims.refuse_claim(actor=worker, claim=waiting, reason="这户说不认识").state == ClaimState.REFUSED
    with pytest.raises(Conflict, match="已经有人认过了"):
        claims.approve_claim(actor=worker, claim=waiting, person=None)
    assert not Person.objects.filter(name="高雪").exists()


@pytest.mark.usefixtures("no_texts")
def test_only_who_knows_the_building_decides(worker, home, somebody, resident):
    waiting = claim(worker, home)
    here, there = somebody("梁大姐"), somebody("黄阿姨")
    Grant.objects.create(person=here, role=Role.BUILDING_LEADER, place=home.place.parent)
    other = ensure_place(kind=PlaceKind.BUILDING, name="1栋", parent=home.estate)
    Grant.objects.create(person=there, role=Role.BUILDING_LEADER, place=other)
    for actor in (there, resident):
        with pytest.raises(Refused):
            claims.approve_claim(actor=actor, claim=waiting, person=None)
        with pytest.raises(Refused):
            claims.invite(actor=actor, home=home)
        assert (list(queries.claims_for(actor)), list(queries.invitations_for(actor))) == ([], [])
    assert (list(queries.claims_for(here)), len(queries.invitations_for(here))) == ([waiting], 1)
    assert claims.approve_claim(actor=here, claim=waiting, person=None).decided_by == here


def test_nobody_admits_themselves(worker, home, no_texts):
    worker.phone = PHONE
    worker.save()
    with pytest.raises(Refused, match="另一位来认"):
        claims.approve_claim(actor=worker, claim=claim(worker, home), person=None)


def test_a_claim_means_nobody_of_another_home(worker, home, resident, no_texts):
    with pytest.raises(Missing, match="没有这位"):
        claims.approve_claim(actor=worker, claim=claim(worker, home), person=resident)


def test_a_slip_is_over_after_a_month_when_ended_and_when_another_is_made(worker, home, no_texts):
    invitation, token = claims.invite(actor=worker, home=home)
    assert queries.invitation_called(token) == invitation
    with clock.stopped(clock.now() + timedelta(days=31)):
        assert queries.invitation_called(token) is None
    _second, newer = claims.invite(actor=worker, home=home)
    assert queries.invitation_called(token) is None
    claims.end_invitation(actor=worker, invitation=queries.invitation_called(newer))
    with pytest.raises(Missing, match="过期了"):
        claims.claim_home(token=newer, name="高雪", phone=PHONE, kind=ClaimKind.LIVES, proven=None)


def test_the_same_claim_waits_once(worker, home, no_texts):
    _invitation, token = claims.invite(actor=worker, home=home)
    said = {"token": token, "phone": PHONE, "kind": ClaimKind.LIVES, "proven": None}
    claims.claim_home(name="高雪", **said)
    with pytest.raises(Conflict, match="正等着认"):
        claims.claim_home(name="高雪", **said)
    with pytest.raises(Invalid, match="姓名"):
        claims.claim_home(name=" ", **said)


def test_where_texts_are_sent_the_phone_is_proven_once(worker, home, box, run_jobs):
    _invitation, token = claims.invite(actor=worker, home=home)
    said = {"token": token, "name": "高雪", "phone": PHONE}
    with pytest.raises(Refused, match="短信验证码"):
        claims.claim_home(**said, kind=ClaimKind.LIVES, proven=None)
    actions.ask_code(phone=PHONE, address="here", purpose=Purpose.CLAIM)
    run_jobs()
    proven = actions.prove_phone(phone=PHONE, code=box.last, address="here", purpose=Purpose.CLAIM)
    assert claims.claim_home(**said, kind=ClaimKind.LIVES, proven=proven).is_phone_proven
    with pytest.raises(Refused, match="短信验证码"):
        claims.claim_home(**said, kind=ClaimKind.OWNS, proven=proven)


@pytest.mark.parametrize(("written", "found"), [("3-2-502", 1), ("海湾花园 3-2-502", 1), ("别处 3-2-502", 0), ("x", 0)])
def test_a_home_is_named_by_its_number(home, written, found):
    assert len(queries.homes_called(written)) == found
