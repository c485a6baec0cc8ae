"""Work of the room that nobody waits for."""

from uuid import UUID

from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.circles import actions
from hehuo.domain.ground.circles.models import Notice


@jobs.job("circles.deliver")
def deliver(*, notice_id: str) -> None:
    """Bring a notice to everyone of its circle who has it not yet."""
    notice = Notice.objects.get(pk=UUID(notice_id))
    while actions.deliver_some(notice=notice):
        pass
