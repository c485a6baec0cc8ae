"""The worker's part: finishing what was begun, however often it was stopped in between."""

from datetime import timedelta
from uuid import UUID

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.kinds import IntakeState
from hehuo.domain.ground.intakes.models import Intake


@jobs.job("intakes.read")
def read(*, intake_id: str) -> None:
    """Read a large file, to be looked at."""
    receiving.read_received(intake=Intake.objects.get(pk=UUID(intake_id)))


@jobs.job("intakes.take")
def take(*, intake_id: str) -> None:
    """Take the pieces of an intake in that are left."""
    intake = Intake.objects.get(pk=UUID(intake_id))
    while intake.state == IntakeState.TAKING and taking.take_next_piece(intake=intake):
        intake.refresh_from_db(fields=["state"])


@jobs.job("intakes.undo")
def undo(*, intake_id: str) -> None:
    """Take the pieces of an intake back that are left."""
    intake = Intake.objects.get(pk=UUID(intake_id))
    while intake.state == IntakeState.UNDOING and taking.undo_next_piece(intake=intake):
        pass


@jobs.every(timedelta(minutes=1), "intakes.resume")
def resume() -> None:
    """Go on with what a killed worker, or a closed browser, left in the middle."""
    for intake in queries.unfinished():
        if intake.state == IntakeState.READING:
            read(intake_id=str(intake.id))
        elif intake.state == IntakeState.TAKING:
            take(intake_id=str(intake.id))
        else:
            undo(intake_id=str(intake.id))
