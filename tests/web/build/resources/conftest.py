"""Pages of resources stand on the room's own."""

from tests.domain.build.resources.conftest import adoption, offered, on_list, trees

__all__ = ["adoption", "offered", "on_list", "trees"]
