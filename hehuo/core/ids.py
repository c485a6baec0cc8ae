"""Identifiers: time-ordered for rows, random where nothing may be learnt from them, readable where people type them."""

import os
import secrets
import time
import uuid

# No letter that is read as another: no I, L, O, U and no 0, 1.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(
        int=(milliseconds << 80) | (7 << 76) | (((noise >> 62) & 0xFFF) << 64) | (2 << 62) | (noise & ((1 << 62) - 1))
    )


def secret_id() -> uuid.UUID:
    """A random UUIDv4: neither order nor time can be read from it (secret papers)."""
    return uuid.uuid4()


def token() -> str:
    """An unguessable address part: 192 bits."""
    return secrets.token_urlsafe(24)


def code(length: int) -> str:
    """Random letters that a person can read aloud and type."""
    number, letters = secrets.randbelow(len(LETTERS) ** length), ""
    for _ in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


def pin() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06d}"
