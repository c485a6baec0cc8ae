"""A family of two with one phone, and somebody who receives what is texted."""

import pytest

from hehuo.domain.ground.entry import texting
from hehuo.domain.ground.people.models import Person

PHONE = "19900206068"


class Box:
    """What was texted, newest last."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send_code(self, phone: str, code: str, minutes: int) -> None:
        self.sent.append((phone, code))

    @property
    def last(self) -> str:
        return self.sent[-1][1]


@pytest.fixture
def box(monkeypatch):
    """A provider of texts that keeps them."""
    box = Box()
    monkeypatch.setattr(texting, "provider", lambda: box)
    return box


def on_the_roll(name: str, phone: str = PHONE, **fields) -> Person:
    person = Person(name=name, **fields)
    person.phone = phone
    person.save()
    return person


@pytest.fixture
def gao(haiwan):
    return on_the_roll("高雪")
