"""Small typed readers for environment variables: one way to read a setting, one sentence when it is wrong."""

import contextlib
import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(RuntimeError):
    """A setting cannot be read; the message names the variable and what it takes."""


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or the default."""
    return os.environ.get(name, "") or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on against 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} takes 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} takes a whole number, not {value!r}") from None


def words(name: str, default: list[str]) -> list[str]:
    """A list parted by commas."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def database(name: str, default: Path) -> dict[str, object]:
    """A Django database from `postgresql://user:password@host:port/name`, or SQLite at the default path."""
    url = os.environ.get(name, "")
    if not url or url.startswith("sqlite:///"):
        return {
            "ENGINE": "hehuo.core.db.backends.sqlite",
            "NAME": str(Path(url.removeprefix("sqlite:///")) if url else default),
            # One writer at a time, waiting rather than failing; a commit is on the disk when it returns.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(f"{name} takes postgresql://… or sqlite:///…, not {parts.scheme}://")
    return {
        "ENGINE": "hehuo.core.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
    }


def keys(path: Path) -> dict[str, str]:
    """The office's secrets: made once, kept in one file that only the owner reads.

    `secret_key` signs sessions; `field_key` (32 bytes, hex) seals phones and ID numbers and must travel with every
    backup.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = {"secret_key": secrets.token_urlsafe(50), "field_key": secrets.token_hex(32)}
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(made, out)
        with contextlib.suppress(FileExistsError):  # another worker was first: its keys count
            os.link(draft, path)
        draft.unlink()
    return dict(json.loads(path.read_text(encoding="utf-8")))
