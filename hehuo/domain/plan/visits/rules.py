"""May I knock here?"""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.plan.visits.models import Visit


def may_visit(actor: Person, home: Home) -> Verdict:
    """Those who collect voices, at the homes they answer for."""
    return may(actor, Power.COLLECT_VOICES, home.place)


def may_mark(actor: Person, visit: Visit) -> Verdict:
    """Whoever goes says what came of it."""
    return YES if visit.visitor_id == actor.id else no(_("这一户是%s去的，由他来记。") % visit.visitor.name)
