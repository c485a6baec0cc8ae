"""One step of an intake through its states."""

from hehuo.domain.ground.intakes.kinds import INTAKE_MOVES, IntakeState
from hehuo.domain.ground.intakes.models import Intake


def move(intake: Intake, to: IntakeState) -> Intake:
    """The intake, locked and in its next state. Raises Conflict where there is no such step."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    INTAKE_MOVES.check(IntakeState(intake.state), to)
    intake.state = to
    intake.save(update_fields=["state"])
    return intake
