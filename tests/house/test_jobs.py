"""A job is queued by its name: every name that is queued belongs to a job."""

import ast

from hehuo.core.jobs import queue
from tests.house.plan import sources, tree


def queued_names() -> dict[str, str]:
    """The names given to `enqueue(…)`, and where."""
    return {
        call.args[0].value: f"{path.name}:{call.lineno}"
        for path in sources()
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "enqueue"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_queued_job_exists() -> None:
    assert {name: where for name, where in queued_names().items() if name not in queue.names()} == {}
