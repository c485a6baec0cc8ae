"""What `hehuo import KIND FILE` can take in. An importer reads one file for one community and says what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hehuo.core.db.models import Community, CommunityKind
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.intakes.kinds import FileFault, Outcome, Problem
from hehuo.ops.papers import recruitment
from hehuo.ops.papers.kinds import Paper
from hehuo.ops.papers.partners import import_partners, partner_communities
from hehuo.ops.papers.rosters import import_roster, roster_communities
from hehuo.ops.papers.visits import import_visits


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of paper. `take` runs in a community's scope; `communities` names those in a street's file."""

    take: Callable[[Paper], Outcome]
    communities: Callable[[Paper], dict[str, int]] | None = None


IMPORTERS: dict[str, Importer] = {
    "roster": Importer(import_roster, roster_communities),
    "applications": Importer(recruitment.take_applications, recruitment.application_communities),
    "feedback": Importer(recruitment.take_feedback, recruitment.feedback_communities),
    "partners": Importer(import_partners, partner_communities),
    "visits": Importer(import_visits),
}
NOTHING = {"read": 0, "new": 0, "changed": 0, "unchanged": 0, "refused": 0}


def import_paper(kind: str, paper: Paper, community: Community) -> Outcome:
    """Take a file in for a community, or row by row for the communities of a street, one commit each.

    A fault of the file is told as a problem of no row; nothing was changed then.
    """
    try:
        if community.kind == CommunityKind.STREET:
            return _for_street(IMPORTERS[kind], paper, community)
        with community_scope(community):
            return IMPORTERS[kind].take(paper)
    except FileFault as fault:
        return Outcome(dict(NOTHING), [fault.problem])


def _for_street(importer: Importer, paper: Paper, street: Community) -> Outcome:
    """Each community's rows to that community; rows of a community that is not the street's are told."""
    named = importer.communities(paper) if importer.communities else {}
    if not named:
        raise FileFault("community_missing", _("街道的表要有「社区」一列，写明每一行是哪个社区的。"))
    whole = Outcome(dict(NOTHING), commit=False)
    ours = {community.name: community for community in Community.objects.filter(street=street)}
    for name, rows in named.items():
        found = next((community for known, community in ours.items() if name and _same(name, known)), None)
        if found is None:
            say = _("%(street)s没有「%(name)s」这个社区，它的 %(rows)d 行没有收。")
            values = {"street": street.name, "name": name, "rows": rows}
            whole.problems.append(Problem("community_unknown", say % values, value=name, stops=True))
            whole.counts["read"] += rows
            whole.counts["refused"] += rows
            continue
        with community_scope(found):
            _add(whole, importer.take(replace(paper, only=name)))
    return whole


def _same(written: str, name: str) -> bool:
    return written.removesuffix("居委会").removesuffix("社区") == name.removesuffix("社区")


def _add(whole: Outcome, part: Outcome) -> None:
    for name, count in part.counts.items():
        whole.counts[name] = whole.counts.get(name, 0) + count
    whole.problems += part.problems
    whole.commit = whole.commit or part.commit
