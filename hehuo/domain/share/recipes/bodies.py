"""What is kept of a thing in a recipe, as data of a fixed shape: no person, no day of the calendar, no place.

The same shapes read a recipe's file that came from elsewhere, so they say how long and how large everything may be.
"""

from datetime import time
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from hehuo.core.errors import Invalid
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.projects.kinds import GiftKind, StepKind
from hehuo.domain.build.recruitment.kinds import Measure
from hehuo.domain.ground.admissions.kinds import OLDEST
from hehuo.domain.plan.pacts.kinds import ARTICLES_MOST, TEXT_LIMIT, TITLE_LIMIT, PactKind
from hehuo.domain.share.recipes.kinds import DAYS_MOST, PartKind

Fen = Annotated[int, Field(ge=0, le=10**12)]
Days = Annotated[int, Field(ge=0, le=DAYS_MOST)]
Age = Annotated[int, Field(ge=0, le=OLDEST)] | None


def _text(most: int, least: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


class _Body(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore")


class LineKept(_Body):
    """A line of a budget. Where the homes paid it, it goes by the number of homes."""

    what: Annotated[str, _text(60, 1)]
    fen: Annotated[int, Field(gt=0, le=10**12)]
    by_homes: bool


class StepKept(_Body):
    """A task or milestone, so many days after the beginning."""

    kind: StepKind
    title: Annotated[str, _text(60, 1)]
    day: Days


class GiftKept(_Body):
    """What was given without money: worth asking for elsewhere too."""

    kind: GiftKind
    what: Annotated[str, _text(80, 1)]


class ProjectKept(_Body):
    """A project: why, how long, what it cost, in which steps. `homes`: of the place that its shares were for."""

    why: Annotated[str, _text(400, 1)]
    days: Days
    homes: Annotated[int, Field(ge=1, le=10**6)] | None = None
    lines: Annotated[list[LineKept], Field(max_length=60)] = []
    steps: Annotated[list[StepKept], Field(max_length=120)] = []
    gifts: Annotated[list[GiftKept], Field(max_length=60)] = []

    @property
    def has_pots(self) -> bool:
        """Whether something is paid out of a pot, which each place names for itself."""
        return any(not line.by_homes for line in self.lines)

    def fen_of(self, line: LineKept, homes: int) -> int:
        """What a line comes to in a place with so many homes: shares by their number, to the nearest fen."""
        if not line.by_homes or self.homes is None or homes < 1:
            return line.fen
        return max(1, (2 * line.fen * homes + self.homes) // (2 * self.homes))


class CriterionKept(_Body):
    """What reviewers score, and its points."""

    name: Annotated[str, _text(40, 1)]
    weight: Annotated[int, Field(ge=1, le=100)]


class CallKept(_Body):
    """A recruitment notice but for its needs, rooms, days, reviewers and the people to ask."""

    kind: Annotated[str, _text(10)] = ""
    slogan: Annotated[str, _text(80)] = ""
    background: Annotated[str, _text(4000)] = ""
    seeks: Annotated[str, _text(4000)] = ""
    contributions: Annotated[list[Contribution], Field(max_length=20)] = []
    papers: Annotated[list[Annotated[str, _text(200)]], Field(max_length=60)] = []
    review_method: Annotated[str, _text(4000)] = ""
    criteria: Annotated[list[CriterionKept], Field(max_length=30)] = []
    term: Annotated[str, _text(60)] = ""
    rights: Annotated[str, _text(4000)] = ""
    ways: Annotated[list[Way], Field(max_length=20)] = []
    price_principle: Annotated[str, _text(200)] = ""
    price_percent: Annotated[int, Field(ge=0, le=100)]
    conditions: Annotated[str, _text(4000)] = ""
    negative_list: Annotated[list[Annotated[str, _text(200)]], Field(max_length=60)] = []
    measure: Measure
    threshold: Annotated[Decimal, Field(gt=0, le=100)]
    minimum_people: Annotated[int, Field(ge=1, le=1000)]
    body_name: Annotated[str, _text(60)] = ""
    body_seats: Annotated[int, Field(ge=3, le=99)]
    posting_days: Annotated[int, Field(ge=0, le=60)]
    open_days: Annotated[int, Field(ge=1, le=DAYS_MOST)]


class ArticleKept(_Body):
    title: Annotated[str, _text(TITLE_LIMIT, 1)]
    text: Annotated[str, _text(TEXT_LIMIT, 1)]


class PactKept(_Body):
    """A pact's articles."""

    kind: PactKind
    articles: Annotated[list[ArticleKept], Field(min_length=1, max_length=ARTICLES_MOST)]


class CourseKept(_Body):
    """A weekly course: when in the week, for how many weeks, for how many, at which price."""

    note: Annotated[str, _text(300)] = ""
    weekday: Annotated[int, Field(ge=1, le=7)]
    from_time: time
    to_time: time
    weeks: Annotated[int, Field(ge=1, le=520)]
    capacity: Annotated[int, Field(ge=1, le=100_000)]
    price_fen: Fen = 0
    skips_holidays: bool = True
    youngest: Age = None
    oldest: Age = None
    accompanied_under: Age = None

    @model_validator(mode="after")
    def _ends_later(self) -> "CourseKept":
        if self.to_time <= self.from_time:
            raise ValueError("to_time")
        return self


Body = ProjectKept | CallKept | PactKept | CourseKept
BODIES: dict[PartKind, type[ProjectKept] | type[CallKept] | type[PactKept] | type[CourseKept]] = {
    PartKind.PROJECT: ProjectKept,
    PartKind.CALL: CallKept,
    PartKind.PACT: PactKept,
    PartKind.COURSE: CourseKept,
}


def body_from(kind: PartKind, data: object) -> Body:
    """Read what was kept. Raises ValidationError for another shape."""
    return BODIES[kind].model_validate(data)


class PartFile(_Body):
    """One part as a recipe's file has it."""

    kind: PartKind
    title: Annotated[str, _text(60, 1)]
    after_days: Days = 0
    body: dict[str, object]

    @property
    def kept(self) -> Body:
        return body_from(self.kind, self.body)


class Origin(_Body):
    """From where a recipe comes."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    name: Annotated[str, _text(40, 1)]
    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")]
    number: Annotated[str, _text(14, 1)]


class RecipeFile(_Body):
    """A recipe's file: read and written by the same shape. `did` is how it did there, figure by figure."""

    hehuo_recipe: Literal[1]
    origin: Origin
    title: Annotated[str, _text(40, 1)]
    problem: Annotated[str, _text(1000)] = ""
    story: Annotated[str, _text(4000)] = ""
    parts: Annotated[list[PartFile], Field(min_length=1, max_length=20)]
    did: Annotated[dict[str, Annotated[int, Field(ge=0, le=10**15)]], Field(max_length=30)] = {}


FILE_MOST = 300_000  # bytes


def read_file(said: bytes) -> RecipeFile:
    """A recipe out of its file. Raises Invalid("file") with what to do where it is no such file, or an odd one."""
    if len(said) > FILE_MOST:
        raise Invalid("file", _("文件太大，不像一份做法。做法的文件不超过 300 KB。"))
    try:
        found = RecipeFile.model_validate_json(said)
        for part in found.parts:
            assert part.kept  # noqa: S101  its shape is the question
    except (ValidationError, ValueError, RecursionError) as error:
        raise Invalid("file", _("读不出来。请用别的社区「做法」页上「存成文件」得到的文件。")) from error
    return found
