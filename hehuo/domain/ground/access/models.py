"""Accounts (the human, everywhere), roles (the person, here), and personal cards."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from hehuo.core import clock, ids, secrecy
from hehuo.core.db.models import LocalModel, TenantForeignKey, TenantModel
from hehuo.domain.ground.access.kinds import OUTSIDE, EnteredBy, Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; one without a password can only enter by card."""

    def create_account(self, username: str, password: str | None = None) -> "Account":
        account = self.model(username=username)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(LocalModel, AbstractBaseUser):
    """A human who can enter. Persons in several communities may carry its id."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    epoch = models.IntegerField(default=0)  # one more ends all sessions everywhere

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with the epoch, and ends every session signed before."""
        return salted_hmac("hehuo.session", f"{self.password}:{self.epoch}", algorithm="sha256").hexdigest()


class Device(LocalModel):
    """One browser in which an account has entered; the session carries its id, and ending it shuts that one."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="devices")
    label = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=EnteredBy)
    is_proven = models.BooleanField(default=False)  # a second factor was shown on it
    entered_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class SecondFactor(LocalModel):
    """The secret of an account's authenticator (TOTP, RFC 6238), sealed; in force once a first code was right."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="second_factor")
    secret_sealed = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # a code is good once: no step at or before this one is taken

    @property
    def secret(self) -> str:
        """The shared secret in base 32."""
        return secrecy.unseal(self.secret_sealed)


class RecoveryCode(LocalModel):
    """A printed code that stands in for a lost authenticator, once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "code_hash"], name="recovery_code_once")]


class Passkey(LocalModel):
    """A key in somebody's phone or computer (WebAuthn): its private half never leaves there, the public one is here."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="passkeys")
    label = models.CharField(max_length=40)
    name_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the name the authenticator gave it
    public = models.BinaryField()  # attested credential data: the name and the public key
    counter = models.BigIntegerField(default=0)  # uses the authenticator has counted; most count none
    answered = models.BigIntegerField(default=0)  # when the last question answered was asked, in ms: no older one again
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class OutsideAccount(LocalModel):
    """Somebody's account elsewhere (WeChat, WeCom) that opens the one here; its id there rests sealed."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="outside_accounts")
    provider = models.CharField(max_length=10, choices=[(each.value, each.label) for each in OUTSIDE])
    subject_sealed = models.BinaryField()
    subject_hash = models.CharField(max_length=32)
    linked_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_hash"], condition=models.Q(ended_at__isnull=True), name="outside_account_opens_one"
            ),
            models.UniqueConstraint(
                fields=["account", "provider"], condition=models.Q(ended_at__isnull=True), name="one_outside_account"
            ),
        ]

    @property
    def subject(self) -> str:
        """Which app, and who there: `wechat:<app>:<id>`."""
        return secrecy.unseal(self.subject_sealed)

    @subject.setter
    def subject(self, said: str) -> None:
        self.subject_sealed, self.subject_hash = secrecy.seal(said), secrecy.search_hash(said)


class Reset(LocalModel):
    """A one-time code with which somebody sets a new password after an administrator checked who they are."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="reset")
    code_hash = models.CharField(max_length=32)
    expires_at = models.DateTimeField()
    failures = models.SmallIntegerField(default=0)


class Grant(TenantModel):
    """A person holds a role at a place (the whole community where none is named), from a day to a day."""

    person = TenantForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    place = TenantForeignKey(Place, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField(default=clock.today)
    to_on = models.DateField(null=True)
    given_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_by__isnull=True) | ~models.Q(given_by=models.F("person")),
                name="nobody_grants_to_themselves",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class Card(TenantModel):
    """A printed card: a link with a PIN, for a person without a phone number. One card a person at a time."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="cards")
    token_hash = models.CharField(max_length=32)
    pin = models.CharField(max_length=128)  # a password hash
    failures = models.SmallIntegerField(default=0)
    locked_until_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(default=clock.now)
    printed_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "token_hash"], name="card_token_once"),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="one_card_in_force",
            ),
        ]


class Permit(TenantModel):
    """Leave to see what is kept of somebody under age: asked by one, decided by another, good for a day.

    Regulation on the Protection of Minors Online, article 36.
    """

    person = TenantForeignKey(Person, models.PROTECT, related_name="permits")
    why = models.CharField(max_length=200)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=200, blank=True)
    until_at = models.DateTimeField(null=True)  # nothing where it was declined

    class Meta(TenantModel.Meta):
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="nobody_permits_themselves",
            ),
            models.UniqueConstraint(
                fields=["community", "person", "asked_by"],
                condition=models.Q(decided_at__isnull=True),
                name="one_open_permit",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person.masked_name)


class EntryTry(LocalModel):
    """Failed tries to enter with one name or from one address, for the limit on guessing."""

    key = models.CharField(max_length=80, primary_key=True)
    failures = models.IntegerField(default=0)
    since_at = models.DateTimeField(default=clock.now)


class FirstCode(LocalModel):
    """The printed code that opens an empty office to its first administrator; one row, gone once it was used."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    code_hash = models.CharField(max_length=32)
    failures = models.SmallIntegerField(default=0)
    printed_at = models.DateTimeField(default=clock.now)
