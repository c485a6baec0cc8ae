"""A pact, its versions with their articles, what was changed and why, comments, signatures and filings."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.pacts.kinds import (
    RULES,
    TITLE_LIMIT,
    UNDERWAY,
    VERSION_MOVES,
    ChangeKind,
    Hand,
    PactKind,
    PactRule,
    VersionState,
)


class Pact(TenantModel):
    """What the people of one place agree on. It is its versions: one is in force at most."""

    kind = models.CharField(max_length=12, choices=PactKind)
    title = models.CharField(max_length=40)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")  # none: the whole community
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["community", "-made_at", "-id"], name="pact_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> PactRule:
        """Who votes on it, and by which law."""
        return RULES[PactKind(self.kind)]


class Version(TenantModel):
    """One wording of a pact, numbered from 1; fixed for good once it was put to the vote."""

    pact = TenantForeignKey(Pact, models.CASCADE, related_name="versions")
    number = models.SmallIntegerField()
    why = models.CharField(max_length=200)  # why there is this version; everyone reads it
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    drafted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    comments_from = models.DateField(null=True)
    comments_until = models.DateField(null=True)
    lawful_note = models.CharField(max_length=200, blank=True)  # why the words that were watched touch no right
    code = models.CharField(max_length=24, blank=True)  # of its words, from the moment it was put to the vote
    ballot = TenantForeignKey(Ballot, models.PROTECT, null=True, related_name="+")
    adopted = models.CharField(max_length=200, blank=True)  # how it was decided, where that was before this house
    matter_id = models.UUIDField(null=True)  # of the ballot: a plain id, since a draft's matters may be dropped
    in_force_on = models.DateField(null=True)
    in_force_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaced_on = models.DateField(null=True)
    end_why = models.CharField(max_length=200, blank=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "pact", "number"], name="pact_version_once"),
            models.UniqueConstraint(
                fields=["community", "pact"], condition=Q(state=VersionState.IN_FORCE), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["community", "pact"], condition=Q(state__in=UNDERWAY), name="one_version_underway"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(VersionState.IN_FORCE, VersionState.REPLACED))
                | (Q(ballot__isnull=False) | Q(number=1) & ~Q(adopted=""))
                & Q(in_force_on__isnull=False, in_force_by__isnull=False)
                & ~Q(code="")
                & ~Q(in_force_by=F("drafted_by")),
                name="version_in_force_was_voted",
            ),
        ]
        indexes = [models.Index(fields=["community", "ballot"], name="version_ballot")]

    def __str__(self) -> str:
        return f"{self.pact.title} {self.number}"

    def move_to(self, state: VersionState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        VERSION_MOVES.check(VersionState(self.state), state)
        self.state = state


class Article(TenantModel):
    """One article of one version. `stem` is the same through all versions: what became of it can be told."""

    version = TenantForeignKey(Version, models.CASCADE, related_name="articles")
    stem = models.UUIDField()
    position = models.SmallIntegerField()
    title = models.CharField(max_length=TITLE_LIMIT)
    text = models.TextField()

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["community", "version", "stem"], name="article_once_a_version"),
        ]
        indexes = [models.Index(fields=["community", "version", "position"], name="article_position")]

    def __str__(self) -> str:
        return self.title


class Change(TenantModel):
    """An article was added, changed or dropped in a draft, and why; the words before and after are kept."""

    version = TenantForeignKey(Version, models.CASCADE, related_name="changes")
    stem = models.UUIDField()
    kind = models.CharField(max_length=8, choices=ChangeKind)
    old_title = models.CharField(max_length=TITLE_LIMIT, blank=True)
    old_text = models.TextField(blank=True)
    title = models.CharField(max_length=TITLE_LIMIT, blank=True)
    text = models.TextField(blank=True)
    why = models.CharField(max_length=200)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["community", "version", "at"], name="change_version")]


class Comment(TenantModel):
    """What somebody says to an article (to the whole, where `stem` is none) of a version, and what came of it."""

    version = TenantForeignKey(Version, models.CASCADE, related_name="comments")
    stem = models.UUIDField(null=True)
    about = models.CharField(max_length=TITLE_LIMIT, blank=True)  # the article's title at the time
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField(default=clock.now)
    is_taken_up = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, is_taken_up__isnull=True, answer="")
                | Q(answered_at__isnull=False, is_taken_up__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="pact_comment_answered_whole",
            ),
        ]
        indexes = [models.Index(fields=["community", "version", "made_at"], name="comment_version")]

    def __str__(self) -> str:
        return self.text


class Signature(TenantModel):
    """A home signed a version in force. Struck out it stays, with the reason, and the home may sign anew."""

    version = TenantForeignKey(Version, models.CASCADE, related_name="signatures")
    home = TenantForeignKey(Home, models.PROTECT, related_name="+")
    hand = models.CharField(max_length=5, choices=Hand)
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who signed on the phone
    name = models.CharField(max_length=40)  # as signed
    signed_on = models.DateField()
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who typed the paper list
    struck_at = models.DateTimeField(null=True)
    struck_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    struck_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "version", "home"],
                condition=Q(struck_at__isnull=True),
                name="home_signs_a_version_once",
            ),
        ]


class Filing(TenantModel):
    """A version was filed with the street. The last one holds; one that was put right stays."""

    version = TenantForeignKey(Version, models.CASCADE, related_name="filings")
    office = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    on = models.DateField()
    paper = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "version", "number"], name="filing_number_once"),
        ]
