"""May I? For prices."""

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.core.verdicts import YES, Verdict, no
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person


def may_set_prices(actor: Person | None, agreement: Agreement) -> Verdict:
    """The partner marks its own prices, or staff do it for them."""
    if speaks_for(actor, agreement.partner) or may(actor, Power.RUN_RECRUITMENT):
        return YES
    return no(_("价格由「%(partner)s」自己标，或由社工代标。") % {"partner": agreement.partner.name})


def keeps_to_rule(*, resident_fen: int, market_fen: int | None, percent: int) -> Verdict:
    """A price is free, or at most so many percent of a recorded market price; the boundary is allowed (R-09)."""
    if resident_fen == 0:
        return YES
    if market_fen is None:
        return no(_("收费的服务要写市场价、从哪里看到的、哪一天看到的。"))
    if 100 * resident_fen <= percent * market_fen:
        return YES
    most = percent * market_fen // 100
    return no(
        _("协议写明不超过市场价的 %(percent)s%%：市场价 %(market)s 元，最多收 %(most)s 元。")
        % {"percent": percent, "market": money.yuan(market_fen), "most": money.yuan(most)}
    )
