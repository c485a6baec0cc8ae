"""Whatever a program asks: an answer that its description allows, and never a fault of ours."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from hehuo.config.wsgi import application
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.kinds import Channel, NeedKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_connection():
    """The server would close the connection between two requests, and the test's transaction with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(one_connection, worker, resident):
    """The API as it describes itself, with one published need to find."""
    voice = actions.say_voice(actor=resident, speaker=resident, words="想种菜", channel=Channel.PHONE)
    need = actions.open_need(actor=worker, title="种菜认植物", kind=NeedKind.CHILDREN, voice=voice)
    actions.publish_need(actor=worker, need=need)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


EXAMPLES = settings(
    max_examples=500 if os.environ.get("HEHUO_STORM") else 25, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


def test_the_api_keeps_what_it_describes(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 3
    for operation in operations:

        @EXAMPLES
        @given(case=operation.as_strategy())
        def is_kept(case):
            case.call_and_validate()

        is_kept()
