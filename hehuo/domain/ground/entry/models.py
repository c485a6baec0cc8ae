"""Codes to phones. No code rests anywhere in clear: only its keyed hash does, for five minutes."""

import hmac

from django.db import models

from hehuo.core import clock, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.ground.entry.kinds import CODE_TRIES, ClaimKind, ClaimState, Purpose
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home


class PhoneCode(WithPhone, TenantModel):
    """The one code of a phone for a purpose; a new one takes the place of the one before."""

    purpose = models.CharField(max_length=10, choices=Purpose)
    code_hash = models.CharField(max_length=32, blank=True)  # empty until it was sent: unknown phones stay so
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    failures = models.SmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)  # the right code was given: the phone is in the asker's hand
    used_at = models.DateTimeField(null=True)
    person = TenantForeignKey(Person, models.CASCADE, null=True, related_name="+")  # given at the desk to this one

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "phone_hash", "purpose"], name="phone_code_once")]

    def hash_of(self, code: str) -> str:
        """A code is good for its own phone and purpose only: both are in what is hashed."""
        return secrecy.search_hash(f"{self.id.hex}:{self.purpose}:{self.phone_hash}:{code}")

    def is_right(self, code: str) -> bool:
        """Whether this code opens: sent, not yet used or proven, in time, and not guessed at too often."""
        right = hmac.compare_digest(self.code_hash, self.hash_of(code))
        return right and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it can still be tried."""
        return self.proven_at is None and self.failures < CODE_TRIES and self.expires_at > clock.now()


class Invitation(TenantModel):
    """A printed slip for one home: whoever scans it may claim that home. Only its token's hash is kept."""

    home = TenantForeignKey(Home, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=32)
    made_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "token_hash"], name="invitation_token_once")]


class Claim(WithPhone, TenantModel):
    """Somebody says that they live in a home or own it; somebody who knows the building says whether it is so."""

    invitation = TenantForeignKey(Invitation, models.PROTECT, related_name="claims")
    home = TenantForeignKey(Home, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=ClaimKind)
    is_phone_proven = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.WAITING)
    claimed_at = models.DateTimeField(default=clock.now)
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who it turned out to be
    decided_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["community", "home", "phone_hash", "kind"],
                condition=models.Q(state=ClaimState.WAITING),
                name="claim_waits_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "claimed_at"], name="claim_state")]

    def __str__(self) -> str:
        return self.name
