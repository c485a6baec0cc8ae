"""Programs read what the public reads, in the same scope, with the same refusals."""

import pytest

from hehuo.core import ids
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.kinds import Channel, NeedKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(worker, resident):
    voice = actions.say_voice(actor=resident, speaker=resident, words="想种菜", channel=Channel.PHONE)
    need = actions.open_need(actor=worker, title="种菜认植物", kind=NeedKind.CHILDREN, voice=voice)
    return actions.publish_need(actor=worker, need=need)


def test_the_status_is_the_cheapest_answer(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/api/v1/status").json() == {"name": "hehuo", "api": 1}


def test_published_needs_are_listed(client, need):
    found = client.get("/api/v1/c/haiwan/needs").json()
    assert [(each["number"], each["title"], each["voice_count"]) for each in found["needs"]] == [
        (need.number, "种菜认植物", 1)
    ]
    assert found["after"] == ""


def test_a_draft_is_not_there_for_programs(client, worker, need):
    draft = actions.open_need(actor=worker, title="还在整理", kind=NeedKind.OTHER)
    answer = client.get(f"/api/v1/c/haiwan/needs/{draft.id}")
    assert (answer.status_code, answer.json()) == (404, {"say": "没有这件需求，或者还没有公布。"})
    assert client.get(f"/api/v1/c/haiwan/needs/{need.id}").json()["title"] == "种菜认植物"
    assert client.get(f"/api/v1/c/haiwan/needs/{ids.uuid7()}").status_code == 404


def test_wrong_questions_are_refused_by_shape(client, need):
    assert client.get("/api/v1/c/haiwan/needs?kind=nonsense").status_code == 422
    assert client.get("/api/v1/c/nowhere/needs").status_code == 404
