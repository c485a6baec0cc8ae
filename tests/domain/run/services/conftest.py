"""Prices start from the same drafted agreement as the tests of agreements; orders from one that is in force."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hehuo.core import clock
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.run.services import actions
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words

__all__ = ["_july", "charity", "draft", "posted", "words"]

IN_FORCE = date(2024, 7, 15)


@pytest.fixture
def signed(draft, secretary):
    """The agreement signed and begun; the way there is tested in agreements."""
    draft.state, draft.signed_by, draft.signed_on = AgreementState.SIGNED, secretary, draft.starts_on
    draft.save()
    with clock.stopped(clock.at(IN_FORCE, 9)):
        yield draft


@pytest.fixture
def partner(signed):
    """Who speaks for the partner."""
    return signed.partner.contact


@pytest.fixture
def unblocking(worker, signed):
    """A paid service: 59.00 a time, 120.00 on the market."""
    return actions.set_price(
        actor=worker, agreement=signed, name="厨房下水疏通", unit="次", resident_fen=5900, market_fen=12000,
        source="物价所公示", seen_on=date(2024, 6, 28),
    )  # fmt: skip


@pytest.fixture
def haircut(worker, signed):
    """A free service."""
    return actions.set_price(actor=worker, agreement=signed, name="上门理发", unit="次", resident_fen=0)


@pytest.fixture
def photo():
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "green").save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name="done.jpg")
