"""The uploaded files of an office as lines."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

PIECE = 1 << 20


def file_lines(names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Each file in pieces; one that was removed meanwhile is passed over."""
    for name in names:
        path = Path(settings.MEDIA_ROOT) / name
        if not path.is_file():
            continue
        with path.open("rb") as source:
            while piece := source.read(PIECE):
                yield {"file": name, "piece": base64.b64encode(piece).decode()}


def all_names() -> list[str]:
    """Every uploaded file."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


class FileReader:
    """Puts files back, piece by piece; `forget` removes them again when the reading failed."""

    def __init__(self) -> None:
        self._made: list[Path] = []

    def put(self, line: dict[str, Any]) -> None:
        """One piece of a file. A name that leads outside is a forged one."""
        root = Path(settings.MEDIA_ROOT).resolve()
        path = (root / line["file"]).resolve()
        if not path.is_relative_to(root):
            raise ValueError(f"{line['file']} leads outside the files")
        if path not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
            self._made.append(path)
        with path.open("ab") as out:
            out.write(base64.b64decode(line["piece"]))

    def forget(self) -> None:
        """Remove what was put."""
        for path in self._made:
            path.unlink(missing_ok=True)
