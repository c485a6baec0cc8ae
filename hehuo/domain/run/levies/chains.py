"""What a chain message says of a levy: which homes said yes, and which lines need a person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes.chains import Line, Standing, read_chain, standings
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.run.levies import queries
from hehuo.domain.run.levies.models import Levy, Share


@dataclass(frozen=True, slots=True)
class Said:
    """A home that said yes: its share, the lines it stands in, and what a person should look at."""

    share: Share
    words: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Lines that count for no home, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """A message sorted: yes, and what needs a person. Those who left again are among the unclear, with the reason."""

    said: list[Said]
    unclear: list[Unclear]


def sort_chain(levy: Levy, message: str) -> Sorted:
    """Each home's last word; a bare name is looked for in the building that is written beside it."""
    shares = {share.home.path.split("/", 1)[1]: share for share in queries.shares_of(levy)}
    names = _names(list(shares.values()))
    found, unsure = standings(read_chain(message))
    said: list[Said] = []
    unclear: list[Unclear] = []
    for standing in found:
        share = shares.get(standing.home.path)
        words = "；".join(line.text for line in standing.lines)
        if share is None:
            unclear.append(Unclear(words, _("%s 不在要出钱的户里") % standing.home.short))
        elif not standing.joined:
            unclear.append(Unclear(words, _("%s 退出了，没有记") % standing.home.short))
        else:
            said.append(Said(share, words, _look(standing, names.get(share.home_id, set()))))
    for line in unsure:
        share = _by_name(line, shares, names)
        if share and all(each.share.pk != share.pk for each in said):
            said.append(Said(share, line.text, _("没写房号，按姓名在 %s 栋找到，请核对") % line.building))
        else:
            unclear.append(Unclear(line.text, _("没写门牌，也没找到是哪一户")))
    return Sorted(sorted(said, key=lambda each: each.share.home.order), unclear)


def _look(standing: Standing, names: set[str]) -> str:
    if standing.name and names and standing.name not in names:
        return _("写的是%s，花名册上这一户没有这个名字，请核对") % standing.name
    return ""


def _by_name(line: Line, shares: dict[str, Share], names: dict[object, set[str]]) -> Share | None:
    """The one home of the building where somebody of this name lives."""
    here = [
        share
        for path, share in shares.items()
        if line.building
        and line.name
        and path.startswith(f"{line.building}栋/")
        and line.name in names.get(share.home_id, set())
    ]
    return here[0] if len(here) == 1 else None


def _names(shares: list[Share]) -> dict[object, set[str]]:
    homes = [share.home_id for share in shares]
    living = Person.objects.filter(merged_into=None, left_on=None, household__home__in=homes)
    owning = Ownership.objects.filter(home__in=homes, until_on=None)
    found: dict[object, set[str]] = {}
    for name, home in [*living.values_list("name", "household__home"), *owning.values_list("person__name", "home")]:
        found.setdefault(home, set()).add(name)
    return found
