"""What a need asks for more exactly, and the links between needs, resources, partners and projects (R-40)."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.build.matches.kinds import GOING, HOLDING, MOVES, MatchState
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects.models import Project
from hehuo.domain.build.resources.kinds import Group, Kind
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Need


class Slot(TenantModel):
    """A day, and hours on it where they are known."""

    on = models.DateField(null=True)
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)

    class Meta(TenantModel.Meta):
        abstract = True

    @property
    def slot(self) -> tuple[int, int] | None:
        """In minutes from the first of all days, end left out; None where no day was said."""
        if self.on is None:
            return None
        day = self.on.toordinal() * 1440
        return (day + _minutes(self.from_time, 0), day + _minutes(self.to_time, 1440))

    @property
    def when_words(self) -> str:
        """`2026-12-05 19:00-21:00`; nothing where it is to be agreed on."""
        hours = f"{self.from_time:%H:%M}-{self.to_time:%H:%M}" if self.from_time and self.to_time else ""
        return " ".join(filter(None, (self.on.isoformat() if self.on else "", hours)))


def _minutes(at: time | None, otherwise: int) -> int:
    return at.hour * 60 + at.minute if at else otherwise


class Wish(Slot):
    """What a need asks for: which kind, which day and hours, for whom. Without one its words and its kind speak."""

    need = TenantForeignKey(Need, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=6, choices=Kind, blank=True)
    groups = models.JSONField(default=list)  # of resources.kinds.Group
    said_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "need"], name="wish_of_need_once")]

    @property
    def group_words(self) -> list[str]:
        return [str(Group(each).label) for each in self.groups]


class Match(Slot):
    """A need and who takes it: a resource, a partner, or a partner with a resource; later a project."""

    need = TenantForeignKey(Need, models.PROTECT, related_name="matches")
    resource = TenantForeignKey(Resource, models.PROTECT, null=True, related_name="matches")
    partner = TenantForeignKey(Partner, models.PROTECT, null=True, related_name="matches")
    project = TenantForeignKey(Project, models.PROTECT, null=True, related_name="matches")
    state = models.CharField(max_length=9, choices=MatchState)
    words = models.CharField(max_length=200, blank=True)  # what whoever began it said
    begun_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    is_claim = models.BooleanField()  # begun by who gives; else asked for by the office
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)  # how they agreed, or why not; why it was taken back
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=200, blank=True)
    done_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who said that it was done
    confirmed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stars = models.SmallIntegerField(null=True)  # of who confirmed it

    class Meta(TenantModel.Meta):
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resource__isnull=False) | Q(partner__isnull=False), name="match_is_somebodys"
            ),
            models.UniqueConstraint(
                fields=["community", "need", "resource"], condition=Q(state__in=GOING), name="match_resource_once"
            ),
            models.UniqueConstraint(
                fields=["community", "need", "partner"],
                condition=Q(state__in=GOING, resource__isnull=True),
                name="match_partner_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("begun_by")), name="match_answered_by_another"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("done_by")),
                name="match_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MatchState.DONE, MatchState.FULFILLED])
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="match_done_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=MatchState.FULFILLED) | Q(confirmed_by__isnull=False), name="match_fulfilled_by_two"
            ),
            models.CheckConstraint(
                condition=Q(state=MatchState.TURNED, project__isnull=False)
                | ~Q(state=MatchState.TURNED) & Q(project__isnull=True),
                name="match_turned_into_what",
            ),
            models.CheckConstraint(condition=Q(stars__isnull=True) | Q(stars__range=(1, 5)), name="match_stars"),
        ]
        indexes = [
            models.Index(fields=["community", "state", "-begun_at"], name="match_state"),
            models.Index(fields=["community", "resource", "state"], name="match_resource"),
            models.Index(fields=["community", "partner", "state"], name="match_partner"),
        ]

    def __str__(self) -> str:
        return _("%(need)s ← %(who)s") % {"need": self.need.title, "who": self.offer_words}

    @property
    def offer_words(self) -> str:
        """What is given, and which partner takes it."""
        return " · ".join(str(each) for each in (self.partner, self.resource) if each)

    @property
    def who_words(self) -> str:
        """By whom, as everyone may read it."""
        return self.partner.name if self.partner else self.resource.giver_words if self.resource else ""

    @property
    def who_full(self) -> str:
        """By whom, as the office reads it."""
        return self.partner.name if self.partner else self.resource.giver_full if self.resource else ""

    @property
    def giver(self) -> Person | None:
        """Who answers for it: the partner's contact, or who gives the resource; nobody for a unit without one."""
        if self.partner:
            contact: Person = self.partner.contact
            return contact
        given: Person | None = self.resource.giver if self.resource else None
        return (given.merged_into or given) if given else None

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING

    def move_to(self, state: MatchState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        MOVES.check(MatchState(self.state), state)
        self.state = state
