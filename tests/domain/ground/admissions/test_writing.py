"""Conditions are written down once, for all days that they cover."""

from datetime import date

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.ground.admissions.actions import write_admission
from hehuo.domain.ground.admissions.kinds import Conditions, ForWhom, FreeGroup
from hehuo.domain.ground.journal.models import Entry

FIRST, LAST = date(2026, 9, 12), date(2026, 9, 13)


@pytest.fixture
def write(worker):
    def make(**said):
        days = {"first_on": FIRST, "last_on": LAST}
        return write_admission(actor=worker, conditions=Conditions(**said), places=20, price_fen=1500, **days)

    with clock.stopped(clock.at(date(2026, 9, 1), 9)):
        yield make


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ({}, "谁都可以"),
        ({"youngest": 7, "oldest": 12}, "7—12 岁"),
        ({"oldest": 0}, "0 岁及以下"),
        ({"youngest": 60, "for_whom": ForWhom.RESIDENTS}, "满 60 岁，住在本社区的人"),
    ],
)
def test_everybody_reads_whom_it_is_for(write, said, reads):
    assert write(**said).who == reads


def test_what_was_written_comes_back_into_the_form(write):
    said = {"youngest": 7, "free_places": 2, "free_groups": (FreeGroup.MIN_ALLOWANCE,), "free_label": "困难家庭"}
    assert (write(**said).conditions, Entry.objects.get().act) == (Conditions(**said), "admissions.written")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"youngest": -1}, "youngest"),
        ({"free_places": 21, "free_groups": (FreeGroup.ALONE,), "free_label": "长者"}, "free_places"),
        ({"free_places": 1, "free_label": "长者"}, "free_groups"),
        ({"free_places": 1, "free_groups": (FreeGroup.ALONE,)}, "free_label"),
        ({"is_risky": True, "insurer": "平安", "policy": "1"}, "covered_from"),
    ],
)
def test_a_fault_names_its_field(write, said, field):
    with pytest.raises(Invalid) as fault:
        write(**said)
    assert fault.value.field == field
