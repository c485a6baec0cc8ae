"""A dance room as on the second sheet of the applications: partners on weekday evenings and at weekends."""

from datetime import time
from typing import Any

import pytest

from hehuo.domain.ground.spaces import actions
from hehuo.domain.ground.spaces.kinds import Audience


@pytest.fixture
def dance_room(worker: Any) -> Any:
    space = actions.open_space(actor=worker, name="舞蹈室", seats=20)
    partner = Audience.PARTNER
    for weekdays, from_time, to_time in [("12345", time(18, 30), time(21, 30)), ("67", time(9), time(21, 30))]:
        actions.set_opening(
            actor=worker, space=space, audience=partner, weekdays=weekdays, from_time=from_time, to_time=to_time
        )
    return space
