"""An application that is being written: it can be left, and gone on with on another phone."""

import hmac
from datetime import datetime

from django.db import models

from hehuo.core import clock, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.core.db.sealed import WithPhone
from hehuo.domain.build.recruitment.kinds import DRAFT_LASTS
from hehuo.domain.build.recruitment.models.applications import Application
from hehuo.domain.build.recruitment.models.calls import Call
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


class Draft(WithPhone, TenantModel):
    """What was said so far. Once it is sent the words are the application's; the draft stays as the key to it.

    The code rests nowhere in clear: only its keyed hash does.
    """

    call = TenantForeignKey(Call, models.PROTECT, related_name="+")
    said = models.JSONField(default=dict)
    code_hash = models.CharField(max_length=32)
    person = TenantForeignKey(Person, models.CASCADE, null=True, related_name="+")  # who had entered
    application = TenantForeignKey(Application, models.CASCADE, null=True, related_name="drafts")
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "code_hash"], name="draft_code_once"),
            models.UniqueConstraint(fields=["community", "application"], name="draft_of_application_once"),
        ]
        indexes = [models.Index(fields=["community", "saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return str(self.said.get("name", "")) or str(self.call)

    def opens_with(self, code: str) -> bool:
        """Whether this is its code."""
        return bool(code) and hmac.compare_digest(self.code_hash, self.hash_of(code))

    @staticmethod
    def hash_of(code: str) -> str:
        """What is kept of a code, however it was typed."""
        return secrecy.search_hash("draft:" + "".join(letter for letter in code.upper() if letter.isalnum()))

    @property
    def lasts_until(self) -> datetime:
        """When it is removed, unless it is gone on with."""
        return self.saved_at + DRAFT_LASTS


class DraftPaper(TenantModel):
    """A photo of a paper, for one item of the checklist; another photo takes its place."""

    draft = TenantForeignKey(Draft, models.CASCADE, related_name="papers")
    slug = models.CharField(max_length=20)
    file = TenantForeignKey(File, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["community", "draft", "slug"], name="draft_paper_once")]
