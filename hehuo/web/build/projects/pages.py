"""Projects as everyone reads them: the list by state, one with its whole way, on paper, and as a workbook."""

import tempfile
from uuid import UUID

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.budgets import Budget
from hehuo.domain.build.projects.kinds import ProjectState
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.insight.journeys import queries as journeys
from hehuo.domain.run.books import hanging
from hehuo.domain.run.books.rules import may_see_books
from hehuo.web import addresses, paper
from hehuo.web.build.projects import shown
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch
from hehuo.web.run.books.exports import XLSX

OPEN = (ProjectState.AGREED, ProjectState.UNDERWAY, ProjectState.ACCEPTED, ProjectState.UPKEEP)
STATES = {state.value: state for state in ProjectState}
LISTED = 200  # on paper and in the workbook
ROW, POTS = 18, 6  # letters of a title, and of the pots' names, on one line of the printed list


def project_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What is being done and what was, by state."""
    state, found = STATES.get(request.GET.get("state", "")), queries.public_projects()
    counts = queries.counts(found)
    page = page_of(request, found.filter(state=state) if state else found)
    context = {
        "page": page, "state": state, "states": [(each, counts[each]) for each in ProjectState if counts.get(each)],
        "total": sum(counts.values()), "progress": queries.progress_of_all(page),
        "may_run": rules.may_run(request.person),
    }  # fmt: skip
    return render(request, "projects/project_list.html", context)


def project_detail(request: CommunityRequest, community: str, project_id: UUID) -> HttpResponse:
    """One project in the open: its way, pictures, money planned beside paid, steps, what residents said."""
    project = fetch(queries.visible_to(request.person), project_id)
    journey = journeys.journey_of(project.id)
    context = told(project) | {
        "journey": journey, "addresses": addresses.of_steps(request.community, journey.steps),
        "questions": postings.questions_about(project.id), "may_run": rules.may_run(request.person),
        "reads_books": bool(request.person and may_see_books(request.person)), "own": _own(request, project),
    }  # fmt: skip
    return render(request, "projects/project_detail.html", context)


def project_print(request: CommunityRequest, community: str, project_id: UUID) -> HttpResponse:
    """One sheet of A4 with the code that leads here."""
    project = fetch(queries.visible_to(request.person), project_id)
    return render(request, "projects/project_print.html", told(project) | {"a3": request.GET.get("paper") == "a3"})


def list_print(request: CommunityRequest, community: str) -> HttpResponse:
    """The third of the three lists, for the board (项目清单)."""
    rows = shown.budgets_of(list(queries.public_projects()[:LISTED]))
    sheets = paper.sheets_of(rows, _height, taken=120)
    context = {"sheets": sheets, "a3": request.GET.get("paper") == "a3"}
    return render(request, "projects/list_print.html", context)


def _height(row: tuple[Project, Budget]) -> int:
    """What a project takes on the printed list: its title, and below it its partner and days."""
    project, budget = row
    below = f"{project.partner or ''} 12 月 31 日至 12 月 31 日"
    pots = "、".join(each.name for each in budget.rows)
    return max(paper.height_of((project.title, ROW)) + paper.height_of((below, ROW)), paper.height_of((pots, POTS)))


def list_xlsx(request: CommunityRequest, community: str) -> HttpResponse:
    """The same list as a workbook, amounts as numbers."""
    held = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("项目清单"))
    heads = [_("编号"), _("项目"), _("为什么办"), _("合伙人"), _("牵头"), _("资金来源"), _("预算（元）"),
             _("花了（元）"), _("计划开工"), _("计划办好"), _("办到哪"), _("验收"), _("成效")]  # fmt: skip
    sheet.write_row(0, 0, heads)
    for at, (project, budget) in enumerate(shown.budgets_of(list(queries.public_projects()[:LISTED])), start=1):
        said = [
            project.number, project.title, project.why, str(project.partner or ""), project.lead.masked_name,
            _("、").join(row.name for row in budget.rows),
        ]  # fmt: skip
        for column, words in enumerate(said):
            sheet.write_string(at, column, words)
        sheet.write_number(at, 6, budget.planned / 100)
        sheet.write_number(at, 7, budget.paid / 100)
        after = [str(project.starts_on), str(project.ends_on), str(project.get_state_display()),
                 str(project.accepted_on or ""), project.outcome or project.ended_why]  # fmt: skip
        for column, words in enumerate(after, start=8):
            sheet.write_string(at, column, words)
    book.close()
    held.seek(0)
    return FileResponse(held, as_attachment=True, filename=_("项目清单.xlsx"), content_type=XLSX)


def told(project: Project, *, public: bool = True) -> dict[str, object]:
    """What everyone may read of a project; the desk sees the pictures too that are not published."""
    lines, steps = list(queries.lines_of(project)), list(queries.steps_of(project))
    diary = queries.diary_of(project, public=public)
    pictures = queries.pictures_of(diary)
    before, after = pictures["before"][:1], pictures["after"][-1:]
    return {
        "project": project, "lines": lines, "budget": shown.budget_of(project, lines),
        "payments": list(hanging.requests_on(project.id)), "gifts": list(queries.gifts_of(project)),
        "quotes": list(queries.quotes_of(project)), "steps": steps, "gantt": shown.gantt_of(project, steps),
        "diary": diary, "before": before[0] if before else None, "after": after[0] if after else None,
        "acceptances": list(queries.acceptances_of(project)), "fixed": queries.fixed(project),
    }  # fmt: skip


def _own(request: CommunityRequest, project: Project) -> bool:
    owners = [step.owner for step in queries.steps_of(project)] if request.person else []
    return rules.takes_part(request.person, project, owners)
