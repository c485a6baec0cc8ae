"""A voice keeps its words for ever; a need is what voices add up to, in the worker's wording."""

from django.db import models
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.needs.kinds import (
    NEED_MOVES,
    RINGS,
    Channel,
    Layer,
    NeedKind,
    NeedState,
    Pressing,
    Urgency,
    VoiceState,
)


class Need(TenantModel):
    """What residents need, sorted and published. Counts stand on the row; `recount_needs` finds drift."""

    number = models.CharField(max_length=12)  # 2024-014, given when it is first sorted
    title = models.CharField(max_length=60)
    wording = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=NeedKind)
    layer = models.CharField(max_length=12, choices=Layer, default=Layer.COMMUNITY)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NORMAL)
    pressing = models.JSONField(default=list)  # of kinds.Pressing
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    owner = TenantForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.DRAFT)
    answer = models.TextField(blank=True)
    next_step = models.CharField(max_length=120, blank=True)  # what the owner does next, until `due_on`
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

    @property
    def pressing_words(self) -> list[str]:
        """急难愁盼, in their own order."""
        return [str(each.label) for each in Pressing if each in self.pressing]

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
    door = models.CharField(max_length=40, blank=True)  # 3-1-602, as noted, where the home is not on the roll
    collector = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    collector_name = models.CharField(max_length=40, blank=True)  # as written, who is not on the roll
    heard_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=VoiceState, default=VoiceState.TRAY)
    need = TenantForeignKey(Need, models.PROTECT, null=True, related_name="voices")
    # Separate consent to show the words (PIPL 25): they are shown while it is in force.
    quote_consent = TenantForeignKey(Consent, models.SET_NULL, null=True, related_name="+")
    danger = models.CharField(max_length=12, blank=True)  # of dangers.TABLE, once a person confirmed it
    sorted_at = models.DateTimeField(null=True)  # the same for voices sorted in one act, undone as one
    sorted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)  # when the answer reached the speaker, or the door
    told_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    likened_at = models.DateTimeField(null=True)  # compared with the others for likeness

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=VoiceState.JOINED, need__isnull=False)
                | (~models.Q(state=VoiceState.JOINED) & models.Q(need__isnull=True)),
                name="joined_voice_has_its_need",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "heard_at"], name="voice_tray"),
            models.Index(fields=["community", "sorted_by", "-sorted_at"], name="voice_sorted"),
        ]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def from_whom(self) -> str:
        """Who said it, for staff."""
        return self.speaker.name if self.speaker else self.speaker_name or _("没留名")

    @property
    def at_door(self) -> str:
        """Where they live, as far as it is known: 3-1-602."""
        return self.home.short if self.home else self.door

    @property
    def by_whom(self) -> str:
        """Who wrote it down; empty where they spoke for themselves."""
        return self.collector.name if self.collector else self.collector_name


class Likeness(TenantModel):
    """Two voices that read alike: a proposal, and who found it. A person joins, or does not."""

    one = TenantForeignKey(Voice, models.CASCADE, related_name="likenesses")  # the later
    other = TenantForeignKey(Voice, models.CASCADE, related_name="+")
    score = models.SmallIntegerField()  # in thousandths
    found_by = models.CharField(max_length=10)  # grams: by letters in pairs

    class Meta(TenantModel.Meta):
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["community", "one", "other"], name="likeness_once"),
            models.CheckConstraint(condition=models.Q(score__gt=0, score__lte=1000), name="likeness_in_thousandths"),
        ]
