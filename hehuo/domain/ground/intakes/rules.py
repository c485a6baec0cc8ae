"""May I take papers in?"""

from hehuo.core.verdicts import YES, Verdict, all_of
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.models import Person


def may_write_out(actor: Person | None) -> Verdict:
    """Whoever keeps the roll and may see what is sensitive on it: the paper has all of it in clear."""
    return all_of(may_take_in(actor), YES if actor is None else access_rules.may(actor, Power.SEE_SENSITIVE))


def may_take_in(actor: Person | None) -> Verdict:
    """Whoever keeps the roll; the command line (no actor) stands on the machine itself."""
    return YES if actor is None else access_rules.may(actor, Power.KEEP_ROLL)
