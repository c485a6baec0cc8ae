"""Phones and ID numbers are sealed under the office's own key."""

import pytest
from cryptography.exceptions import InvalidTag

from hehuo.core import secrecy

OTHER = "ab" * 32


def test_what_is_sealed_can_be_read_again_and_never_looks_the_same():
    one, two = secrecy.seal("13812345678"), secrecy.seal("13812345678")
    assert one != two
    assert b"138" not in one
    assert secrecy.unseal(one) == secrecy.unseal(two) == "13812345678"


def test_nothing_stays_nothing():
    assert (secrecy.seal(""), secrecy.unseal(b""), secrecy.search_hash("")) == (b"", "", "")


def test_another_offices_key_opens_nothing():
    with pytest.raises(InvalidTag):
        secrecy.unseal(secrecy.seal("13812345678"), key=OTHER)
    assert secrecy.search_hash("13812345678") != secrecy.search_hash("13812345678", key=OTHER)
