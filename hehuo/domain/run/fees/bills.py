"""One bill held while it is changed, and bills that become dues."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.ground.funds.models import Due
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.fees.models import Bill, FeePeriod


def locked(bill: Bill) -> Bill:
    """The bill as it stands, held until the transaction ends."""
    found = Bill.objects.select_for_update(of=("self",))
    return found.select_related("home", "due", "period__rule__fund", "period__requested_by", "period__approved_by").get(
        pk=bill.pk
    )


def expect_bills(actor: Person, period: FeePeriod, owing: Sequence[Bill]) -> list[Due]:
    """From now on each of these homes owes what its bill leaves open."""
    rule = period.rule
    return funds.expect_many(
        actor=actor, fund=rule.fund, about=period, title=_("物业费 %s") % period.title, due_on=period.due_on,
        source=Source.FEE, purpose=pots.general_purpose(rule.fund), requested_by=period.requested_by,
        expected=[funds.Expected(bill.home, str(bill.home), bill.open_fen) for bill in owing],
    )  # fmt: skip
