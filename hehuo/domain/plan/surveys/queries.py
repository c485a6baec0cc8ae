"""Surveys, whom they ask, and what the answers add up to: a few statements, however many answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock, ratios
from hehuo.domain.ground.forms.questions import Question, QuestionKind
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.kinds import ADULT
from hehuo.domain.ground.people.models import Delegate, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.plan.surveys import comparing, tallies
from hehuo.domain.plan.surveys.comparing import Compared, NotCompared
from hehuo.domain.plan.surveys.kinds import BEGUN, ENDED, PAPERS_FOR_DAYS, SMALLEST, Channel, SurveyState
from hehuo.domain.plan.surveys.models import Asked, Mark, Remark, Sheet, Survey
from hehuo.domain.plan.surveys.tallies import Group, Tally


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those asked have answered, and by which way."""

    answered: int
    total: int
    phone: int
    paper: int

    @property
    def share(self) -> str:
        return ratios.per_cent(self.answered, self.total)


def surveys() -> QuerySet[Survey]:
    """Every survey, drafts too."""
    return Survey.objects.select_related("place", "after", "drafted_by")


def begun() -> QuerySet[Survey]:
    """Those that everyone may read about."""
    return surveys().filter(state__in=BEGUN)


def open_now() -> QuerySet[Survey]:
    """Those that phones may still answer."""
    return surveys().filter(_going())


def over() -> QuerySet[Survey]:
    """Open ones whose last day, and the days for typing papers, are past."""
    last = clock.today() - timedelta(days=PAPERS_FOR_DAYS)
    return Survey.objects.filter(state=SurveyState.OPEN, closes_on__lt=last)


def ended() -> QuerySet[Survey]:
    """Those that another may come after."""
    return surveys().filter(state__in=ENDED)


def _going(through: str = "") -> Q:
    state, closes = f"{through}state", f"{through}closes_on"
    return Q((state, SurveyState.OPEN)) & (Q((f"{closes}__isnull", True)) | Q((f"{closes}__gte", clock.today())))


def list_of(survey: Survey) -> QuerySet[Asked]:
    """Whom it asks."""
    return Asked.objects.filter(survey=survey)


def _of_person(person: Person) -> Q:
    """Where somebody may answer: for themselves, for the household they live in grown up, for one that sent them."""
    records = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).values("pk")
    sent = Delegate.objects.filter(person__in=records, until_on=None).values("household_id")
    where = Q(person__in=records) | Q(household__in=sent)
    age = person.age_on(clock.today())
    is_grown_up = person.household_id is not None and (age is None or age >= ADULT)
    return where | Q(household=person.household_id) if is_grown_up else where


def mine(survey: Survey, person: Person) -> list[Asked]:
    """The answers that somebody may give to a survey."""
    return list(list_of(survey).filter(_of_person(person)))


def waiting_for(person: Person) -> list[Asked]:
    """What still waits for somebody's answer, the survey with the nearest end first."""
    found = Asked.objects.filter(_of_person(person), _going("survey__"), channel="")
    return list(found.select_related("survey").order_by("survey__closes_on", "survey__number"))


def hands_of(asked: Asked) -> list[Person]:
    """Who may give an answer today: the person; of a home each grown-up who lives there and whom they sent."""
    if asked.person:
        return [asked.person]
    household = asked.household
    if household is None:
        return []
    today, delegate = clock.today(), people.delegate_of(household)
    living = [each for each in people.members_of(household) if (age := each.age_on(today)) is None or age >= ADULT]
    return [*living, delegate.person] if delegate else living


def asked_at(survey: Survey, written: str) -> list[Asked]:
    """Whom a door, or the name of somebody asked, may mean."""
    plain = addresses.plain(written)
    meant = Q(door=plain) | Q(label=plain) | Q(person__name=plain)
    return list(list_of(survey).filter(meant)[:20]) if plain else []


def list_filtered(survey: Survey, written: str = "", *, only_waiting: bool = False) -> QuerySet[Asked]:
    """The list, or whom a door or a name means, or those whose answer has not come."""
    found = list_of(survey)
    if only_waiting:
        found = found.filter(channel="")
    return found.filter(label__contains=written.strip()) if written.strip() else found


def rate(survey: Survey) -> Rate:
    """How many of how many have answered: all that is said before the end."""
    found = dict(list_of(survey).exclude(channel="").values_list("channel").annotate(Count("id")).order_by())
    phone, paper = found.get(Channel.PHONE, 0), found.get(Channel.PAPER, 0)
    return Rate(phone + paper, survey.total, phone, paper)


def rate_by_building(survey: Survey) -> list[tuple[str, int, int]]:
    """Of each building: how many of those asked have answered, and how many are asked."""
    rows = list_of(survey).values("building").order_by("building")
    counted = rows.annotate(came=Count("id", filter=~Q(channel="")), everyone=Count("id"))
    told = counted.values_list("building", "came", "everyone")
    return [(building or _("没有住处的"), came, everyone) for building, came, everyone in told]


def sheets(survey: Survey) -> QuerySet[Sheet]:
    """The answers that count, without a word of whose they are."""
    return Sheet.objects.filter(survey=survey, counts=True)


def answers_given(asked: Asked) -> dict[str, Any]:
    """The named answer that counts, as its form takes it; nothing of an anonymous one, which nobody can find."""
    sheet = Sheet.objects.filter(asked=asked, counts=True).first()
    return answers_of(asked.survey, [sheet])[sheet.pk] if sheet else {}


def answers_of(survey: Survey, given: Iterable[Sheet]) -> dict[UUID, dict[str, Any]]:
    """What some sheets say, by sheet and by the question's key; in two statements."""
    found: dict[UUID, dict[str, Any]] = {sheet.pk: {} for sheet in given}
    several = {question.key for question in survey.asked if question.kind == QuestionKind.SEVERAL}
    for sheet_id, key, value in (
        Mark.objects.filter(sheet__in=list(found)).order_by("value").values_list("sheet_id", "question", "value")
    ):
        if key in several:
            found[sheet_id].setdefault(key, []).append(value)
        else:
            found[sheet_id][key] = value
    for sheet_id, key, words in Remark.objects.filter(sheet__in=list(found)).values_list(
        "sheet_id", "question", "words"
    ):
        found[sheet_id][key] = words
    return found


def said_in_words(question: Question, answer: object) -> str:
    """One answer as people read it."""
    if answer in (None, "", []):
        return ratios.NONE
    if question.kind in (QuestionKind.WORDS, QuestionKind.NUMBER):
        return str(answer)
    names = dict(question.options)
    return _("、").join(names[value] for value in question.marks(answer) if value in names)


def records(survey: Survey, question: str = "", low: int | None = None, high: int | None = None) -> QuerySet[Sheet]:
    """The sheets behind a figure: all, those that answered a question, or those that marked so on it."""
    found = sheets(survey).order_by("id")
    if not question:
        return found
    marks = Mark.objects.filter(survey=survey, question=question)
    if low is not None:
        marks = marks.filter(value__gte=low, value__lte=low if high is None else high)
    told = Q(pk__in=marks.values("sheet_id"))
    if low is None:
        told |= Q(pk__in=Remark.objects.filter(survey=survey, question=question).values("sheet_id"))
    return found.filter(told)


def tallies_of(survey: Survey) -> dict[str, Tally]:
    """Every question counted, by its key: three statements, whatever came in."""
    marks = Mark.objects.filter(survey=survey, sheet__counts=True)
    bases: dict[str, int] = dict(marks.values_list("question").annotate(Count("sheet", distinct=True)).order_by())
    values: dict[str, dict[int, int]] = defaultdict(dict)
    for key, value, number in marks.values_list("question", "value").annotate(Count("id")).order_by():
        values[key][value] = number
    words = Remark.objects.filter(survey=survey, sheet__counts=True).values_list("question").annotate(Count("id"))
    bases |= dict(words.order_by())
    return {each.key: Tally(each, bases.get(each.key, 0), values.get(each.key, {})) for each in survey.asked}


def by_building(survey: Survey) -> dict[str, Sequence[Group]]:
    """Every question building by building, by its key; nothing of an anonymous survey, which knows no building."""
    if survey.is_anonymous:
        return {}
    marks = Mark.objects.filter(survey=survey, sheet__counts=True).exclude(sheet__asked__building="")
    bases: dict[str, dict[str, int]] = defaultdict(dict)
    values: dict[str, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    where = ("question", "sheet__asked__building")
    for key, building, number in marks.values_list(*where).annotate(Count("sheet", distinct=True)).order_by():
        bases[key][building] = number
    for key, building, value, number in marks.values_list(*where, "value").annotate(Count("id")).order_by():
        values[key][building][value] = number
    return {each.key: tallies.grouped(each, bases[each.key], values[each.key]) for each in survey.asked}


def remarks(survey: Survey, *, only_cleared: bool = False) -> QuerySet[Remark]:
    """What was written in words, on answers that count."""
    found = Remark.objects.filter(survey=survey, sheet__counts=True).order_by("question", "id")
    return found.filter(cleared_by__isnull=False) if only_cleared else found


def cleared_by_question(survey: Survey) -> Mapping[str, list[str]]:
    """The words that everyone may read, by question."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, words in remarks(survey, only_cleared=True).values_list("question", "words"):
        found[key].append(words)
    return found


def compared(survey: Survey) -> tuple[list[Compared], list[NotCompared]]:
    """A survey beside the one before it; nothing where none came before."""
    if survey.after is None:
        return [], []
    before = survey.after
    return comparing.compare(before.asked, survey.asked, tallies_of(before), tallies_of(survey))


def is_small(survey: Survey) -> bool:
    """Whether so few anonymous answers came that nothing is shown of them."""
    return survey.is_anonymous and rate(survey).answered < SMALLEST
