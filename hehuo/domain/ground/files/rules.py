"""May I see, hand in, publish or remove a file?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person


def may_see(viewer: Person | None, file: File) -> Verdict:
    """Public files for everyone; the others for who handed them in, and for the office."""
    if file.is_public:
        return YES
    if viewer is not None and file.kept_by_id == viewer.id:
        return YES
    if viewer is not None and may(viewer, Power.SEE_DESK):
        return YES
    return no(_("这个文件没有公开，只有交的人和社区工作人员看得见。"))


def may_publish(actor: Person) -> Verdict:
    """Showing a file to everyone."""
    return may(actor, Power.PUBLISH)


def may_remove(actor: Person, file: File) -> Verdict:
    """Who handed it in may take it back while it is not public; else those who publish."""
    if file.kept_by_id == actor.id and not file.is_public:
        return YES
    return may(actor, Power.PUBLISH)
