"""Counting and reading replies."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hehuo.core import ratios
from hehuo.domain.ground.forms.kinds import OVERALL, SATISFIED_FROM, SESSION, STARS, StarQuestion
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.people.models import Person

Row = tuple[str, bool, dict[str, int]]  # respondent, whether it counts, answers


@dataclass(frozen=True, slots=True)
class Tally:
    """One question counted: how many `people` answered the form, and how many gave one to five stars, all exact."""

    question: str
    people: int
    stars: dict[int, int]

    @property
    def valid(self) -> int:
        return sum(self.stars.values())

    @property
    def total(self) -> int:
        """All stars together."""
        return sum(star * count for star, count in self.stars.items())

    @property
    def mean(self) -> Fraction | None:
        """The exact mean, or None where nobody answered."""
        return Fraction(self.total, self.valid) if self.valid else None

    @property
    def mean_stars(self) -> float:
        """The mean for drawing stars, never for comparing."""
        return round(float(self.mean or 0), 2)

    @property
    def mean_words(self) -> str:
        """The mean to two decimals, rounded half up; a dash where nobody answered."""
        return ratios.NONE if self.mean is None else ratios.decimals(self.mean, 2)

    @property
    def satisfied(self) -> int:
        """How many gave four stars or five."""
        return sum(count for star, count in self.stars.items() if star >= SATISFIED_FROM)

    @property
    def satisfied_share(self) -> Fraction | None:
        """The exact share of the satisfied, or None where nobody answered."""
        return Fraction(self.satisfied, self.valid) if self.valid else None


@dataclass(frozen=True, slots=True)
class Kept:
    """How many replies came in about a thing, and what became of them."""

    received: int
    counted: int
    superseded: int
    invalid: int


def forms() -> QuerySet[Form]:
    """All forms, newest first."""
    return Form.objects.order_by("-made_at", "-id")


def session_form() -> Form | None:
    """The form that is given after a session, once it has been opened."""
    return Form.objects.filter(code=SESSION).first()


def replies_about(form: Form, about_id: UUID) -> QuerySet[Reply]:
    """Every reply about a thing, newest first: counted, superseded and invalid ones."""
    return (
        Reply.objects.filter(form=form, about_id=about_id).select_related("person", "entered_by").order_by("-at", "-id")
    )


def counted_replies(form: Form, about_id: UUID) -> QuerySet[Reply]:
    """The replies that count: one a respondent."""
    return replies_about(form, about_id).filter(counts=True)


def reply_of(form: Form, about_id: UUID, person: Person) -> Reply | None:
    """The reply of a person that counts, if there is one."""
    return counted_replies(form, about_id).filter(person=person).first()


def replied_to(person: Person, about_ids: Iterable[UUID]) -> set[UUID]:
    """The things among these to which a person has given a reply that counts."""
    found = Reply.objects.filter(person=person, about_id__in=list(about_ids), counts=True)
    return set(found.values_list("about_id", flat=True))


def tally(*, form: Form, about_id: UUID, question: str = OVERALL) -> Tally:
    """One question counted over the replies about a thing that count."""
    return _tally(question, _given([about_id], form=form)[about_id])


def tallies(about_ids: Iterable[UUID], *, question: str = OVERALL) -> dict[UUID, Tally]:
    """One question counted for each of several things, in one statement; things without a reply too."""
    return {about_id: _tally(question, rows) for about_id, rows in _given(about_ids).items()}


def tally_of_all(*about_ids: "QuerySet[Any]", question: str = OVERALL) -> Tally:
    """One question counted over all these things together, by the database; `people` are the replies that count."""
    among = reduce(or_, (Q(about_id__in=ids) for ids in about_ids), Q(pk=None))
    found = Reply.objects.filter(among, counts=True).values_list(f"answers__{question}")
    given: dict[int, int] = dict(found.annotate(Count("id")).order_by())
    return Tally(question, sum(given.values()), {star: given.get(star, 0) for star in STARS})


def questions_counted(form: Form, about_id: UUID) -> list[tuple[StarQuestion, Tally]]:
    """Every question of a form with its tally, in one statement."""
    rows = _given([about_id], form=form)[about_id]
    return [(question, _tally(question.key, rows)) for question in form.asked]


def kept(*, form: Form, about_id: UUID) -> Kept:
    """What became of the replies about a thing."""
    found = Reply.objects.filter(form=form, about_id=about_id).values_list("is_valid", "counts")
    states = Counter(found)
    counted, superseded = states[True, True], states[True, False]
    invalid = states[False, False]
    return Kept(received=counted + superseded + invalid, counted=counted, superseded=superseded, invalid=invalid)


def _given(about_ids: Iterable[UUID], *, form: Form | None = None) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {about_id: [] for about_id in about_ids}
    replies = Reply.objects.filter(about_id__in=list(found))
    if form:
        replies = replies.filter(form=form)
    for about_id, *row in replies.values_list("about_id", "respondent_key", "counts", "answers"):
        found[about_id].append((row[0], row[1], row[2]))
    return found


def _tally(question: str, rows: list[Row]) -> Tally:
    given = Counter(answers.get(question) for _key, counts, answers in rows if counts)
    people = len({key for key, _counts, _answers in rows})
    return Tally(question, people, {star: given[star] for star in STARS})
