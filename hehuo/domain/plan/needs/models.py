"""A voice keeps its words for ever; a need is what voices add up to, in the worker's wording."""

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.needs.kinds import NEED_MOVES, RINGS, Channel, Layer, NeedKind, NeedState, Urgency, VoiceState


class Need(TenantModel):
    """What residents need, sorted and published. Counts stand on the row; `recount_needs` finds drift."""

    number = models.CharField(max_length=12)  # 2024-014, given when it is first sorted
    title = models.CharField(max_length=60)
    wording = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=NeedKind)
    layer = models.CharField(max_length=12, choices=Layer, default=Layer.COMMUNITY)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NORMAL)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    owner = TenantForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.DRAFT)
    answer = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    voice_count = models.IntegerField(default=0)
    home_count = models.IntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="need_number_once"),
            models.CheckConstraint(
                condition=models.Q(state=NeedState.DRAFT) | models.Q(published_at__isnull=False),
                name="public_need_has_its_day",
            ),
            models.CheckConstraint(condition=models.Q(home_count__lte=models.F("voice_count")), name="homes_le_voices"),
        ]
        indexes = [
            models.Index(fields=["community", "-published_at", "-id"], name="need_newest"),
            models.Index(fields=["community", "state", "-published_at", "-id"], name="need_state_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ring(self) -> int:
        """How far it has come, as the ring shows it: 0 not begun, 1 谋, 2 建, 6 all done."""
        return RINGS.get(NeedState(self.state), 0)

    def move_to(self, state: NeedState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        NEED_MOVES.check(NeedState(self.state), state)
        self.state = state


class Voice(TenantModel):
    """One thing somebody said, in their own words."""

    words = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel)
    speaker = TenantForeignKey(Person, models.PROTECT, null=True, related_name="voices")
    speaker_name = models.CharField(max_length=40, blank=True)  # as given, by someone who has not entered
    home = TenantForeignKey(Home, models.PROTECT, null=True, related_name="+")
    where = models.CharField(max_length=80, blank=True)  # the place as said
    collector = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=VoiceState, default=VoiceState.TRAY)
    need = TenantForeignKey(Need, models.PROTECT, null=True, related_name="voices")
    may_quote = models.BooleanField(default=False)  # separate consent to show the words (PIPL 25)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=VoiceState.JOINED, need__isnull=False)
                | (~models.Q(state=VoiceState.JOINED) & models.Q(need__isnull=True)),
                name="joined_voice_has_its_need",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "heard_at"], name="voice_tray")]

    @property
    def from_whom(self) -> str:
        """Who said it, for staff."""
        return self.speaker.name if self.speaker else self.speaker_name or _("没留名")
