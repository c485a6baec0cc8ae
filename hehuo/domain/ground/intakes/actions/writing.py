"""The roll as a paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.ground.intakes import rules
from hehuo.domain.ground.intakes.rosters import writing
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person

MINIMUM_WHY = 2  # letters


@transaction.atomic
def write_roll(*, actor: Person, why: str) -> bytes:
    """The whole roll as a workbook in the columns it is read from; who took it and why is logged. Raises Invalid."""
    rules.may_write_out(actor).or_refuse()
    if len(why.strip()) < MINIMUM_WHY:
        raise Invalid("why", _("请写明要这份名册做什么，例如：交街道核对。"))
    content, people = writing.write_roll()
    journal.look(actor=actor, thing=actor, field="roll", why=why.strip()[:200])
    journal.record(actor=actor, act="intakes.roll_written", thing=actor, words=why.strip()[:200], people=people)
    return content
