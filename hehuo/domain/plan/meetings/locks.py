"""Rows held while they are changed."""

from hehuo.domain.plan.meetings.models import Meeting, Motion


def motion_locked(motion: Motion) -> Motion:
    """The motion as it stands, its row held."""
    return Motion.objects.select_for_update(of=("self",)).select_related("filer").get(pk=motion.pk)


def meeting_locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands, its row held."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("session__space", "place", "called_by")
    return found.get(pk=meeting.pk)
