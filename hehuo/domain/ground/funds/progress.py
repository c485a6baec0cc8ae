"""How many homes have paid by building, as everyone may see it: never a figure that tells who has not (R-35)."""

from dataclasses import dataclass

FEW = 2  # homes left in a building below which no figure is shown: everyone would know who they are
SHOW_FROM = 3  # a building with fewer homes is shown only when all have paid


@dataclass(frozen=True, slots=True)
class Progress:
    """A building: homes asked, homes that paid all. `paid` is None where it would tell who has not."""

    name: str
    asked: int
    paid: int | None

    @property
    def is_all(self) -> bool:
        return self.paid == self.asked


def shown(buildings: list[Progress]) -> list[Progress]:
    """The same without a figure that would tell who has not paid.

    Hidden is where one or two homes are left, and a building too small to hide anybody. Where that leaves just one
    hidden, the total would give it away, so the one nearest to its end is hidden with it.
    """
    hidden = {each.name for each in buildings if _tells(each)}
    if len(hidden) == 1:
        others = sorted((each for each in buildings if each.name not in hidden), key=_left)
        hidden |= {each.name for each in others[:1]}
    return [Progress(each.name, each.asked, None if each.name in hidden else each.paid) for each in buildings]


def total_of(buildings: list[Progress]) -> Progress:
    """All buildings together; its own figure goes where one or two homes are left of all."""
    asked, paid = sum(each.asked for each in buildings), sum(each.paid or 0 for each in buildings)
    return Progress("", asked, None if 0 < asked - paid <= FEW else paid)


def _left(progress: Progress) -> int:
    return progress.asked - (progress.paid or 0)


def _tells(progress: Progress) -> bool:
    return 0 < _left(progress) <= FEW or (progress.asked < SHOW_FROM and _left(progress) > 0)
