"""May I? For prices, free places, orders and complaints."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from hehuo.core import clock, money
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.services import kinds
from hehuo.domain.run.services.kinds import Basis, OrderState
from hehuo.domain.run.services.models import Complaint, FreeOffer, Order, PriceItem


def may_set_prices(actor: Person | None, agreement: Agreement) -> Verdict:
    """The partner marks its own prices, or staff do it for them."""
    if speaks_for(actor, agreement.partner) or may(actor, Power.RUN_RECRUITMENT):
        return YES
    return no(_("价格由「%(partner)s」自己标，或由社工代标。") % {"partner": agreement.partner.name})


def may_quote_cost(actor: Person | None, agreement: Agreement) -> Verdict:
    """That an agreement allows prices at cost is said by the office, never by who takes them."""
    if speaks_for(actor, agreement.partner):
        return no(_("协议里能不能按成本收，要由社区来记，合伙人不能自己记。"))
    return may(actor, Power.RUN_RECRUITMENT)


def keeps_to_rule(
    *,
    resident_fen: int,
    market_fen: int | None,
    percent: int,
    basis: str = Basis.MARKET,
    cost_fen: int | None = None,
    may_cost: bool = False,
) -> Verdict:
    """A price is free, at most so many percent of a recorded market price, or at cost where the agreement says so.

    The boundary is allowed (R-09).
    """
    if resident_fen == 0:
        return YES
    if market_fen is None:
        return no(_("收费的服务要写市场价、从哪里看到的、哪一天看到的。"))
    if basis == Basis.COST:
        return _keeps_to_cost(resident_fen, market_fen, cost_fen, may_cost)
    if 100 * resident_fen <= percent * market_fen:
        return YES
    most = percent * market_fen // 100
    return no(
        _("协议写明不超过市场价的 %(percent)s%%：市场价 %(market)s 元，最多收 %(most)s 元。")
        % {"percent": percent, "market": money.yuan(market_fen), "most": money.yuan(most)}
    )


def _keeps_to_cost(resident_fen: int, market_fen: int, cost_fen: int | None, may_cost: bool) -> Verdict:
    if not may_cost:
        return no(_("这份协议没有记下“可以按成本收”。请社区先把协议里那一条记下来。"))
    if cost_fen is None:
        return no(_("按成本收的，要写成本价是多少。"))
    if resident_fen > cost_fen:
        return no(
            _("标的是按成本：成本价 %(cost)s 元，最多收 %(cost)s 元，写的是 %(price)s 元。")
            % {"cost": money.yuan(cost_fen), "price": money.yuan(resident_fen)}
        )
    if resident_fen > market_fen:
        return no(_("比市场价 %s 元还贵，居民不如去外面。请核对成本价。") % money.yuan(market_fen))
    return YES


def why_it_keeps(item: PriceItem) -> str:
    """Why a price that keeps to its rule does so, with the sum beside it."""
    if item.resident_fen == 0:
        return _("免费。")
    if item.basis == Basis.COST:
        return _("按成本 %(cost)s 元，市场价 %(market)s 元。") % {
            "cost": money.yuan(item.cost_fen or 0), "market": money.yuan(item.market_fen or 0),
        }  # fmt: skip
    return _("市场价 %(market)s 元的 %(percent)s%%，最多 %(most)s%%。") % {
        "market": money.yuan(item.market_fen or 0), "percent": item.percent_of_market, "most": item.limit_percent,
    }  # fmt: skip


def may_give_places(actor: Person | None) -> Verdict:
    """The office gives free places, so that no partner has to know why."""
    return may(actor, Power.RUN_SESSIONS)


def may_take_place(offer: FreeOffer, *, is_among: bool, held: int) -> Verdict:
    """Somebody of the groups, while there is a place; said without saying of which group."""
    if not is_among:
        return no(_("不在「%(label)s」的免费范围里。可以按居民价约，或问社区。") % {"label": offer.label})
    if offer.places is not None and held >= offer.places:
        return no(_("「%(offer)s」的 %(places)s 个免费名额都有人了。有人退出再补。")
                  % {"offer": offer, "places": offer.places})  # fmt: skip
    return YES


def may_order(actor: Person | None, person: Person, item: PriceItem, *, wards: Collection[Person] = ()) -> Verdict:
    """For oneself or somebody one is guardian of; the desk for anybody. While price and agreement hold."""
    agreement = item.agreement
    if actor is None:
        return no(_("请先登录，再来约服务。"))
    own = not different_humans(actor, person) or any(not different_humans(each, person) for each in wards)
    if not own and not may(actor, Power.RUN_SESSIONS):
        return no(_("您可以替自己和您监护的人约。替别的邻居，请到服务台，或点「替人办事」。"))
    if agreement.is_paused:
        return no(_("「%s」那一家暂停了，请先看别的服务。") % agreement.partner.name)
    if item.until_on or not agreement.is_in_force:
        return no(_("「%s」现在不提供了，请看别的服务。") % item.name)
    return YES


def may_set_time(at: datetime) -> Verdict:
    """An appointment lies ahead, and not too far."""
    if at <= clock.now():
        return no(_("约的时间要在现在以后。"))
    if at > clock.now() + kinds.AHEAD:
        return no(_("最多约到 %s 天以后。") % kinds.AHEAD.days)
    return YES


def serves(actor: Person | None, order: Order) -> bool:
    """Whether somebody speaks for the partner of an order."""
    return speaks_for(actor, order.item.agreement.partner)


def may_handle(actor: Person | None, order: Order) -> Verdict:
    """The partner accepts and does; staff do it for a partner that reports by telephone."""
    if serves(actor, order) or may(actor, Power.RUN_SESSIONS):
        return YES
    return no(_("这一单由「%s」来接。") % order.item.agreement.partner.name)


def ordered(actor: Person | None, order: Order) -> bool:
    """Whether somebody is who ordered, or for whom it was ordered."""
    return actor is not None and (
        not different_humans(actor, order.ordered_by) or not different_humans(actor, order.person)
    )


def may_see(actor: Person | None, order: Order) -> Verdict:
    """Who ordered, for whom, the partner and the office; a stranger is refused like one of another community."""
    if ordered(actor, order) or serves(actor, order) or may(actor, Power.RUN_SESSIONS):
        return YES
    return may(actor, Power.ANSWER_QUESTIONS)


def may_see_whom(actor: Person | None, order: Order) -> Verdict:
    """For whom, where and what was wished: both sides and the office; the partner until a month after."""
    office = may(actor, Power.RUN_SESSIONS) or may(actor, Power.ANSWER_QUESTIONS)
    if ordered(actor, order) or order.is_recent or office:
        return YES
    return no(_("过了 30 天，给谁做的不再显示，次数和评分还在。"))


def may_cancel(actor: Person | None, order: Order) -> Verdict:
    """Either side, or the office, while it is not done."""
    if not order.is_open:
        return no(_("这一单%s，不能再取消。") % order.get_state_display())
    if ordered(actor, order):
        return YES
    return may_handle(actor, order)


def may_finish(actor: Person | None, order: Order) -> Verdict:
    """Once it is accepted and its day has come."""
    if not (allowed := may_handle(actor, order)):
        return allowed
    if order.state != OrderState.ACCEPTED:
        return no(_("这一单%s，要先接下来才能说做完了。") % order.get_state_display())
    if clock.local(order.at).date() > clock.today():
        return no(_("约的是 %s，还没到那一天。") % clock.local(order.at).date().isoformat())
    return YES


def may_rate(actor: Person | None, order: Order) -> Verdict:
    """Who ordered rates what was done; the partner never rates itself."""
    if serves(actor, order) or not ordered(actor, order):
        return no(_("打分的是约的人，或受服务的人。"))
    if order.state != OrderState.DONE:
        return no(_("做完了再打分。"))
    return YES


def may_complain(actor: Person | None, order: Order) -> Verdict:
    """Who ordered, as soon as somebody has promised to come."""
    if serves(actor, order) or not ordered(actor, order):
        return no(_("投诉的是约的人，或受服务的人。别的事可以「问一句」。"))
    if order.state == OrderState.ASKED:
        return no(_("还没有人接这一单。不要了可以取消，写一句为什么。"))
    return YES


def may_answer(actor: Person | None, complaint: Complaint) -> Verdict:
    """The office answers: neither who complained, nor the partner complained of."""
    if serves(actor, complaint.order):
        return no(_("投诉的是您自己的服务，要由社区来答。"))
    return all_of(
        may(actor, Power.ANSWER_QUESTIONS),
        no(_("这是您自己的投诉，请同事来答。")) if actor and not different_humans(actor, complaint.made_by) else YES,
    )


def may_count(actor: Person | None, agreement: Agreement, month: date) -> Verdict:
    """A month's orders are counted once it is over."""
    if month >= clock.today().replace(day=1):
        return no(_("这个月还没有过完，下个月再合计。"))
    return may_set_prices(actor, agreement)
