"""Identifiers are ordered where rows want order, and readable where people type them."""

from hehuo.core import ids


def test_row_ids_are_uuid7_in_order_of_time(monkeypatch):
    moments = iter([1_000_000_000, 2_000_000_000_000, 3_000_000_000_000])
    monkeypatch.setattr(ids.time, "time_ns", lambda: next(moments))
    made = [ids.uuid7() for _ in range(3)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {"specified in RFC 4122"}


def test_secret_ids_carry_no_time():
    assert ids.secret_id().version == 4


def test_codes_have_no_letter_that_reads_as_another():
    assert set(ids.code(500)) <= set(ids.LETTERS)
    assert not set("01ILOU") & set(ids.LETTERS)
    assert len(ids.pin()) == 6
