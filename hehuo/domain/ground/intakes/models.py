"""Intakes, the pieces they are taken in by, the rows that wait for a person, and remembered columns."""

import json
from typing import Any

from django.db import models

from hehuo.core import clock, secrecy
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.intakes.kinds import IntakeState, PieceState, RowState
from hehuo.domain.ground.people.models import Person


class Intake(TenantModel):
    """One file of one kind, from the first look to the last row."""

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.LOOKING)
    by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the command line
    made_at = models.DateTimeField(default=clock.now)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)  # what was seen in the file: hidden columns, totals, sheets left out
    columns = models.JSONField(default=dict)  # sheet → {"header": [...], "columns": {name: index}}

    class Meta(TenantModel.Meta):
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["community", "kind", "made_at"], name="intake_recent")]

    def __str__(self) -> str:
        return self.file_name


class Paper(TenantModel):
    """A large file that the worker has still to read; gone once it was read."""

    intake = TenantForeignKey(Intake, models.CASCADE, related_name="papers")
    content_sealed = models.BinaryField()  # phones and ID numbers are in it
    rows_read = models.IntegerField(default=0)  # how far the reading has come

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "intake"], name="paper_once")]


class Piece(TenantModel):
    """Whole households of an intake, small enough for one short transaction. Emptied once it is past undoing."""

    intake = TenantForeignKey(Intake, models.CASCADE, related_name="pieces")
    order = models.IntegerField()
    state = models.CharField(max_length=10, choices=PieceState, default=PieceState.WAITING)
    body_sealed = models.BinaryField()  # phones and ID numbers are in it
    undo_sealed = models.BinaryField(default=b"")
    counts = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["community", "intake", "order"], name="piece_once")]

    @property
    def body(self) -> Any:
        """What is to be taken in."""
        return json.loads(secrecy.unseal(self.body_sealed))


class IntakeRow(TenantModel):
    """A row that needs a person: where it stands in the file, what it says, and what is wrong with it."""

    intake = TenantForeignKey(Intake, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=60)
    number = models.IntegerField()
    data_sealed = models.BinaryField()  # column → as written; phones and ID numbers are in it
    problems = models.JSONField(default=list)  # {"code", "column", "say"}: no values
    state = models.CharField(max_length=10, choices=RowState, default=RowState.TRAY)

    class Meta(TenantModel.Meta):
        ordering = ["sheet", "number"]
        constraints = [models.UniqueConstraint(fields=["community", "intake", "sheet", "number"], name="tray_row_once")]

    @property
    def data(self) -> dict[str, str]:
        """Column → what was written."""
        return dict(json.loads(secrecy.unseal(self.data_sealed)))

    @data.setter
    def data(self, written: dict[str, str]) -> None:
        self.data_sealed = secrecy.seal(json.dumps(written, ensure_ascii=False))


class ColumnMemory(TenantModel):
    """Columns that a person put right once, for the next file with the same header."""

    kind = models.CharField(max_length=20)
    header_hash = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["community", "kind", "header_hash"], name="columns_once")]
