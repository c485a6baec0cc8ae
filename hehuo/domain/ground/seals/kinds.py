"""The form of a seal: how its hashes are made and how its code is written."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

HASH_BYTES = 32
# Crockford's 32 letters: 5 bits each, so 20 of them are 100 bits. I, L and O are read as 1, 1 and 0.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 20
CODE_GROUP = 4
_READ = str.maketrans("OIL", "011")


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The Merkle root; an odd last node goes up as it is. Leaves and nodes are hashed apart, none passes as other."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = above + level[len(level) - len(level) % 2 :]
    return level[0]


def hash_of(
    *, community: UUID, number: int, first: int, last: int, at: datetime, root: bytes, previous: bytes
) -> bytes:
    """What a seal says, as one hash that the next seal takes up."""
    moment = round(at.timestamp() * 1_000_000)
    said = f"hehuo seal 1|{community.hex}|{number}|{first}|{last}|{moment}|{root.hex()}|{previous.hex()}"
    return hashlib.sha256(said.encode()).digest()


def code_of(seal_hash: bytes) -> str:
    """The first 100 bits of a seal's hash as letters, in groups: `7K3D-09QF-…`."""
    bits = int.from_bytes(seal_hash, "big") >> (8 * HASH_BYTES - 5 * CODE_LETTERS)
    letters = "".join(LETTERS[bits >> 5 * place & 31] for place in range(CODE_LETTERS - 1, -1, -1))
    return "-".join(letters[at : at + CODE_GROUP] for at in range(0, CODE_LETTERS, CODE_GROUP))


def read_code(written: str) -> str:
    """A code as a person typed it, in the form in which it is kept; empty where it cannot be one."""
    letters = re.sub(r"[^0-9A-Z]", "", written.upper()).translate(_READ)
    if len(letters) != CODE_LETTERS or set(letters) - set(LETTERS):
        return ""
    return "-".join(letters[at : at + CODE_GROUP] for at in range(0, CODE_LETTERS, CODE_GROUP))
