"""May I? For visit notes."""

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.notes.kinds import NotesState
from hehuo.domain.plan.notes.models import Notes


def may_take_notes(actor: Person | None) -> Verdict:
    """Whoever sorts what was said: a book holds what many said, by name. The command line stands on the machine."""
    return YES if actor is None else may(actor, Power.SORT_NEEDS)


def may_mend(actor: Person | None, notes: Notes) -> Verdict:
    """Before it is taken in, the split can be put right."""
    if not (allowed := may_take_notes(actor)):
        return allowed
    if notes.state != NotesState.LOOKING:
        return no(_("这份记录「%s」，拆分不能再改。要改，先整份撤回，再传一次。") % notes.get_state_display())
    return YES
