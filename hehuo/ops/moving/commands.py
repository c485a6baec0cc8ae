"""What the four commands share: the passphrase, and a file that appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from hehuo.core.errors import HehuoError

SHORTEST = 8


def ask_passphrase(*, twice: bool = False) -> str:
    """From HEHUO_PASSPHRASE, else asked for on the screen. CommandError where it is too short or not said alike."""
    said = os.environ.get("HEHUO_PASSPHRASE") or getpass(_("口令（至少 8 个字，另外保管好，丢了谁也打不开）："))
    if len(said) < SHORTEST:
        raise CommandError(_("口令太短，至少 8 个字。"))
    if twice and not os.environ.get("HEHUO_PASSPHRASE") and getpass(_("再输一次：")) != said:
        raise CommandError(_("两次输的不一样，请重来。"))
    return said


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there when all of it is, and only its owner can read."""
    if path.exists():
        raise CommandError(_("「%s」已经有了，请换个文件名。") % path)
    draft = path.with_name(f".{path.name}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise CommandError(_("写不了「%(path)s」：%(why)s") % {"path": path, "why": error.strerror}) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def old_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to be read; refusals become one sentence on the screen."""
    try:
        with path.open("rb") as source:
            yield source
    except HehuoError as refusal:
        raise CommandError(refusal.say) from refusal
    except OSError as error:
        raise CommandError(_("读不了「%(path)s」：%(why)s") % {"path": path, "why": error.strerror}) from error
