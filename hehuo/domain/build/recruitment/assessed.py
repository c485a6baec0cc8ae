"""What the reviewers' scores add up to: an exact mean beside how many gave it. A score never decides by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hehuo.core import ratios
from hehuo.domain.build.recruitment.kinds import LEAST_REVIEWERS, Stage
from hehuo.domain.build.recruitment.models import Application, Assessment, Draft
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Assessed:
    """How many were asked, may score and did; the mean of whole points, None where nobody scored."""

    asked: int
    able: int
    scored: int
    mean: Fraction | None
    by_criterion: dict[str, Fraction]

    @property
    def words(self) -> str:
        """To two decimals, rounded half up; a dash where nobody scored."""
        return ratios.NONE if self.mean is None else ratios.decimals(self.mean, 2)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each criterion with its mean."""
        return [(name, ratios.decimals(mean, 2)) for name, mean in self.by_criterion.items()]

    @property
    def is_short(self) -> bool:
        """Whether reviewers were asked and too few of them may score: another one is needed."""
        return self.asked > 0 and self.able < LEAST_REVIEWERS

    def as_data(self) -> dict[str, Any]:
        """As a decision keeps it; the mean stays exact."""
        return {"scored": self.scored, "score": str(self.mean or ""), "score_words": self.words}


def assessments() -> QuerySet[Assessment]:
    """Every reviewer's sheet, with its application."""
    return Assessment.objects.select_related("person", "application__call", "application__category")


def sheets_of(application: Application) -> list[Assessment]:
    """The sheets of one application."""
    return list(assessments().filter(application=application))


def of(application: Application) -> Assessed:
    """What the scores of one application add up to."""
    return add_up(list(Assessment.objects.filter(application=application)))


def of_all(applications: Iterable[Application]) -> dict[UUID, Assessed]:
    """What the scores of each application add up to, in one statement; those before their trial are left out."""
    wanted = [each for each in applications if each.stage in (Stage.TRIAL, Stage.DECISION)]
    return {key: add_up(sheets) for key, sheets in by_application(wanted).items()}


def by_application(applications: Iterable[Application]) -> dict[UUID, list[Assessment]]:
    """The sheets of some applications; one without any is left out."""
    found: dict[UUID, list[Assessment]] = {}
    for sheet in Assessment.objects.filter(application__in=list(applications)):
        found.setdefault(sheet.application_id, []).append(sheet)
    return found


def add_up(sheets: Sequence[Assessment]) -> Assessed:
    """The exact means of the sheets that were given."""
    given = [sheet for sheet in sheets if sheet.given_at]
    names = list(given[0].points) if given else []
    return Assessed(
        asked=len(sheets), able=sum(sheet.stepped_back_at is None for sheet in sheets), scored=len(given),
        mean=Fraction(sum(sheet.total for sheet in given), len(given)) if given else None,
        by_criterion={name: Fraction(sum(sheet.points.get(name, 0) for sheet in given), len(given)) for name in names},
    )  # fmt: skip


def kin_of(application: Application) -> list[Person]:
    """The humans whom an application speaks of: who sent it, who began it, and whoever has its phone."""
    began = Draft.objects.filter(application=application, person__isnull=False).values("person")
    found = people.present().filter(pk__in=[application.applicant_id] if application.applicant_id else [])
    found |= people.present().filter(pk__in=began)
    if application.phone_hash:
        found |= people.present().filter(phone_hash=application.phone_hash)
    return list(found.distinct())
