"""Every room stands in the plan, is installed, and says in a paragraph what it is for."""

import ast

import pytest
from django.conf import settings

from tests.house.plan import folder, rooms, sources, tree


def test_the_plan_and_the_settings_name_the_same_rooms() -> None:
    installed = {f"{storey}.{room}" for storey, names in settings.STOREYS.items() for room in names}
    assert set(rooms()) == installed


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_its_paragraph(room: str) -> None:
    assert len(ast.get_docstring(tree(folder(room) / "__init__.py")) or "") >= 30


def test_nothing_is_called_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "manager", "managers", "misc"}
    assert [str(path) for path in sources() if path.stem in drawers or path.parent.name in drawers] == []


def test_nobody_listens_to_signals() -> None:
    """What one room has to tell another stands in the journal; a receiver would be an import nobody sees."""
    listening = [
        f"{path}:{node.lineno}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals")
    ]
    assert listening == []
