"""A partner's picture is everyone's only after the office has seen it."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners import actions
from hehuo.domain.build.partners.kinds import ServiceField
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties

pytestmark = pytest.mark.django_db


@pytest.fixture
def tailors(worker, somebody):
    return actions.make_partner(
        actor=worker, name="巧手裁缝", category=actions.ensure_category(name="个人"), credit_code="",
        contact=somebody("罗姨", Role.PARTNER), phone="13900000001", service_field=ServiceField.OTHER, ways=[],
    )  # fmt: skip


def picture():
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "green").save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name="door.jpg")


def hand_in(partner, alt="店门口"):
    return actions.hand_in_photo(actor=partner.contact, partner=partner, upload=picture(), alt=alt)


def waiting(partner):
    return [duty.act for duty in duties.duties_about(partner.id) if duty.done_at is None]


def test_what_is_handed_in_waits_for_the_office_and_is_then_everyones(secretary, tailors):
    partner = hand_in(tailors)
    assert (partner.photo.is_public, partner.photo_alt, waiting(partner)) == (False, "店门口", ["see_photo"])
    with pytest.raises(Refused):
        actions.show_photo(actor=partner.contact, partner=partner)
    shown = actions.show_photo(actor=secretary, partner=partner)
    shown.photo.refresh_from_db()
    assert (shown.photo.is_public, waiting(partner)) == (True, [])


def test_the_office_takes_it_down_with_a_reason(secretary, tailors):
    partner = hand_in(tailors)
    with pytest.raises(Invalid):
        actions.take_photo_down(actor=secretary, partner=partner, why=" ")
    down = actions.take_photo_down(actor=secretary, partner=partner, why="拍到了孩子的脸")
    assert (down.photo, down.photo_alt, waiting(partner)) == (None, "", [])
    with pytest.raises(Conflict):
        actions.take_photo_down(actor=secretary, partner=partner, why="再来")


def test_a_picture_has_words_and_comes_from_who_speaks_for_the_partner(resident, tailors):
    with pytest.raises(Invalid, match="念给看不见的人"):
        hand_in(tailors, alt=" ")
    with pytest.raises(Refused):
        actions.hand_in_photo(actor=resident, partner=tailors, upload=picture(), alt="别人的")
