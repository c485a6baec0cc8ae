"""A neighbour with something to give, and a row of trees."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hehuo.domain.build.resources.actions import greens
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.actions.resources import Said
from hehuo.domain.build.resources.kinds import Group, Kind


def said(**changes):
    """A plumber's two evenings."""
    told = {
        "kind": Kind.SKILL, "title": "会修水龙头", "unit_word": "人", "weekdays": "24", "phone": "19900112233",
        "groups": (Group.ALONE, Group.MIN_ALLOWANCE),
    }  # fmt: skip
    return Said(**{**told, **changes})


def picture():
    """What a phone takes."""
    buffer = BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name="照片.jpg")


@pytest.fixture
def offered(resident):
    return actions.offer_resource(actor=resident, said=said())


@pytest.fixture
def on_list(worker, offered):
    return actions.list_resource(actor=worker, resource=offered)


@pytest.fixture
def trees(worker):
    return greens.plant_greens(actor=worker, numbers="1-26", species="黄花风铃木", where="河边绿道")


@pytest.fixture
def adoption(worker, resident, trees):
    return greens.adopt_greens(
        actor=worker, numbers="1-26", care="浇水、除草", every_days=14, adopter=resident, unit="绿美志愿队"
    )
