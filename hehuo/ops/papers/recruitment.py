"""`hehuo import applications`, `hehuo import feedback`, and what `hehuo show` prints of them."""

from collections import Counter
from typing import Any

from hehuo.core.db.models import Community
from hehuo.core.db.scope import all_communities, current_id
from hehuo.domain.build.recruitment import flags, queries, titles
from hehuo.domain.build.recruitment.kinds import Flag
from hehuo.domain.build.recruitment.models import Application, Trial
from hehuo.domain.build.recruitment.papers import applications as applications_paper
from hehuo.domain.build.recruitment.papers import feedback as feedback_paper
from hehuo.domain.ground.intakes.kinds import Outcome
from hehuo.flows.import_applications import import_applications
from hehuo.flows.import_feedback import import_feedback
from hehuo.ops.papers.kinds import Paper


def take_applications(paper: Paper) -> Outcome:
    """Take the rows of the community in scope. In a street's file other communities' rows are not even counted."""
    name = paper.only or Community.objects.get(pk=current_id()).name
    outcome = import_applications(
        actor=None, content=paper.content, name=paper.name, community=name, dry_run=paper.dry_run, strict=paper.strict
    )
    if paper.only:
        outcome.problems = [problem for problem in outcome.problems if problem.code != "other_community"]
        outcome.counts.pop("elsewhere")
    return outcome


def application_communities(paper: Paper) -> dict[str, int]:
    """The communities that a street's list names, and how many rows each has."""
    return dict(Counter(wish.community for wish in applications_paper.read_paper(paper.content, paper.name).wishes))


def take_feedback(paper: Paper) -> Outcome:
    """Take the forms of the community in scope; of a street's file those whose trial's applicant is here."""
    only = None
    if paper.only:
        only = {titles.core_of(project) for project in Application.objects.values_list("project", flat=True)}
    return import_feedback(
        actor=None, content=paper.content, name=paper.name, only=only, dry_run=paper.dry_run, strict=paper.strict
    )


def feedback_communities(paper: Paper) -> dict[str, int]:
    """Which communities the trials of a street's table belong to: where their applicants are."""
    with all_communities():
        found = Application.objects.filter(joined_into=None).values_list("project", "community__name")
        where = {titles.core_of(project): name for project, name in found}
    forms = feedback_paper.read_paper(paper.content, paper.name).forms
    return dict(Counter(where.get(form.core, form.trial) for form in forms))


def show_applications() -> dict[str, Any]:
    """The figures of the pipeline, as the board shows them."""
    found = list(queries.pipeline())
    flagged = Counter(flag["flag"] for application in found for flag in application.flags)
    return {
        "papers": Application.objects.count(),
        "applicants": len(found),
        "stages": {stage.value: count for stage, count in queries.counts_by_stage().items()},
        "flags": {flag.value: flagged[flag.value] for flag in Flag},
        "duplicates": [[pair.kept.number, pair.second.number, pair.why] for pair in queries.duplicates()],
        "clashes": len(queries.clashes()),
        "rows": [
            {
                "number": application.number,
                "name": application.name,
                "project": application.project,
                "stage": application.stage,
                "space": application.space_said,
                "times": [slot.as_data() for slot in application.wanted_times],
                "resident_fen": application.resident_fen,
                "market_fen": application.market_fen,
                "flags": [flags.say(Flag(flag["flag"]), flag["detail"]) for flag in application.flags],
            }
            for application in found
        ],
    }


def show_feedback() -> dict[str, Any]:
    """Every trial with what its feedback adds up to."""
    return {
        "trials": [
            {
                "trial": trial.title,
                "application": trial.application.number if trial.application else None,
                "passed": bool(result.verdict),
                "why": str(result.verdict.reason),
                **result.as_data(),
            }
            for trial in sorted(queries.trials(), key=_held)
            for result in [queries.result_of_trial(trial)]
        ]
    }


def _held(trial: Trial) -> tuple[str, str]:
    return (trial.held_on.isoformat() if trial.held_on else "", trial.title)
