"""`hehuo import visits` and `hehuo show visits`."""

from dataclasses import asdict
from typing import Any

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.intakes.kinds import FileFault, Outcome, Problem
from hehuo.domain.plan.needs import queries as needs
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.plan.notes import actions, papers, queries, reading
from hehuo.domain.plan.notes.kinds import Doubt, NotesState, PassageKind
from hehuo.domain.plan.notes.models import Passage
from hehuo.ops.papers.kinds import Paper


def import_visits(paper: Paper) -> Outcome:
    """Take a book of visits into the community in scope; lines that a person should look at are told by their number.

    Taking the same book again changes nothing. A danger is not rung by a command: its voice is to be sorted today.
    Raises FileFault; nothing was changed then.
    """
    opened = papers.open_paper(paper.content, paper.name)
    found = reading.read_notes(opened.lines)
    voices = [said for said in found if said.kind == PassageKind.VOICE]
    outcome = Outcome(
        {
            "read": len(opened.lines), "new": len(voices), "changed": 0, "unchanged": 0,
            "refused": sum(said.kind == PassageKind.UNCLEAR for said in found),
            "homes": len({said.home for said in voices if said.home}),
            "nobody": sum(said.kind == PassageKind.NOBODY for said in found),
        },
        [_problem(said, doubt) for said in found for doubt in said.doubts if doubt != Doubt.SEVERAL],
    )  # fmt: skip
    if paper.dry_run or (paper.strict and outcome.problems):
        return outcome
    try:
        notes = actions.receive_notes(actor=None, paper=opened, name=paper.name)
    except Conflict:
        outcome.counts |= {"new": 0, "unchanged": len(voices)}
        return outcome
    except Invalid as error:
        raise FileFault("notes_unreadable", error.say) from error
    actions.take_notes(actor=None, notes=notes)
    outcome.commit = True
    return outcome


def _problem(said: reading.Said, doubt: Doubt) -> Problem:
    stops = said.kind == PassageKind.UNCLEAR
    return Problem(doubt.value, str(doubt.label), row=said.row, value=said.words[:80], stops=stops)


def show_visits() -> dict[str, Any]:
    """The figures of voices and needs, as the pages show them. Voices (人次) and homes (户) are never mixed."""
    taken = Passage.objects.filter(notes__state=NotesState.TAKEN)
    return {
        "books": queries.all_notes().filter(state=NotesState.TAKEN).count(),
        "voices": asdict(needs.fates()),
        "doors": taken.exclude(door="").values("notes", "door").distinct().count(),
        "homes": taken.filter(kind=PassageKind.VOICE).exclude(door="").values("notes", "door").distinct().count(),
        "dangers": taken.exclude(danger="").count(),
        "needs": Need.objects.count(),
        "published": needs.published_needs().count(),
    }
