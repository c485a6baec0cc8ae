"""Agreeing to a text, taking it back, and who may for whom."""

from datetime import timedelta

import pytest

from hehuo.core import acting, clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.consents import actions, queries
from hehuo.domain.ground.consents.kinds import TEXTS, Channel, ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.people.kinds import WardKind
from hehuo.domain.ground.people.models import Guardianship

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(somebody, resident):
    made = somebody("吴小满", born_on=clock.today() - timedelta(days=9 * 365))
    Guardianship.objects.create(
        ward=made, guardian=resident, kind=WardKind.MINOR, evidence="户口本", from_on=clock.today()
    )
    return made


def test_a_consent_holds_until_it_is_taken_back(resident):
    assert not queries.has_consent(resident, ConsentKind.PUBLISH)
    consent = actions.give_consent(actor=resident, person=resident, kind=ConsentKind.PUBLISH)
    assert queries.has_consent(resident, ConsentKind.PUBLISH)
    assert not queries.has_consent(resident, ConsentKind.QUOTE)

    actions.withdraw_consent(actor=resident, consent=consent)

    assert not queries.has_consent(resident, ConsentKind.PUBLISH)
    assert not queries.has_consent(resident, ConsentKind.PUBLISH, clock.today() - timedelta(days=1))
    assert list(Entry.objects.order_by("at", "id").values_list("act", flat=True)) == [
        "consents.given", "consents.withdrawn",
    ]  # fmt: skip


def test_agreeing_again_is_one_consent_and_after_taking_back_a_new_one(resident):
    first = actions.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE)
    assert actions.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE) == first
    actions.withdraw_consent(actor=resident, consent=first)
    actions.withdraw_consent(actor=resident, consent=first)
    actions.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE)
    assert queries.consents_of(resident).count() == 2


def test_a_changed_text_asks_anew(resident):
    consent = actions.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE)
    Consent.objects.filter(pk=consent.pk).update(version="2020-1")
    choice = queries.choices_of(resident)[0]
    assert (choice.text.kind, choice.is_old) == (ConsentKind.NOTICE, True)
    again = actions.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE)
    assert (again.version, Consent.objects.get(pk=consent.pk).withdrawn_by) == (TEXTS[0].version, resident)


def test_a_worker_writes_down_what_was_signed_and_where_it_lies(resident, worker, somebody):
    with pytest.raises(Invalid, match="放在哪"):
        actions.give_consent(actor=worker, person=resident, kind=ConsentKind.CARE, channel=Channel.PAPER)
    paper = actions.give_consent(
        actor=worker, person=resident, kind=ConsentKind.CARE, channel=Channel.PAPER, note="第 3 册"
    )
    assert (paper.entered_by, paper.note) == (worker, "第 3 册")
    assert Entry.objects.get().for_id == resident.id
    with pytest.raises(Refused, match="本人来点"):
        actions.give_consent(actor=worker, person=resident, kind=ConsentKind.QUOTE)
    with pytest.raises(Refused):
        actions.give_consent(actor=somebody("高雪"), person=resident, kind=ConsentKind.QUOTE, channel=Channel.DESK)


def test_a_helper_agrees_for_nobody(resident, worker):
    with acting.acting(helper_id=worker.id, person_id=resident.id), pytest.raises(Refused, match="本人来办"):
        actions.give_consent(actor=resident, person=resident, kind=ConsentKind.PUBLISH)


def test_for_a_child_only_a_guardian_on_the_roll_agrees(child, resident, somebody):
    stranger = somebody("高雪")
    for guardian in (None, stranger):
        with pytest.raises(Refused, match="监护人"):
            actions.give_consent(actor=stranger, person=child, kind=ConsentKind.PUBLISH, guardian=guardian)
    consent = actions.give_consent(actor=resident, person=child, kind=ConsentKind.PUBLISH, guardian=resident)
    with pytest.raises(Refused):
        actions.withdraw_consent(actor=stranger, consent=consent)
    assert actions.withdraw_consent(actor=resident, consent=consent).withdrawn_by == resident


def test_nobody_agrees_for_a_grown_up_who_has_no_guardian(resident, somebody):
    with pytest.raises(Refused, match="不是登记的监护人"):
        actions.give_consent(actor=somebody("高雪"), person=resident, kind=ConsentKind.QUOTE, guardian=somebody("何伟"))
