"""Haiwan's charity raises for it: a standing campaign with its wall, one that was told of at its end, one to check."""

from datetime import timedelta

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.run.donations import actions, queries
from hehuo.domain.run.donations.actions import CampaignWords, Gift
from hehuo.domain.run.donations.kinds import CampaignKind, GiftKind, Receipt, Shown
from hehuo.domain.run.donations.models import Campaign
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing

CHARITY = {
    "certificate_no": "5344010MJ00001X", "contact": "南沙区慈善会 募捐部 020-0000 0120",
    "link": "https://cishanhui.example.org/haiwan/",
}  # fmt: skip
# In fen, who, what they allow, which paper.
GIVEN = (
    (20_000, "郑启明", Shown.NAME, Receipt.ISSUED), (66_600, "阿婆糖水铺", Shown.NAME, Receipt.ISSUED),
    (10_000, "司徒静仪", Shown.NOTHING, Receipt.WAIVED), (5_000, "欧阳朗晴", Shown.AMOUNT, Receipt.ISSUED),
)  # fmt: skip


def tell() -> None:
    """The papers of this month; what is told of a campaign counts from them."""
    with cast.in_community("haiwan"):
        fund = queries.mirrors()[0]
        little, meals = _little_by_little(fund), _meals(fund)
        for number, (fen, name, shown, receipt) in enumerate(GIVEN, start=1):
            said = {"donor_name": name, "shown": shown, "receipt": receipt}
            _give(little, GiftKind.MONEY, fen=fen, receipt_no=_paper(number, receipt), **said)
        neighbour = cast.residents(40)[39]
        _give(little, GiftKind.MONEY, fen=30_000, donor=neighbour, shown=Shown.BOTH, receipt_no=_paper(5))
        rice = {"goods": "大米", "count": 40, "unit": "袋"}
        _give(meals, GiftKind.GOODS, **rice, donor_name="罗记粮油", shown=Shown.BOTH, receipt_no=_paper(6))
        _give(meals, GiftKind.MONEY, fen=88_800, receipt=Receipt.ANONYMOUS)
        _register(little, GiftKind.MONEY, fen=12_000, donor_name="麦浩霖", receipt_no=_paper(7))
        _over(meals)
        _to_check(fund)


def _little_by_little(fund: Fund) -> Campaign:
    """It goes on; the first three months are over in a few days."""
    words = CampaignWords(
        title="海湾随手捐", plan="一元起捐。用于海湾社区的困难老人和孩子：送餐、助学、应急。用不完的转入下一年。",
        filing_no="5344010MJ00001XA26008", starts_on=day(85), kind=CampaignKind.STANDING, **CHARITY,
    )  # fmt: skip
    return _published(fund, words, 84)


def _meals(fund: Fund) -> Campaign:
    words = CampaignWords(
        title="重阳敬老餐", plan="给 60 位独居老人送一个月午餐。剩下的用于老人助餐。", earmark="老人助餐",
        filing_no="5344010MJ00001XA26031", starts_on=day(20), ends_on=clock.today() + timedelta(days=10), **CHARITY,
    )  # fmt: skip
    return _published(fund, words, 20)


def _published(fund: Fund, words: CampaignWords, ago: int) -> Campaign:
    with standing(day(ago), 10):
        draft = actions.draft_campaign(actor=cast.holder(Role.WORKER), fund=fund, words=words)
        return actions.publish_campaign(actor=cast.holder(Role.SECRETARY), campaign=draft)


def _to_check(fund: Fund) -> None:
    words = CampaignWords(
        title="冬衣换新", plan="给困难家庭的孩子每人一件羽绒服。", filing_no="5344010MJ00001XA26040",
        starts_on=clock.today() + timedelta(days=7), ends_on=clock.today() + timedelta(days=60), **CHARITY,
    )  # fmt: skip
    actions.draft_campaign(actor=cast.holder(Role.WORKER), fund=fund, words=words)


def _register(campaign: Campaign, kind: GiftKind, **said: object):
    """As the charity's paper of this month has it."""
    received_on = max(day(2), clock.today().replace(day=1))
    gift = Gift(kind=kind, received_on=received_on, **said)
    return actions.register_donation(actor=cast.holder(Role.WORKER), fund=campaign.fund, campaign=campaign, gift=gift)


def _give(campaign: Campaign, kind: GiftKind, **said: object) -> None:
    actions.confirm_donation(actor=cast.holder(Role.SECRETARY), donation=_register(campaign, kind, **said))


def _over(campaign: Campaign) -> None:
    """Ended today, and told of the same day."""
    actions.end_campaign(actor=cast.holder(Role.SECRETARY), campaign=campaign, ended_on=clock.today())
    final = queries.open_disclosures().get(campaign=campaign)
    text = "送了 60 位老人，每人 30 顿午餐，大米 40 袋都在社区食堂用了。剩下的留在老人助餐，明年接着用。"
    written = actions.write_disclosure(actor=cast.holder(Role.WORKER), disclosure=final, text=text)
    actions.publish_disclosure(actor=cast.holder(Role.SECRETARY), disclosure=written)


def _paper(number: int, receipt: Receipt = Receipt.ISSUED) -> str:
    return f"粤公捐 {number:07d}" if receipt == Receipt.ISSUED else ""
