"""A supervisor who had no part in a month says a word on it; it stays as written, and a later one stands beside it."""

import pytest

from hehuo.core.errors import Invalid, Refused
from hehuo.core.ids import uuid7
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.journal.models import Entry, Words
from hehuo.domain.run.books import actions, queries
from hehuo.domain.run.books.kinds import OpinionKind
from hehuo.domain.run.books.models import Opinion
from tests.money import SEPTEMBER


@pytest.fixture
def supervisor(somebody):
    return somebody("罗监督", Role.SUPERVISOR)


def say(supervisor, account, text="逐笔看过，单据齐全。", kind=OpinionKind.AGREES, **more):
    return actions.give_opinion(actor=supervisor, account=account, kind=kind, text=text, **more)


def test_an_opinion_is_written_before_the_posting_and_another_added_after_it(closed, secretary, supervisor):
    say(supervisor, closed, "第 3 号凭证缺验收单。", OpinionKind.QUESTIONS)
    posted = actions.post_month(actor=secretary, account=closed)
    say(supervisor, posted, "验收单补来了。")
    assert [(one.kind, one.text, one.given_by) for one in queries.opinions_of(posted)] == [
        ("questions", "第 3 号凭证缺验收单。", supervisor), ("agrees", "验收单补来了。", supervisor),
    ]  # fmt: skip
    assert queries.is_as_closed(posted)


def test_the_journal_keeps_who_said_what(closed, supervisor):
    opinion = say(supervisor, closed)
    entry = Entry.objects.get(act="books.opinion_given")
    assert (entry.thing_id, entry.actor_id) == (closed.pk, supervisor.pk)
    assert (entry.facts["opinion"], entry.facts["kind"]) == (str(opinion.pk), "agrees")
    assert Words.objects.get(entry=entry).text == "逐笔看过，单据齐全。"


def test_two_taps_say_it_once(closed, supervisor):
    key = uuid7()
    assert say(supervisor, closed, key=key) == say(supervisor, closed, key=key)
    assert Opinion.objects.count() == 1


def test_nobody_with_a_part_in_the_month_supervises_it(posted, worker, clerk, secretary):
    for hand in (worker, clerk, secretary):
        Grant.objects.create(person=hand, role=Role.SUPERVISOR)
        del hand.held
        with pytest.raises(Refused, match="另一位监督委员"):
            say(hand, posted)


def test_a_month_that_still_moves_and_an_empty_word_are_refused(september, clerk, supervisor):
    with pytest.raises(Refused, match="还没有结账"):
        say(supervisor, actions.draft_month(month=SEPTEMBER))
    with pytest.raises(Invalid, match="请写一句"):
        say(supervisor, actions.close_month(actor=clerk, month=SEPTEMBER), " ")


def test_only_a_supervisor_says_it(closed, somebody):
    with pytest.raises(Refused, match="写监督意见"):
        say(somebody("何会计", Role.ACCOUNTANT), closed)
