"""Foreign keys point down: a table may hold a link to its own room or to a lower one, never to a higher."""

from django.apps import apps
from django.db import models

from tests.house.plan import rooms


def room_of(model: type[models.Model]) -> str:
    """`storey.room` of a model; empty for Django's and the core's tables, which lie below all rooms."""
    parts = model.__module__.split(".")
    return ".".join(parts[2:4]) if parts[:2] == ["hehuo", "domain"] else ""


def test_links_point_to_the_same_room_or_a_lower_one() -> None:
    height = {room: number for number, room in enumerate(reversed(rooms()), start=1)} | {"": 0}
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field.related_model, type) and height[room_of(field.related_model)] > height[room_of(model)]
    ]
    assert upward == []
