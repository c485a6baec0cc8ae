"""May I take papers in?"""

from hehuo.core.verdicts import YES, Verdict
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person


def may_take_in(actor: Person | None) -> Verdict:
    """Whoever keeps the roll; the command line (no actor) stands on the machine itself."""
    return YES if actor is None else access_rules.may(actor, Power.KEEP_ROLL)
