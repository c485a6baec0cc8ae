"""Who registers, confirms, publishes; and what the charity's paper must say."""

from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may, may_not_be_same
from hehuo.domain.ground.funds import rules as fund_rules
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.ledger import queries as ledger
from hehuo.domain.ground.ledger import rules as ledger_rules
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import rules as books
from hehuo.domain.run.donations.kinds import (
    OPEN_TO_ALL,
    PAYING_HOSTS,
    SHOWS_NAME,
    CampaignState,
    DisclosureState,
    GiftKind,
    GiftState,
    Receipt,
    Shown,
)
from hehuo.domain.run.donations.models import Campaign, Disclosure, Donation


def may_see(actor: Person | None) -> Verdict:
    """Donors and their gifts: for those who have a part in the money."""
    return books.may_see_books(actor)


def may_draft(actor: Person) -> Verdict:
    """Those who ask for money."""
    return may(actor, Power.REQUEST_MONEY)


def may_change(actor: Person, campaign: Campaign) -> Verdict:
    """A draft is changed; what everyone reads is what the charity filed."""
    return all_of(
        may_draft(actor),
        YES
        if campaign.state == CampaignState.DRAFT
        else no(_("已经公布了，不能再改。备案变了，请结束这一个，另起一个。")),
    )


def may_publish(actor: Person, campaign: Campaign) -> Verdict:
    """Another human than who drafted it."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, campaign.made_by))


def may_run(actor: Person, campaign: Campaign) -> Verdict:
    """Ending it, and saying whether it answers an emergency."""
    return all_of(
        may(actor, Power.PUBLISH),
        YES if campaign.state == CampaignState.PUBLISHED else no(_("现在是「%s」。") % campaign.get_state_display()),
    )


def may_register(actor: Person) -> Verdict:
    """Those who ask for money, and those who receive it."""
    return YES if may(actor, Power.RECEIVE_MONEY) else may(actor, Power.REQUEST_MONEY)


def may_confirm(actor: Person, donation: Donation) -> Verdict:
    """Another human than who registered it, and not the donor."""
    if donation.donor and not different_humans(actor, donation.donor):
        return no(_("这笔是您自己捐的，要请另一位来核对。"))
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, donation.registered_by))


def may_be_booked(donation: Donation) -> Verdict:
    """Whoever registered it must still be able to: the voucher carries their name."""
    if donation.kind == GiftKind.GOODS or may_register(donation.registered_by):
        return YES
    return no(_("登记的%s已经不办这件事了。请退回，由现在经办的人重新登记。") % donation.registered_by.name)


def may_thank(donation: Donation) -> Verdict:
    """A letter goes out for what the charity surely received."""
    if donation.state == GiftState.CONFIRMED:
        return YES
    return no(_("核对过的捐赠才打印感谢信。现在是「%s」。") % donation.get_state_display())


def may_take_back(actor: Person, donation: Donation) -> Verdict:
    """By the bookkeeper or the clerk, as any entry is put right; never silently (R-27)."""
    keeps = may(actor, Power.KEEP_BOOKS)
    return all_of(
        keeps if keeps else may(actor, Power.RECEIVE_MONEY),
        YES
        if donation.state == GiftState.CONFIRMED
        else no(_("现在是「%s」，没有什么要冲正的。") % donation.get_state_display()),
    )


def may_write(actor: Person, disclosure: Disclosure) -> Verdict:
    """Those who draft; until it is out."""
    return all_of(
        may_draft(actor),
        YES if disclosure.state != DisclosureState.PUBLISHED else no(_("已经公布了，公布后只能另写一份更正。")),
    )


def may_publish_disclosure(actor: Person, disclosure: Disclosure) -> Verdict:
    """Another human than who wrote it."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, disclosure.written_by))


def check_fund(fund: Fund) -> Verdict:
    """Only a mirror of a charity's account: no other pot takes a gift (R-20, R-24)."""
    if not fund.rule.is_mirror:
        return no(
            _("「%(fund)s」是%(nature)s，不收捐赠。捐赠由慈善组织收，登记在慈善基金里。")
            % {"fund": fund, "nature": fund.get_nature_display()}
        )
    if not fund.keeper:
        return no(_("「%s」没有写由哪家慈善组织管，请会计先写上。") % fund)
    return YES


def check_link(link: str) -> None:
    """Raise Invalid for anything but the charity's page: this program takes no money and shows no payment code."""
    try:
        found = urlsplit(link)
    except ValueError:
        raise Invalid("link", _("这个网址写得不对，请从慈善组织的网页上复制。")) from None
    host = (found.hostname or "").rstrip(".")
    if found.scheme in ("wxp", "weixin", "alipay", "alipays", "alipayqr") or host in PAYING_HOSTS:
        raise Invalid("link", _("这是收款码。程序不收钱，也不放个人或社区的收款码，请填慈善组织的募捐网页。"))
    if found.scheme != "https" or "." not in host or host.rsplit(".", 1)[1].isdigit() or found.username:
        raise Invalid("link", _("请填慈善组织公开募捐的网页，以 https:// 开头。"))


def check_campaign_open(campaign: Campaign | None, fund: Fund, on: date) -> None:
    """Raise for a gift to a campaign of another fund, one that nobody may read yet, or a day before it began."""
    if campaign is None:
        return
    if campaign.fund_id != fund.pk:
        raise Invalid("campaign", _("「%(what)s」不在「%(fund)s」里，请重新选。") % {"what": campaign, "fund": fund})
    if campaign.state not in OPEN_TO_ALL:
        raise Conflict(_("「%s」还没有公布，公布以后才登记。") % campaign)
    if on < campaign.starts_on:
        raise Invalid("received_on", _("「%s」那天还没有开始，请核对日期。") % campaign)


def check_day(kind: GiftKind, on: date) -> None:
    """Raise for a day still to come, and for money in a month that is closed."""
    if on > clock.today():
        raise Invalid("received_on", _("这一天还没有到，请写慈善组织收到的那一天。"))
    if kind == GiftKind.MONEY and not (verdict := ledger_rules.may_post_on(on, ledger.closed_until())):
        raise Invalid("received_on", verdict.reason)


def check_gift(kind: GiftKind, fen: int | None, goods: str, count: int | None, unit: str) -> None:
    """Raise Invalid unless it is money, or so many of something, and never both (R-24)."""
    if kind == GiftKind.MONEY:
        fund_rules.check_amount(fen or 0)
        if goods or count or unit:
            raise Invalid("goods", _("又捐钱又捐物，请分两笔登记：物资不折成钱。"))
        return
    if fen:
        raise Invalid("fen", _("物资按件数记，不折成钱。金额请空着。"))
    if not goods or not unit:
        raise Invalid("goods", _("请写捐的是什么、单位是什么，例如：大米、袋。"))
    if not count or count < 0:
        raise Invalid("count", _("数量要大于零。"))


def check_receipt(receipt: Receipt, number: str) -> None:
    """Raise Invalid for a receipt without its number, or a number where there is no receipt."""
    if receipt == Receipt.ISSUED and not number:
        raise Invalid("receipt_no", _("请写慈善组织开的票据号。捐赠人不要票，或者匿名，请选那一项。"))
    if receipt != Receipt.ISSUED and number:
        raise Invalid("receipt_no", _("选了没有票，就不写票据号。请核对。"))


def check_shown(shown: Shown, donor_name: str, donor: Person | None) -> None:
    """Raise Invalid for a name that nobody knows, or a child's: children are counted, never named."""
    if shown not in SHOWS_NAME:
        return
    if not donor_name:
        raise Invalid("shown", _("没有写捐赠人的名字，不能公开名字。"))
    if donor and donor.is_minor:
        raise Invalid("shown", _("未满 18 岁的孩子不公开名字，请选别的。"))
