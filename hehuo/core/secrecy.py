"""Sealing single fields: phones and ID numbers are stored encrypted, beside a keyed hash to search by (R-32)."""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings


@lru_cache(maxsize=8)
def _keys(field_key: str) -> tuple[AESGCM, bytes]:
    root = bytes.fromhex(field_key)
    return AESGCM(hmac.digest(root, b"encrypt", "sha256")), hmac.digest(root, b"search", "sha256")


def seal(plain: str, *, key: str | None = None) -> bytes:
    """Encrypt a short text under the office's field key; an empty text stays empty."""
    if not plain:
        return b""
    nonce = os.urandom(12)
    return nonce + _keys(key or settings.FIELD_KEY)[0].encrypt(nonce, plain.encode(), None)


def seal_bytes(plain: bytes, *, key: str | None = None) -> bytes:
    """Encrypt a file under the office's field key."""
    nonce = os.urandom(12)
    return nonce + _keys(key or settings.FIELD_KEY)[0].encrypt(nonce, plain, None)


def unseal_bytes(sealed: bytes | memoryview, *, key: str | None = None) -> bytes:
    """What was sealed, text or file. Raises cryptography's InvalidTag when the key is another office's."""
    raw = bytes(sealed)
    return _keys(key or settings.FIELD_KEY)[0].decrypt(raw[:12], raw[12:], None)


def opens(sealed: bytes | memoryview, *, key: str) -> bool:
    """Whether something was sealed under this key."""
    try:
        unseal_bytes(sealed, key=key)
    except InvalidTag:
        return False
    return True


def unseal(sealed: bytes | memoryview, *, key: str | None = None) -> str:
    """What was sealed. Raises cryptography's InvalidTag when the key is another office's."""
    raw = bytes(sealed)
    return _keys(key or settings.FIELD_KEY)[0].decrypt(raw[:12], raw[12:], None).decode() if raw else ""


def search_hash(plain: str, *, key: str | None = None) -> str:
    """A keyed hash to find an exact value by; 32 hex letters, empty for an empty text."""
    if not plain:
        return ""
    return hmac.new(_keys(key or settings.FIELD_KEY)[1], plain.encode(), hashlib.sha256).hexdigest()[:32]


def key_from_passphrase(passphrase: str, salt: bytes) -> bytes:
    """A 32-byte key from words a person keeps: scrypt, about 0.1 s and 64 MB."""
    return Scrypt(salt=salt, length=32, n=2**16, r=8, p=1).derive(passphrase.encode())
