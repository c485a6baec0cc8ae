"""What the house tells a person: an inbox of their own, read once."""

import pytest

from hehuo.core.errors import Missing
from hehuo.domain.ground.messages import actions, queries

pytestmark = pytest.mark.django_db


def test_a_message_waits_until_it_is_read(resident) -> None:
    message = actions.tell(person=resident, subject="您问的事有回音了", body="灯换好了", about=resident)
    assert [(each.subject, each.body) for each in queries.inbox_of(resident)] == [("您问的事有回音了", "灯换好了")]
    assert (message.about_kind, message.about_id) == ("people.person", resident.id)
    assert queries.unread_count(resident) == 1

    first = actions.read(actor=resident, message=message).read_at
    assert queries.unread_count(resident) == 0
    assert actions.read(actor=resident, message=message).read_at == first


def test_reading_everything_counts_what_was_new(resident, worker) -> None:
    for subject in ("一", "二"):
        actions.tell(person=resident, subject=subject, body="")
    actions.tell(person=worker, subject="三", body="")
    assert actions.read_all(actor=resident) == 2
    assert actions.read_all(actor=resident) == 0
    assert queries.unread_count(worker) == 1


def test_nobody_reads_anothers_message(resident, worker) -> None:
    message = actions.tell(person=resident, subject="给吴秀兰", body="")
    with pytest.raises(Missing):
        actions.read(actor=worker, message=message)


def test_whoever_was_merged_is_told_under_the_other_name(resident, somebody) -> None:
    other = somebody("吴秀蓝", merged_into=resident)
    actions.tell(person=other, subject="一条", body="")
    assert queries.unread_count(resident) == 1


def test_a_long_subject_is_cut_to_its_column(resident) -> None:
    assert len(actions.tell(person=resident, subject="长" * 200, body="").subject) == 80
