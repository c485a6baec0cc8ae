"""The floors hold: a line that looks upward is refused, however it is hidden."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.plan import HEHUO, ROOT


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of a copy of the house; a cache of the real one would hide what was planted."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=house,
        env={"PYTHONPATH": str(house), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house that a test may spoil."""
    shutil.copytree(HEHUO, tmp_path / "hehuo", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_house_as_it_stands_keeps_its_contracts(house: Path) -> None:
    result = lint(house)
    assert (result.returncode, result.stdout[-400:] if result.returncode else "") == (0, "")


@pytest.mark.parametrize(
    ("lower", "upper", "contract"),
    [
        ("domain/ground/journal", "hehuo.domain.ground.ledger", "Rooms of the ground"),
        ("domain/ground/sessions", "hehuo.domain.run.activities", "Storeys of the domain"),
        ("domain/plan/needs", "hehuo.web", "Floors"),
        ("core", "hehuo.domain.ground.journal", "Floors"),
        ("web", "hehuo.api", "Floors"),
    ],
)
def test_an_inline_upward_import_is_refused(house: Path, lower: str, upper: str, contract: str) -> None:
    planted = house / "hehuo" / lower / "__init__.py"
    text = planted.read_text(encoding="utf-8")
    planted.write_text(f"{text}\n\ndef look_up() -> None:\n    import {upper}\n", encoding="utf-8")

    result = lint(house)

    assert result.returncode == 1
    assert any(line.startswith(contract) and line.endswith("BROKEN") for line in result.stdout.splitlines())


def test_a_room_without_a_place_in_the_plan_is_refused(house: Path) -> None:
    room = house / "hehuo" / "domain" / "ground" / "cellar"
    room.mkdir()
    (room / "__init__.py").touch()

    assert lint(house).returncode == 1
