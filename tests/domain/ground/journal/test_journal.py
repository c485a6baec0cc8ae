"""The journal is append-only, numbered by one sealer, and its words can be erased without breaking a seal."""

import pytest

from hehuo.domain.ground.journal import actions, queries
from hehuo.domain.ground.journal.models import Entry, Look, Words

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_thing(resident, worker):
    entry = actions.record(
        actor=worker, act="people.greeted", thing=resident, acting_for=resident, words="你好", times=2
    )
    found = queries.entries_of(resident.id).get()
    assert found.pk == entry.pk
    assert (found.actor_id, found.for_id, found.act) == (worker.id, resident.id, "people.greeted")
    assert (found.thing_kind, found.thing_id, found.facts) == ("people.person", resident.id, {"times": 2})
    assert Words.objects.get().text == "你好"


def test_entries_get_consecutive_positions_once(resident):
    for _ in range(5):
        actions.record(actor=None, act="people.greeted", thing=resident)
    assert actions.number_entries() == 5
    assert actions.number_entries() == 0
    actions.record(actor=None, act="people.greeted", thing=resident)
    assert actions.number_entries() == 1
    assert list(Entry.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_reader_gets_each_entry_once_and_none_before_it_is_numbered(resident):
    heard = []
    actions.record(actor=None, act="a.one", thing=resident)
    assert actions.read_on("test", lambda entry: heard.append(entry.act)) == 0
    actions.number_entries()
    assert actions.read_on("test", lambda entry: heard.append(entry.act)) == 1
    actions.record(actor=None, act="a.two", thing=resident)
    actions.number_entries()
    actions.read_on("test", lambda entry: heard.append(entry.act))
    assert heard == ["a.one", "a.two"]


def test_a_reader_that_fails_reads_the_same_entry_again(resident):
    def fail(_entry):
        raise RuntimeError

    actions.record(actor=None, act="a.one", thing=resident)
    actions.number_entries()
    with pytest.raises(RuntimeError):
        actions.read_on("test", fail)
    heard = []
    actions.read_on("test", lambda entry: heard.append(entry.act))
    assert heard == ["a.one"]


def test_erasing_words_leaves_the_leaf_as_it_was(resident):
    entry = actions.record(actor=None, act="people.greeted", thing=resident, words="我叫吴秀兰")
    before = Entry.objects.get(pk=entry.pk).leaf()
    assert actions.erase_words(thing_id=resident.id) == 1
    assert Entry.objects.get(pk=entry.pk).leaf() == before
    assert Words.objects.count() == 0


def test_looking_at_something_sensitive_is_kept_apart(resident, worker):
    actions.look(actor=worker, thing=resident, field="phone", why="核对报名")
    look = Look.objects.get()
    assert (look.actor_id, look.thing_id, look.field, look.why) == (worker.id, resident.id, "phone", "核对报名")
    assert Entry.objects.count() == 0


def test_a_reader_that_made_its_work_anew_goes_on_from_where_it_says(worker):
    heard = []
    for _ in range(3):
        actions.record(actor=worker, act="a.b", thing=worker)
    actions.number_entries()
    actions.read_from("anew", 2)
    assert actions.read_on("anew", lambda entry: heard.append(entry.position)) == 1
    assert heard == [3]
