"""A file sealed with a passphrase: lines of JSON, packed, then encrypted in chunks that cannot be dropped or swapped.

Layout: magic, 16 bytes of salt, then chunks of (4 bytes length, ciphertext). The nonce is the chunk's number; the last
chunk says so in what is authenticated with it, so that a file cut short is noticed.
"""

import json
import os
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from hehuo.core import secrecy
from hehuo.core.errors import Refused

MAGIC = b"HEHUO-SEALED-1\n"
CHUNK = 1 << 20


class SealedWriter:
    """Writes lines of JSON into a sealed file."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(16)
        self._out, self._key = out, AESGCM(secrecy.key_from_passphrase(passphrase, salt))
        self._pack, self._held, self._number = zlib.compressobj(6), b"", 0
        out.write(MAGIC + salt)

    def write(self, line: dict[str, Any]) -> None:
        """One line."""
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        self._held += self._pack.compress(text.encode())
        if len(self._held) >= CHUNK:
            self._seal(self._held, last=False)
            self._held = b""

    def close(self) -> None:
        """Seal what is left; without this the file cannot be opened."""
        self._seal(self._held + self._pack.flush(), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        sealed = self._key.encrypt(self._number.to_bytes(12, "big"), chunk, b"last" if last else b"more")
        self._out.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()


def read_sealed(source: IO[bytes], passphrase: str) -> Iterator[dict[str, Any]]:
    """The lines of a sealed file. Raises Refused: not such a file, a wrong passphrase, or a file cut short."""
    if source.read(len(MAGIC)) != MAGIC:
        raise Refused(_("这不是本系统的备份文件，请核对文件名。"))
    key = AESGCM(secrecy.key_from_passphrase(passphrase, source.read(16)))
    unpack, held = zlib.decompressobj(), b""
    for chunk in _chunks(source, key):
        *lines, held = (held + unpack.decompress(chunk)).split(b"\n")
        yield from (json.loads(line) for line in lines)


def _chunks(source: IO[bytes], key: AESGCM) -> Iterator[bytes]:
    number, is_last = 0, False
    while not is_last:
        length = int.from_bytes(source.read(4), "big")
        sealed = source.read(length)
        if not length or len(sealed) < length:
            raise Refused(_("文件不完整，后面断了。请换一份完整的备份。"))
        nonce = number.to_bytes(12, "big")
        try:
            yield key.decrypt(nonce, sealed, b"more")
        except InvalidTag:
            try:
                last = key.decrypt(nonce, sealed, b"last")
            except InvalidTag:
                raise Refused(_("口令不对，或者文件被改过。请核对口令再试。")) from None
            yield last
            is_last = True
        number += 1
