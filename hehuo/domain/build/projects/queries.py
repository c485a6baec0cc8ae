"""Reading projects: lists with their joins done, the board, the diary with its pictures, what people said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from hehuo.domain.build.projects import rules
from hehuo.domain.build.projects.kinds import (
    ASK_AFTER,
    ENDED,
    NOT_FIXED,
    TEND_BEFORE,
    Answer,
    Phase,
    ProjectState,
    StepKind,
)
from hehuo.domain.build.projects.models import Acceptance, Callback, Entry, Gift, Line, Project, Quote, Step
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need


def projects() -> QuerySet[Project]:
    """Every project, the newest first, with its place, people and partner."""
    return Project.objects.select_related(
        "place", "lead", "partner__contact", "partner__category", "agreement", "decision", "made_by", "asked_by",
        "approved_by", "tended_by",
    )  # fmt: skip


def public_projects() -> QuerySet[Project]:
    """Those that were agreed, stopped ones too."""
    return projects().filter(agreed_on__isnull=False)


def visible_to(viewer: Person | None) -> QuerySet[Project]:
    """Everyone sees what was agreed; plans are for those who run projects, and for who takes part."""
    if viewer is None:
        return public_projects()
    if rules.may_run(viewer):
        return projects()
    return projects().filter(Q(agreed_on__isnull=False) | _of(viewer)).distinct()


def projects_of(person: Person) -> QuerySet[Project]:
    """Those in which a person has a part: they lead it, look after it, speak for its partner, have a task in it."""
    return projects().filter(_of(person)).exclude(state__in=[ProjectState.PLANNED, ProjectState.ASKED]).distinct()


def counts(found: QuerySet[Project]) -> dict[str, int]:
    """How many there are in each state."""
    return dict(found.order_by().values_list("state").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board."""

    state: ProjectState
    projects: list[Project]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.projects)


def board(*, shown: int = 12) -> list[Column]:
    """The projects of each state, the newest first; of those that ended the newest few (two statements)."""
    columns: dict[str, list[Project]] = {state: [] for state in ProjectState}
    totals = counts(projects())
    open_ones = projects().exclude(state__in=ENDED)
    for project in [*open_ones, *projects().filter(state__in=ENDED)[: 2 * shown]]:
        if len(columns[project.state]) < shown:
            columns[project.state].append(project)
    return [Column(ProjectState(state), found, totals.get(state, 0)) for state, found in columns.items()]


def lines_of(project: Project) -> QuerySet[Line]:
    """What it may cost, with the pots."""
    return Line.objects.filter(project=project).select_related("fund")


def gifts_of(project: Project) -> QuerySet[Gift]:
    """What was given."""
    return Gift.objects.filter(project=project).select_related("person")


def quotes_of(project: Project) -> QuerySet[Quote]:
    """The quotes, the lowest first."""
    return Quote.objects.filter(project=project).select_related("partner")


def steps_of(project: Project) -> QuerySet[Step]:
    """Tasks and milestones by day."""
    return Step.objects.filter(project=project).select_related("owner", "project")


def steps() -> QuerySet[Step]:
    """Every task and milestone."""
    return Step.objects.select_related("owner", "project__lead", "project__partner__contact")


def entries() -> QuerySet[Entry]:
    """Every entry of every diary."""
    return Entry.objects.select_related("written_by", "project__lead", "project__partner__contact")


def entries_of(project: Project) -> QuerySet[Entry]:
    """The diary, the latest first."""
    return Entry.objects.filter(project=project).select_related("written_by", "settled_by")


def acceptances_of(project: Project) -> QuerySet[Acceptance]:
    """Each time residents looked at it, with who they were."""
    return Acceptance.objects.filter(project=project).prefetch_related("witnesses__person").select_related("noted_by")


def acceptances() -> QuerySet[Acceptance]:
    """Every acceptance."""
    return Acceptance.objects.select_related("project__lead", "project__partner__contact")


def callbacks_of(project: Project) -> QuerySet[Callback]:
    """What people said four weeks later; by whom, for the desk only."""
    return Callback.objects.filter(project=project).select_related("person", "asked_by", "need")


def owns_step(person: Person | None, project: Project) -> bool:
    """Whether somebody has a task of it."""
    return person is not None and Step.objects.filter(project=project, owner=person).exists()


@dataclass(frozen=True, slots=True)
class Fixed:
    """Really fixed? How many answered, and what; its base is `answered`."""

    better: int
    same: int
    worse: int

    @property
    def answered(self) -> int:
        return self.better + self.same + self.worse


def fixed(project: Project) -> Fixed:
    """The count of the answers (one statement)."""
    said = dict(Callback.objects.filter(project=project).order_by().values_list("answer").annotate(Count("pk")))
    return Fixed(said.get(Answer.BETTER, 0), said.get(Answer.SAME, 0), said.get(Answer.WORSE, 0))


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the diary with its pictures."""

    entry: Entry
    photos: list[File]


def diary_of(project: Project, *, public: bool) -> list[Page]:
    """The diary with its pictures; in public with those that were published (two statements)."""
    written = list(entries_of(project))
    photos: dict[UUID, list[File]] = {}
    kept = files.files_of_any([entry.id for entry in written])
    for file in kept.filter(is_public=True) if public else kept:
        photos.setdefault(file.about_id, []).append(file)
    return [Page(entry, photos.get(entry.id, [])) for entry in written]


def pictures_of(pages: Iterable[Page]) -> dict[Phase, list[File]]:
    """The pictures of each phase, the oldest first."""
    found: dict[Phase, list[File]] = {phase: [] for phase in Phase}
    for page in pages:
        found[Phase(page.entry.phase)][:0] = [photo for photo in page.photos if photo.kind == "image"]
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a project's steps are done."""

    done: int
    total: int


def progress_of_all(found: Iterable[Project]) -> dict[UUID, Progress]:
    """How far each is (one statement)."""
    counted = (
        Step.objects.filter(project__in=[project.pk for project in found])
        .order_by()
        .values_list("project")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)))
    )
    return {project_id: Progress(done, total) for project_id, total, done in counted}


def next_milestone_of(project: Project) -> Step | None:
    """The milestone that comes next."""
    return steps_of(project).filter(kind=StepKind.MILESTONE, done_on=None).first()


def planned_fen_of_all(found: Iterable[Project]) -> dict[UUID, list[Line]]:
    """The lines of several projects, for lists (one statement)."""
    lines: dict[UUID, list[Line]] = {}
    for line in Line.objects.filter(project__in=[project.pk for project in found]).select_related("fund"):
        lines.setdefault(line.project_id, []).append(line)
    return lines


def reopened_need(project: Project) -> Need | None:
    """The need that somebody's "not fixed" opened."""
    said = callbacks_of(project).filter(answer__in=NOT_FIXED, need__isnull=False).order_by("id").first()
    return said.need if said else None


def to_ask_again(today: date) -> QuerySet[Project]:
    """Accepted four weeks ago, and nobody's turn yet to ask whether it is really fixed."""
    return Project.objects.filter(
        state__in=[ProjectState.ACCEPTED, ProjectState.UPKEEP], accepted_on__lte=today - ASK_AFTER, asking_told_at=None
    ).order_by("accepted_on", "id")


def to_tend(today: date) -> QuerySet[Project]:
    """Looked after, and due soon; each time is somebody's turn once."""
    due = Project.objects.filter(state=ProjectState.UPKEEP, tend_on__lte=today + TEND_BEFORE)
    untold = Q(tend_told_on__isnull=True) | ~Q(tend_told_on=F("tend_on"))
    return due.filter(untold).order_by("tend_on", "id")


def _of(person: Person) -> Q:
    return Q(lead=person) | Q(partner__contact=person) | Q(steps__owner=person) | Q(tended_by=person)
