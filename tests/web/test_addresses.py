"""Every kind and act that has a line in the addresses leads to a page that exists."""

from types import SimpleNamespace

import pytest
from django.urls import resolve

from hehuo.core import ids
from hehuo.web import addresses

HERE = SimpleNamespace(code="haiwan")


@pytest.mark.parametrize("kind", sorted(addresses.THINGS))
def test_a_thing_has_its_page(kind) -> None:
    assert resolve(addresses.of_thing(HERE, kind, ids.uuid7()).split("?")[0]).url_name


@pytest.mark.parametrize(("kind", "act"), sorted(addresses.ACTS))
def test_an_act_has_its_page_and_its_word(kind, act) -> None:
    assert resolve(addresses.of_duty(HERE, kind, ids.uuid7(), act).split("?")[0]).url_name
    assert addresses.word_of(kind, act)


def test_what_has_no_page_has_no_address() -> None:
    assert addresses.of_thing(HERE, "unknown.thing", ids.uuid7()) == ""
    assert addresses.of_thing(HERE, "needs.need", None) == ""
    assert addresses.word_of("unknown.thing", "do") == "去办"


def test_an_act_without_a_page_of_its_own_is_done_where_its_thing_is_shown() -> None:
    thing = ids.uuid7()
    assert addresses.of_duty(HERE, "needs.need", thing, "anything") == f"/c/haiwan/needs/{thing}/"


def test_the_steps_of_a_journey_are_found_by_id() -> None:
    need, voice = (SimpleNamespace(kind=kind, thing_id=ids.uuid7()) for kind in ("needs.need", "needs.voice"))
    assert addresses.of_steps(HERE, [need, voice]) == {need.thing_id: f"/c/haiwan/needs/{need.thing_id}/"}
