"""The journal's rows. An entry is never changed once it has its position; its words can be erased by law."""

import hashlib
import json
from typing import Any

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel


class Entry(TenantModel):
    """One act: who, what, when, to which thing, for whom. Ids only; figures and states in `facts`, words beside it."""

    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)  # null: the house itself
    for_id = models.UUIDField(null=True)  # the person the actor acted for
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    text_hash = models.BinaryField(max_length=32, null=True)
    digest = models.BinaryField(max_length=32, null=True)  # of rows sealed through this entry (the ledger's)
    position = models.BigIntegerField(null=True)  # given by the sealer, consecutive from 1

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "position"], name="entry_position_once")]
        indexes = [
            models.Index(fields=["community", "thing_id", "at"], name="entry_thing"),
            models.Index(fields=["community", "act", "at"], name="entry_act"),
            models.Index(
                fields=["community", "for_id", "at"], condition=models.Q(for_id__isnull=False), name="entry_for"
            ),
            models.Index(fields=["community", "at", "id"], name="entry_time"),
            models.Index(fields=["community", "actor_id", "at"], name="entry_actor"),
            models.Index(fields=["community", "at"], condition=models.Q(position__isnull=True), name="entry_unsealed"),
        ]

    def leaf(self) -> bytes:
        """The hash that a seal covers: every column but the words, which may be erased."""
        return leaf_of_texts(
            self.id.hex,
            str(self.position or 0),
            str(round(self.at.timestamp() * 1_000_000)),
            self.act,
            self.actor_id.hex if self.actor_id else "",
            self.for_id.hex if self.for_id else "",
            self.thing_kind,
            self.thing_id.hex,
            canonical(self.facts),
            bytes(self.text_hash).hex() if self.text_hash else "",
            bytes(self.digest).hex() if self.digest else "",
        )


def leaf_of_texts(*parts: str) -> bytes:
    """The same leaf from columns already in their canonical texts (verify reads millions of rows)."""
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def canonical(facts: Any) -> str:
    """Facts as one text, whatever the order in which an engine keeps them."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")) if facts else "{}"


class Words(TenantModel):
    """Names and free text of an entry, with the salt of its hash: erasing the row leaves nothing to guess from."""

    entry = TenantForeignKey(Entry, models.CASCADE, related_name="words")
    salt = models.BinaryField(max_length=16)
    text = models.TextField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "entry"], name="words_once")]


class Head(TenantModel):
    """The community's sealer: the last position given. Its lock lets one sealer work at a time."""

    position = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community"], name="journal_head_once")]


class Cursor(TenantModel):
    """How far a reader of the journal has come; moved in the transaction that does the reader's work."""

    reader = models.CharField(max_length=60)
    position = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "reader"], name="cursor_once")]


class Look(TenantModel):
    """The access log: who looked at which sensitive field of whom, and why. May be pruned after its term (R-46)."""

    at = models.DateTimeField(default=clock.now)
    actor_id = models.UUIDField()
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    field = models.CharField(max_length=40)
    why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["community", "thing_id", "at"], name="look_thing"),
            models.Index(fields=["community", "at", "id"], name="look_time"),
        ]
