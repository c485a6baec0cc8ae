"""People, their households and the homes they own."""

from datetime import date
from uuid import UUID

from django.db import models

from hehuo.core import clock, ids, masks, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.ground.people.kinds import ADULT, CareKind, Living, Sex
from hehuo.domain.ground.places.models import Home


def person_code() -> str:
    """Letters on a person's own code: they name, they do not open anything."""
    return ids.code(10)


class Household(TenantModel):
    """The people who live in a home (户): the unit that residents' meetings count."""

    home = TenantForeignKey(Home, models.PROTECT, related_name="households")
    number = models.SmallIntegerField(default=1)  # a home may hold more than one household

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "home", "number"], name="household_once")]

    def __str__(self) -> str:
        return f"{self.home} ({self.number})" if self.number > 1 else str(self.home)


class Person(WithPhone, TenantModel):
    """A human in one community. Phone and ID number are sealed; the account (the human everywhere) is a plain id."""

    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN, blank=True)
    born_on = models.DateField(null=True)
    identity_sealed = models.BinaryField(default=b"")
    identity_hash = models.CharField(max_length=32, blank=True)
    household = TenantForeignKey(Household, models.PROTECT, null=True, related_name="people")
    relation = models.CharField(max_length=20, blank=True)  # to the head of the household, as written
    living = models.CharField(max_length=10, choices=Living, default=Living.RESIDENT)
    note = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=12, default=person_code)
    account_id = models.UUIDField(null=True)
    merged_into = TenantForeignKey("self", models.PROTECT, null=True, related_name="merged")
    left_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)  # by the person's own wish: the row stays so that counts and links hold

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="person_code_once"),
            models.UniqueConstraint(
                fields=["community", "account_id"],
                condition=models.Q(account_id__isnull=False),
                name="account_once",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "name"], name="person_name"),
            models.Index(fields=["community", "phone_hash"], name="person_phone"),
            models.Index(fields=["community", "identity_hash"], name="person_identity"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        """The ID number in clear; showing it to someone is a `journal.look`."""
        return secrecy.unseal(self.identity_sealed)

    @identity.setter
    def identity(self, number: str) -> None:
        self.identity_sealed, self.identity_hash = secrecy.seal(number), secrecy.search_hash(number)

    @property
    def masked_name(self) -> str:
        return self.name if self.erased_at else masks.name(self.name)

    @property
    def human_id(self) -> UUID:
        """Who this is where two must be different: the account of the person merged into, else that person."""
        root = self.merged_into or self  # never a chain: `rolls.rules.may_merge`
        return root.account_id or root.id

    def age_on(self, day: date) -> int | None:
        """Full years on a day, or None where the birth date is unknown."""
        if not self.born_on:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def is_minor(self) -> bool:
        """Whether the birth date says that this person is under age today."""
        age = self.age_on(clock.today())
        return age is not None and age < ADULT


class Ownership(TenantModel):
    """A person owns a home, alone or with others (R-12 counts both ways), from a day to a day where known."""

    home = TenantForeignKey(Home, models.PROTECT, related_name="ownerships")
    person = TenantForeignKey(Person, models.PROTECT, related_name="ownerships")
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["community", "home", "person"],
                condition=models.Q(until_on__isnull=True),
                name="ownership_in_force_once",
            ),
        ]

    @property
    def root_id(self) -> UUID:
        """The human who owns: the person kept, where the owner was merged."""
        return self.person.merged_into_id or self.person_id


class Care(TenantModel):
    """A reason for special care: sensitive, shown only to those who need it (R-32)."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="cares")
    kind = models.CharField(max_length=20, choices=CareKind)
    note = models.CharField(max_length=100, blank=True)
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "person", "kind", "note"], name="care_once")]
