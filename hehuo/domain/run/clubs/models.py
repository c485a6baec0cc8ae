"""A club with its rule, who wants to join it, and what it did together."""

from django.db import models
from django.db.models import Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person, Team
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.clubs import kinds
from hehuo.domain.run.clubs.kinds import WISH_MOVES, EventKind, WishState


class Club(TenantModel):
    """A team that one may join; its rule says how members share a cost (B12)."""

    team = TenantForeignKey(Team, models.PROTECT, related_name="clubs")
    about = models.CharField(max_length=400)
    meets = models.CharField(max_length=80, blank=True)  # 每周二、四晚上 7 点
    space = TenantForeignKey(Space, models.PROTECT, null=True, related_name="+")
    assistant = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    most_members = models.IntegerField(null=True)  # none: as many as come
    takes_anyone = models.BooleanField(default=False)  # who wants to join belongs to it at once
    rule = models.CharField(max_length=400, blank=True)
    yes_percent = models.SmallIntegerField(default=kinds.YES_PERCENT)  # of the members, before a cost is shared
    most_fen = models.BigIntegerField(null=True)  # a member and a matter, at most
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["team__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "team"], name="club_of_a_team_once"),
            models.CheckConstraint(condition=Q(yes_percent__range=(1, 100)), name="club_yes_percent_in_range"),
            models.CheckConstraint(
                condition=Q(most_members__isnull=True) | Q(most_members__gt=0), name="club_has_room"
            ),
            models.CheckConstraint(
                condition=Q(most_fen__isnull=True) | Q(most_fen__gt=0), name="club_most_fen_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.team)

    @property
    def leads(self) -> list[Person]:
        """The leader, and the assistant where there is one."""
        return [self.team.leader, *([self.assistant] if self.assistant else [])]


class Wish(TenantModel):
    """Somebody wants to join."""

    club = TenantForeignKey(Club, models.PROTECT, related_name="wishes")
    person = TenantForeignKey(Person, models.PROTECT, related_name="club_wishes")
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=WishState, default=WishState.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "club", "person"], condition=Q(state=WishState.ASKED), name="one_wish_a_club"
            ),
        ]

    def __str__(self) -> str:
        return str(self.club)

    def move_to(self, state: WishState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        WISH_MOVES.check(WishState(self.state), state)
        self.state = state


class Event(TenantModel):
    """Something a club does together: in the house, a session; elsewhere, a day and a place."""

    club = TenantForeignKey(Club, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind)
    title = models.CharField(max_length=60)
    on = models.DateField()
    session = TenantForeignKey(Session, models.PROTECT, null=True, related_name="club_events")
    where = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=120, blank=True)  # 全区合唱比赛二等奖
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "session"], condition=Q(session__isnull=False), name="club_session_once"
            ),
            models.CheckConstraint(condition=Q(session__isnull=False) | ~Q(where=""), name="club_event_has_its_place"),
        ]
        indexes = [models.Index(fields=["community", "club", "on"], name="club_event_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        return self.on >= clock.today()


class EventMember(TenantModel):
    """Who went along to something elsewhere."""

    event = TenantForeignKey(Event, models.CASCADE, related_name="members")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "event", "person"], name="event_member_once")]
