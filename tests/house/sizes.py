"""`python -m tests.house.sizes`: the largest files and functions. A place to look, never a verdict."""

import ast
import sys

from tests.house.plan import HEHUO, sources, tree

FILE_LINES = 250
FUNCTION_LINES = 30


def main() -> None:
    files, functions = [], []
    for path in sources():
        name = path.relative_to(HEHUO.parent)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES:
            files.append((count, str(name)))
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.FunctionDef)
                and (count := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
            ):
                functions.append((count, f"{name}:{node.lineno} {node.name}"))
    for title, rows in (("files", files), ("functions", functions)):
        sys.stdout.write(f"{title} to look at: {len(rows)}\n")
        for count, where in sorted(rows, reverse=True)[:10]:
            sys.stdout.write(f"  {count:5}  {where}\n")


if __name__ == "__main__":
    main()
