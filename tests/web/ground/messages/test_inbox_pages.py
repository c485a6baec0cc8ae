"""The inbox: what I was told, opened once, leading to the thing."""

import pytest

from hehuo.domain.ground.messages import actions, queries
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind

pytestmark = pytest.mark.django_db
INBOX = "/c/haiwan/messages/"


def test_a_message_leads_to_its_thing_and_is_read_then(as_person, resident, secretary) -> None:
    posting = postings.post(actor=secretary, kind=PostingKind.NOTICE, title="停水")
    message = actions.tell(person=resident, subject="停水了", body="周六", about=posting)
    browser = as_person(resident)
    page = browser.get(INBOX).content.decode()
    assert "1 条没看" in page
    assert "停水了" in page
    assert browser.post(f"{INBOX}{message.id}/open/").url == f"/c/haiwan/postings/{posting.id}/"
    assert queries.unread_count(resident) == 0
    assert "都看过了" in browser.get(INBOX).content.decode()


def test_a_message_about_nothing_stays_in_the_inbox_and_all_can_be_read_at_once(as_person, resident) -> None:
    message = actions.tell(person=resident, subject="您好", body="")
    actions.tell(person=resident, subject="再见", body="")
    browser = as_person(resident)
    assert browser.post(f"{INBOX}{message.id}/open/").url == INBOX
    browser.post(f"{INBOX}read/")
    assert queries.unread_count(resident) == 0


def test_nobody_opens_anothers_message_and_strangers_are_led_to_the_door(as_person, client, resident, worker) -> None:
    message = actions.tell(person=resident, subject="给吴秀兰", body="")
    assert as_person(worker).post(f"{INBOX}{message.id}/open/").status_code == 404
    client.logout()
    assert client.get(INBOX).url.startswith("/enter/")
