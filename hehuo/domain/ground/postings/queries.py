"""Reading the notice board."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, DurationField, ExpressionWrapper, F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.journal import queries as journal
from hehuo.domain.ground.postings import rules
from hehuo.domain.ground.postings.kinds import PostingKind, PostingState
from hehuo.domain.ground.postings.models import Objection, Posting, Question


@dataclass(frozen=True, slots=True)
class Response:
    """How the office answered the questions asked since a day: all, answered, within the limit, and the mean time."""

    asked: int
    answered: int
    in_time: int
    mean: timedelta | None

    @property
    def mean_minutes(self) -> int | None:
        return None if self.mean is None else round(self.mean.total_seconds() / 60)


def last_day(posted_on: date, *, days: int, in_working_days: bool) -> date:
    """The last day of a period. The day of posting does not count; a period of plain days that would end on a day off
    ends on the next working day (Civil Code 201, 203)."""
    if in_working_days:
        return calendar.add_working_days(posted_on, days)
    end = posted_on + timedelta(days=days)
    return end if calendar.is_working_day(end) else calendar.add_working_days(end, 1)


def is_calendar_known(posting: Posting) -> bool:
    """Whether the period was counted by years whose holidays are entered; else pages warn."""
    return all(calendar.is_known_year(year) for year in {posting.posted_on.year, posting.ends_on.year})


def postings(*, state: PostingState | None = None, kind: PostingKind | None = None) -> QuerySet[Posting]:
    """The board, newest first. A posting whose last day has passed counts as over before the worker marks it so."""
    found = Posting.objects.order_by("-posted_on", "-id")
    today = clock.today()
    if state == PostingState.UP:
        found = found.filter(state=PostingState.UP, ends_on__gte=today)
    elif state == PostingState.OVER:
        found = found.filter(Q(state=PostingState.OVER) | Q(state=PostingState.UP, ends_on__lt=today))
    elif state:
        found = found.filter(state=state)
    return found.filter(kind=kind) if kind else found


def ending_next() -> Posting | None:
    """The posting whose period ends soonest: the last chance to object."""
    return postings(state=PostingState.UP).order_by("ends_on", "id").first()


def postings_about(about_id: UUID) -> QuerySet[Posting]:
    """The postings that a thing led to, newest first."""
    return Posting.objects.filter(about_id=about_id).order_by("-posted_on", "-id")


def over_unmarked(day: date) -> QuerySet[Posting]:
    """Postings whose period has passed and that are not marked so yet."""
    return Posting.objects.filter(state=PostingState.UP, ends_on__lt=day).order_by("ends_on", "id")


def objections_to(posting: Posting) -> QuerySet[Objection]:
    """The objections to a posting, oldest first."""
    return posting.objections.select_related("person", "answered_by").order_by("made_at", "id")


def objections() -> QuerySet[Objection]:
    """Every objection with its posting."""
    return Objection.objects.select_related("posting", "person", "answered_by").order_by("-made_at", "-id")


def open_objections() -> QuerySet[Objection]:
    """Objections that wait for an answer, oldest first."""
    return Objection.objects.filter(answered_at=None).select_related("posting", "person").order_by("made_at", "id")


def standing(posting: Posting, day: date) -> Verdict:
    """Whether one may go on from a posting: period over, not withdrawn, every objection answered and none upheld."""
    if posting.state == PostingState.WITHDRAWN:
        return no(_("公示 %s 已经撤下，要重新公示。") % posting.number)
    if not rules.is_over(posting, day):
        return no(
            _("公示 %(number)s 要到 %(day)s 才满。") % {"number": posting.number, "day": posting.ends_on.isoformat()}
        )
    objections = posting.objections.aggregate(
        open=Count("id", filter=Q(answered_at=None)), upheld=Count("id", filter=Q(is_upheld=True))
    )
    if objections["open"]:
        return no(_("还有 %d 条异议没有答，先答异议。") % objections["open"])
    if objections["upheld"]:
        return no(_("有异议成立，要改了重新公示。"))
    return YES


def questions_about(about_id: UUID) -> QuerySet[Question]:
    """The questions about a thing, oldest first, each once, with how many asked the same (`same_count`)."""
    return _roots().filter(about_id=about_id).order_by("asked_at", "id")


def questions_to(posting: Posting) -> QuerySet[Question]:
    """The questions about a posting and about the thing it posts."""
    about = Q(about_id=posting.id) | Q(posting=posting)
    if posting.about_id:
        about |= Q(about_id=posting.about_id)
    return _roots().filter(about).order_by("asked_at", "id")


def open_questions() -> QuerySet[Question]:
    """Questions that wait for an answer, oldest first."""
    return _roots().filter(answered_at=None, hidden_why="").order_by("asked_at", "id")


def questions() -> QuerySet[Question]:
    """Every question, newest first."""
    return _roots().order_by("-asked_at", "-id")


def questions_by(person_id: UUID) -> QuerySet[Question]:
    """What a person has asked, newest first, with the question it was merged into."""
    return (
        Question.objects.filter(asker_id=person_id)
        .select_related("merged_into", "posting")
        .order_by("-asked_at", "-id")
    )


def response_since(moment: datetime) -> Response:
    """How the questions asked since a moment were answered; a merged question counts once, with its first."""
    took = ExpressionWrapper(F("answered_at") - F("asked_at"), output_field=DurationField())
    found = list(
        Question.objects.filter(asked_at__gte=moment, merged_into=None, hidden_why="")
        .annotate(took=took)
        .values_list("due_on", "answered_at", "took")
    )
    answered = [(due_on, at, spent) for due_on, at, spent in found if at is not None]
    mean = sum((spent for _due_on, _at, spent in answered), timedelta()) / len(answered) if answered else None
    in_time = sum(clock.local(at).date() <= due_on for due_on, at, _spent in answered)
    return Response(asked=len(found), answered=len(answered), in_time=in_time, mean=mean)


def is_known(about_kind: str, about_id: UUID) -> bool:
    """Whether there is such a thing to ask about: everything that was ever made stands in the journal."""
    return journal.entries_of(about_id).filter(thing_kind=about_kind).exists()


def _roots() -> QuerySet[Question]:
    askers = Prefetch("merged", queryset=Question.objects.select_related("asker"))
    return (
        Question.objects.filter(merged_into=None)
        .select_related("asker", "answered_by", "posting")
        .annotate(same_count=Count("merged") + 1)
        .prefetch_related(askers)
    )
