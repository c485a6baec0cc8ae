"""`hehuo import partners` and `hehuo show partners`: lists of neighbour partners."""

from collections import Counter
from typing import Any

from hehuo.domain.build.partners import actions, queries
from hehuo.domain.build.partners.actions.neighbours import counts_of
from hehuo.domain.build.partners.kinds import LIST
from hehuo.domain.build.partners.neighbours.reading import read_pages
from hehuo.domain.build.partners.neighbours.sorting import sort_pages
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.intakes.kinds import Outcome
from hehuo.ops.papers.kinds import Paper


def import_partners(paper: Paper) -> Outcome:
    """Take a list of neighbour partners into the community in scope. Raises FileFault; nothing was changed then."""
    listed = sort_pages(read_pages(paper.content, paper.name), only=paper.only)
    if paper.dry_run or (paper.strict and listed.all_problems):
        return Outcome(counts_of(listed), listed.all_problems)
    intake = actions.stage_list(actor=None, sorted_=listed, file_name=paper.name, content=paper.content)
    intake = actions.take_list(actor=None, intake=intake)
    return Outcome(dict(intake.counts), listed.all_problems, commit=True)


def partner_communities(paper: Paper) -> dict[str, int]:
    """The communities that a street's list names, and how many lines each has."""
    return dict(Counter(line.community for line in read_pages(paper.content, paper.name).lines))


def show_partners() -> dict[str, Any]:
    """Neighbour partners by kind and team, as the pages show them; persons and places in teams are never mixed."""
    kin = queries.kinds_of_neighbours()
    return {
        "people": sum(each.people for each in kin),
        "memberships": sum(each.memberships for each in kin),
        "several_teams": queries.neighbours(several=True).count(),
        "kinds": {each.category.name: each.people for each in kin},
        "teams": dict(queries.teams_of_neighbours()),
        "tray": intakes.open_rows(LIST).filter(state="tray").count(),
    }
