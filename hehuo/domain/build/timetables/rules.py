"""May I plan a week, change it, accept it?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import Verdict, all_of, no
from hehuo.domain.build.recruitment import rules as recruitment
from hehuo.domain.build.timetables.kinds import WeekState
from hehuo.domain.build.timetables.models import Week
from hehuo.domain.ground.people.models import Person


def may_plan(actor: Person | None) -> Verdict:
    """Whoever runs the recruitment plans its weeks."""
    return recruitment.may_run(actor)


def may_change(actor: Person | None, week: Week) -> Verdict:
    """A draft is changed as one likes; what was accepted stands until it is undone."""
    if week.state != WeekState.DRAFT:
        return all_of(may_plan(actor), no(_("这一周已经定了，不能再改。要改就撤回，另排一份。")))
    return may_plan(actor)
