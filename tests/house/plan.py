"""The house as it stands on the disk and as it is planned: what the structure tests compare."""

import ast
import re
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEHUO = ROOT / "hehuo"
STOREYS = ("insight", "judge", "run", "build", "plan", "ground")


def contracts() -> ConfigParser:
    """The import contracts, as import-linter reads them."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def layers(contract: str) -> list[str]:
    """The names in a layers contract, from the highest to the lowest."""
    return re.findall(r"\w+", contracts()[f"importlinter:contract:{contract}"]["layers"])


def rooms() -> list[str]:
    """All rooms as `storey.room`, from the highest to the lowest."""
    return [f"{storey}.{room}" for storey in layers("storeys") for room in layers(storey)]


def folder(room: str) -> Path:
    """Where a room stands."""
    return HEHUO / "domain" / Path(*room.split("."))


def sources(*parts: str) -> Iterator[Path]:
    """The Python files under a part of the package, migrations left out."""
    for path in sorted((HEHUO.joinpath(*parts)).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def tracked() -> list[Path]:
    """Every file that is part of the project: what git tracks or would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
