"""A ballot with its matters, the roll frozen at its opening, the papers, and the receipts that name no paper."""

from django.db import models
from django.db.models import F, Q

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.ground.postings.models import Posting
from hehuo.domain.plan.ballots.kinds import (
    BALLOT_MOVES,
    BEGUN,
    PROXIES_MOST,
    BallotState,
    Channel,
    Counts,
    Law,
    PaperState,
    Roll,
    Secrecy,
    SlipState,
    VoidWhy,
    Way,
)


class Ballot(TenantModel):
    """One vote of one roll on one or more matters, from its notice to its result."""

    number = models.CharField(max_length=12)  # 2022-03, given when it is drafted
    title = models.CharField(max_length=60)
    says = models.TextField(blank=True)  # what it is about, in a few lines
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")  # none: the whole community
    roll = models.CharField(max_length=12, choices=Roll)
    secrecy = models.CharField(max_length=6, choices=Secrecy, default=Secrecy.OPEN)
    counts = models.CharField(max_length=5, choices=Counts, default=Counts.LAST)
    state = models.CharField(max_length=10, choices=BallotState, default=BallotState.DRAFT)
    notice_on = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    proxies_most = models.SmallIntegerField(default=PROXIES_MOST)
    rules = models.CharField(max_length=200, blank=True)  # which rules of procedure apply
    follow_rule = models.CharField(max_length=200, blank=True)  # where they say that unreturned papers follow
    official = models.CharField(max_length=200, blank=True)  # why it is the official tally; else a consultation
    total = models.IntegerField(default=0)  # voters on the frozen roll
    total_area = models.BigIntegerField(default=0)  # 0.01 m²
    drafted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    counted_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True)
    came = models.JSONField(null=True)  # who came by which way, once it is counted: see `queries.Came`
    void_why = models.CharField(max_length=200, blank=True)
    posting = TenantForeignKey(Posting, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["-notice_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="ballot_number_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="ballot_ends_after_it_began"),
            models.CheckConstraint(
                condition=~Q(state__in=BEGUN) | Q(opened_by__isnull=False) & ~Q(opened_by=F("drafted_by")),
                name="ballot_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    @property
    def by_area(self) -> bool:
        return self.roll == Roll.OWNERS

    def move_to(self, state: BallotState) -> None:
        """Change the state, if the table of moves allows it (raises Conflict)."""
        BALLOT_MOVES.check(BallotState(self.state), state)
        self.state = state


class Matter(TenantModel):
    """One question of a ballot. `result` holds its integers once it is counted."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="matters")
    position = models.SmallIntegerField()
    title = models.CharField(max_length=120)
    says = models.TextField(blank=True)
    way = models.CharField(max_length=8, choices=Way)
    law = models.CharField(max_length=16, choices=Law, default=Law.MOST)
    most = models.SmallIntegerField(default=1)  # how many choices a paper may mark
    budget_fen = models.BigIntegerField(default=0)
    result = models.JSONField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["community", "ballot", "position"], name="matter_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Choice(TenantModel):
    """What can be marked, numbered from 1 as on the paper."""

    matter = TenantForeignKey(Matter, models.CASCADE, related_name="choices")
    position = models.SmallIntegerField()
    name = models.CharField(max_length=60)
    says = models.CharField(max_length=200, blank=True)
    cost_fen = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["community", "matter", "position"], name="choice_position_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Voter(TenantModel):
    """One voice of the frozen roll: a person, a household, or an owner with all that they own here.

    `channel` is the mark on the roll: by which way a paper that counts came in. It says nothing of what was voted.
    """

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="voters")
    number = models.IntegerField()
    label = models.CharField(max_length=200)  # doors, or a name: for those who keep the roll
    area_x100 = models.BigIntegerField(default=0)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    delivered_on = models.DateField(null=True)  # the paper was handed over, against a signature

    class Meta(TenantModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "ballot", "number"], name="voter_number_once"),
        ]
        indexes = [models.Index(fields=["community", "ballot", "channel"], name="voter_marked")]

    def __str__(self) -> str:
        return self.label


class VoterHome(TenantModel):
    """A home behind a voice: each is counted once in a ballot."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="+")
    voter = TenantForeignKey(Voter, models.CASCADE, related_name="homes")
    door = models.CharField(max_length=40)
    home = TenantForeignKey(Home, models.PROTECT, null=True, related_name="+")
    area_x100 = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["door"]
        constraints = [models.UniqueConstraint(fields=["community", "ballot", "door"], name="voter_home_once")]


class VoterPerson(TenantModel):
    """Who may cast a voice with their own hand: the person, an adult of the household, each co-owner."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="+")
    voter = TenantForeignKey(Voter, models.CASCADE, related_name="people")
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)  # as on the roll

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "person", "ballot"], name="voter_person")]


class Proxy(TenantModel):
    """A written mandate for this ballot and no other (R-14)."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="proxies")
    voter = TenantForeignKey(Voter, models.CASCADE, related_name="proxies")
    agent_name = models.CharField(max_length=40)
    agent = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField()
    form = TenantForeignKey(File, models.PROTECT, null=True, related_name="+")
    taken_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        ordering = ["taken_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "ballot", "voter"], condition=Q(ended_at__isnull=True), name="one_proxy_a_voter"
            ),
        ]


class Paper(TenantModel):
    """What one voice said. `marks` by the position of the matter: `{"1": [2]}`.

    A secret one has a random id, and neither voter, time, hand nor serial.
    """

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="papers")
    voter = TenantForeignKey(Voter, models.CASCADE, null=True, related_name="papers")
    marks = models.JSONField(default=dict)
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=PaperState, default=PaperState.COUNTS)
    void_why = models.CharField(max_length=10, choices=VoidWhy, blank=True)
    serial = models.CharField(max_length=20, blank=True)
    received_at = models.DateTimeField(null=True)
    cast_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # the voter, or who typed it first
    typed_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # the second who typed it
    signed = models.CharField(max_length=40, blank=True)  # the name on the paper
    note = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["received_at", "serial", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "ballot", "voter"],
                condition=Q(state=PaperState.COUNTS, voter__isnull=False),
                name="one_paper_counts_a_voter",
            ),
            models.CheckConstraint(condition=~Q(state=PaperState.VOID) | ~Q(void_why=""), name="void_paper_says_why"),
        ]
        indexes = [models.Index(fields=["community", "ballot", "state"], name="paper_state")]


class Slip(TenantModel):
    """A paper ballot typed by two who do not see each other's work; equal, it becomes a paper."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="slips")
    serial = models.CharField(max_length=20)
    voter = TenantForeignKey(Voter, models.CASCADE, null=True, related_name="slips")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.PAPER)
    state = models.CharField(max_length=8, choices=SlipState, default=SlipState.ONCE)
    first = models.JSONField()  # {"voter", "marks", "void"}
    second = models.JSONField(null=True)
    first_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    second_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    paper = TenantForeignKey(Paper, models.CASCADE, null=True, related_name="slips")

    class Meta(TenantModel.Meta):
        ordering = ["serial"]
        constraints = [
            models.UniqueConstraint(fields=["community", "ballot", "serial"], name="slip_serial_once"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by")), name="slip_by_two_hands"
            ),
        ]


class Receipt(TenantModel):
    """The digest of the code that a voter was given: it shows that a paper is in the count, and not which."""

    ballot = TenantForeignKey(Ballot, models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        ordering = ["digest"]
        constraints = [models.UniqueConstraint(fields=["community", "ballot", "digest"], name="receipt_once")]
