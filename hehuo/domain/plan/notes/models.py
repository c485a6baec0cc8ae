"""A file of visit notes, and its passages: every line of it, split into what was said."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.needs.dangers import BY_CODE, Danger
from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.notes.kinds import NOTES_MOVES, Doubt, NotesState, PassageKind


class Notes(TenantModel):
    """One file, or one text that was pasted: looked at, then taken in whole, or not at all."""

    name = models.CharField(max_length=200)
    text_hash = models.CharField(max_length=64)  # of its words: the same notes as .txt and as .docx are the same
    estate = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")  # where its homes stand
    state = models.CharField(max_length=8, choices=NotesState, default=NotesState.LOOKING)
    by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the command line
    made_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True)
    remarks = models.JSONField(default=list)  # what else was seen in the file and not read

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["community", "-made_at", "-id"], name="notes_newest"),
            models.Index(fields=["community", "text_hash"], name="notes_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=NotesState.TAKEN) | models.Q(taken_at__isnull=False),
                name="taken_notes_have_their_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def move_to(self, state: NotesState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        NOTES_MOVES.check(NotesState(self.state), state)
        self.state = state


class Passage(TenantModel):
    """A part of one line of a file: a voice with who, where and when, or what else it is. None is ever dropped."""

    notes = TenantForeignKey(Notes, models.CASCADE, related_name="passages")
    row = models.IntegerField()  # the line in the file, from 1
    part = models.IntegerField()  # within the line, from 1
    kind = models.CharField(max_length=8, choices=PassageKind)
    words = models.TextField(blank=True)
    raw = models.TextField(blank=True)  # the whole line as it was written, with its first part
    door = models.CharField(max_length=40, blank=True)  # 3-1-602
    speaker_name = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=40, blank=True)  # 女，65岁, as noted
    collector_name = models.CharField(max_length=40, blank=True)
    on = models.DateField(null=True)
    doubts = models.JSONField(default=list)  # of kinds.Doubt
    danger = models.CharField(max_length=12, blank=True)  # of dangers.TABLE: proposed by it, or said by a person
    voice = TenantForeignKey(Voice, models.PROTECT, null=True, related_name="passages")

    class Meta(TenantModel.Meta):
        ordering = ["row", "part"]
        constraints = [
            models.UniqueConstraint(fields=["community", "notes", "row", "part"], name="passage_once"),
            models.UniqueConstraint(
                fields=["community", "voice"], condition=models.Q(voice__isnull=False), name="voice_from_one_passage"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=PassageKind.VOICE) | ~models.Q(words=""), name="voice_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}.{self.part}"

    @property
    def is_voice(self) -> bool:
        return self.kind == PassageKind.VOICE

    @property
    def doubt_words(self) -> list[str]:
        """What a person should look at."""
        return [str(Doubt(code).label) for code in self.doubts]

    @property
    def danger_found(self) -> Danger | None:
        """The danger it is marked with."""
        return BY_CODE.get(self.danger)
