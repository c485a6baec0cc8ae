"""Everything the house can do is proven somewhere: each action and each flow is named in a test."""

import ast
import re
from pathlib import Path

from tests.house.plan import ROOT, folder, rooms, sources, tree


def public_functions(path: Path) -> list[str]:
    return [
        node.name for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def action_files() -> list[Path]:
    """`actions.py` or the files of `actions/`, of every room."""
    return [
        path
        for room in rooms()
        for path in [folder(room) / "actions.py", *sorted((folder(room) / "actions").glob("*.py"))]
        if path.exists()
    ]


def test_every_action_and_every_flow_is_named_in_a_test() -> None:
    here = Path(__file__).parent
    named = {
        word
        for path in (ROOT / "tests").rglob("*.py")
        if here not in path.parents
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    }
    doing = [(path, name) for path in [*action_files(), *sources("flows")] for name in public_functions(path)]
    assert [f"{path.relative_to(ROOT)}: {name}" for path, name in doing if name not in named] == []


def test_a_flow_is_one_public_function_in_a_file_of_its_name() -> None:
    flows = [path for path in sources("flows") if path.name != "__init__.py"]
    assert {path.stem: public_functions(path) for path in flows} == {path.stem: [path.stem] for path in flows}
