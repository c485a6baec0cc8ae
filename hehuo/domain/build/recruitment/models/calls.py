"""A call for partners: what is needed, which rooms and hours there are, and by which rules it is decided."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.partners.models import Category
from hehuo.domain.build.recruitment import kinds, templates
from hehuo.domain.build.recruitment.kinds import CALL_MOVES, CallState, Measure
from hehuo.domain.build.recruitment.templates import CallKind
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.needs.models import Need


def negative_list() -> list[str]:
    """The list a new call starts with."""
    return list(kinds.NEGATIVE_LIST)


def criteria() -> list[dict[str, str | int]]:
    """By what the reviewers of a new call score."""
    return [{"name": name, "weight": weight} for name, weight in templates.CRITERIA]


class Call(TenantModel):
    """A recruitment notice (R-04). The measure of a trial and the deciding body are fields of it."""

    number = models.CharField(max_length=12)  # 2024-01
    kind = models.CharField(max_length=10, choices=CallKind, blank=True)  # of the template it began with
    title = models.CharField(max_length=40)
    slogan = models.CharField(max_length=80, blank=True)
    background = models.TextField(blank=True)
    seeks = models.TextField(blank=True)  # whom it is for, in words
    ways = models.JSONField(default=list)  # of Way
    contributions = models.JSONField(default=list)  # of Contribution
    price_principle = models.CharField(max_length=200, blank=True)
    price_percent = models.SmallIntegerField(default=kinds.PRICE_PERCENT)
    conditions = models.TextField(blank=True)
    negative_list = models.JSONField(default=negative_list)
    papers = models.JSONField(default=list)  # what is to be handed in, a line each
    review_method = models.TextField(blank=True)
    criteria = models.JSONField(default=criteria)  # {"name": words, "weight": points}; 100 in all
    term = models.CharField(max_length=60, blank=True)  # 一年，先试三个月
    rights = models.TextField(blank=True)  # of both sides, and their duties
    measure = models.CharField(max_length=10, choices=Measure, default=kinds.MEASURE)
    threshold = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(kinds.THRESHOLD))
    minimum_people = models.SmallIntegerField(default=kinds.MINIMUM_PEOPLE)
    body_name = models.CharField(max_length=60)
    body_seats = models.SmallIntegerField(default=kinds.BODY_SEATS)
    posting_days = models.SmallIntegerField(default=kinds.POSTING_DAYS)
    contact_name = models.CharField(max_length=40)
    contact_phone = models.CharField(max_length=20)
    contact_place = models.CharField(max_length=60, blank=True)
    oversight_phone = models.CharField(max_length=40, blank=True)  # whom to tell that something is not right
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=10, choices=CallState, default=CallState.DRAFT)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="call_number_once"),
            models.CheckConstraint(condition=models.Q(closes_on__gt=models.F("opens_on")), name="call_closes_later"),
            models.CheckConstraint(
                condition=models.Q(body_seats__gte=3, minimum_people__gte=1, posting_days__gte=0),
                name="call_terms_in_range",
            ),
        ]
        indexes = [models.Index(fields=["community", "-opens_on", "-id"], name="call_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def way_words(self) -> list[str]:
        """The ways of working, in words."""
        return [str(Way(way).label) for way in self.ways]

    @property
    def contribution_words(self) -> list[str]:
        """What partners are hoped to bring, in words."""
        return [str(Contribution(kind).label) for kind in self.contributions]

    @property
    def criteria_words(self) -> list[str]:
        """`回应居民需求 25 分`, each."""
        return [_("%(name)s %(weight)s 分") % each for each in self.criteria]

    @property
    def measure_words(self) -> str:
        """The measure of a trial in one sentence."""
        threshold = f"{self.threshold.normalize():f}"
        if self.measure == Measure.MEAN:
            return _("至少 %(people)s 人有效打分，总体平均不低于 %(threshold)s 分") % {
                "people": self.minimum_people, "threshold": threshold,
            }  # fmt: skip
        return _("至少 %(people)s 人有效打分，满意的人不低于 %(threshold)s%%") % {
            "people": self.minimum_people, "threshold": threshold,
        }  # fmt: skip

    def move_to(self, state: CallState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        CALL_MOVES.check(CallState(self.state), state)
        self.state = state


class CallNeed(TenantModel):
    """A need that a call answers, in the order of the poster."""

    call = TenantForeignKey(Call, models.CASCADE, related_name="call_needs")
    order = models.SmallIntegerField()
    need = TenantForeignKey(Need, models.PROTECT, related_name="+")
    wanted = models.CharField(max_length=40, blank=True)  # who is looked for: 儿童自然教育老师
    terms = models.CharField(max_length=40, blank=True)  # 先试一堂课

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["community", "call", "need"], name="call_need_once")]

    @property
    def for_what(self) -> str:
        """The need's title, unless `wanted` says it already."""
        return "" if self.need.title.startswith(self.wanted) else self.need.title


class CallSpace(TenantModel):
    """A room that a call offers, and when."""

    call = TenantForeignKey(Call, models.CASCADE, related_name="call_spaces")
    order = models.SmallIntegerField()
    space = TenantForeignKey(Space, models.PROTECT, related_name="+")
    times = models.CharField(max_length=80, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["community", "call", "space"], name="call_space_once")]


class CallCategory(TenantModel):
    """A kind of partner that a call is limited to; a call without any is open to all."""

    call = TenantForeignKey(Call, models.CASCADE, related_name="call_categories")
    category = TenantForeignKey(Category, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["community", "call", "category"], name="call_category_once")]


class CallReviewer(TenantModel):
    """Somebody who scores the applications of a call."""

    call = TenantForeignKey(Call, models.CASCADE, related_name="call_reviewers")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    named_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["named_at", "id"]
        constraints = [models.UniqueConstraint(fields=["community", "call", "person"], name="call_reviewer_once")]
