"""Seals follow one another, cover every entry once, and never stand empty."""

from datetime import date

from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.seals import actions, queries
from hehuo.domain.ground.seals.kinds import code_of, read_code, root_of
from hehuo.domain.ground.seals.models import Seal


def write(resident, times=1):
    for _ in range(times):
        journal.record(actor=resident, act="people.greeted", thing=resident, day=date(2024, 9, 1).isoformat())


def test_nothing_to_seal_makes_no_seal(haiwan):
    assert actions.seal_now() is None
    assert Seal.objects.count() == 0


def test_each_entry_is_under_one_seal(resident):
    write(resident, 3)
    first = actions.seal_now()
    write(resident, 2)
    second = actions.seal_now()
    assert [(seal.number, seal.first, seal.last) for seal in (first, second)] == [(1, 1, 3), (2, 4, 5)]
    assert bytes(second.previous) == bytes(first.hash)
    assert actions.seal_now() == second
    assert [entry.position for entry in queries.entries_under(second)] == [4, 5]


def test_a_long_batch_is_cut_into_several_seals(resident, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    write(resident, 5)
    assert actions.seal_now().number == 3
    assert queries.verify() == []


def test_the_code_is_twenty_letters_in_groups_and_found_as_a_person_types_it(resident):
    write(resident)
    seal = actions.seal_now()
    assert [len(group) for group in seal.code.split("-")] == [4, 4, 4, 4, 4]
    typed = seal.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert queries.seal_by_code(typed) == seal
    assert queries.seal_by_code("7K3D") is None
    assert queries.seal_by_code("7" * 20) is None


def test_a_code_carries_a_hundred_bits():
    assert code_of(bytes(32)) == "0000-0000-0000-0000-0000"
    assert code_of(b"\xff" * 32) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert code_of(b"\x00" * 12 + b"\x1f" + b"\xff" * 19) == "0000-0000-0000-0000-0001"
    assert read_code("oooo iiii llll zzzz 2222") == "0000-1111-1111-ZZZZ-2222"


def test_a_root_tells_each_leaf_and_their_order():
    one, two, three = (bytes([n]) * 32 for n in (1, 2, 3))
    assert len({root_of([one]), root_of([one, two]), root_of([two, one]), root_of([one, two, three])}) == 4


def test_the_seal_of_a_thing_covers_its_last_entry(resident):
    write(resident)
    actions.seal_now()
    write(resident)
    assert queries.seal_of_thing(resident.id, "people.greeted").number == 1
    actions.seal_now()
    assert queries.seal_of_thing(resident.id, "people.greeted").number == 2
    assert queries.seal_of_thing(resident.id, "people.left") is None
    assert Entry.objects.filter(position=None).count() == 0


def test_the_worker_seals_once_a_minute(resident, run_jobs):
    from hehuo.core.jobs import queue

    write(resident)
    queue.enqueue("seals.seal")
    run_jobs()
    assert queries.last_seal().entry_count == 1
