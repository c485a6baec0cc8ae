"""The doors hold no data work: pages and the API ask queries and call actions."""

import ast
from pathlib import Path

from tests.house.plan import HEHUO, sources, tree

WRITES = {"save", "delete"}


def data_work(path: Path) -> list[str]:
    """Lines that reach past the domain to the tables."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            found.append(f"{path.relative_to(HEHUO)}:{node.lineno} .{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            found.append(f"{path.relative_to(HEHUO)}:{node.lineno} .{node.func.attr}()")
    return found


def test_no_page_and_no_endpoint_touches_a_table() -> None:
    assert [line for door in ("web", "api") for path in sources(door) for line in data_work(path)] == []
