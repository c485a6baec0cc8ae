"""A community whose every private word is made up: none comes to anybody who has not entered (R-35, R-38)."""

import random
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.books.actions import Price
from hehuo.domain.run.books.kinds import OpinionKind, RequestKind
from hehuo.domain.run.donations import actions as giving
from hehuo.domain.run.donations.actions import CampaignWords, Gift
from hehuo.domain.run.donations.kinds import GiftKind, Shown
from hehuo.domain.run.fees import actions as fees
from hehuo.domain.run.fees import queries as bills
from hehuo.domain.run.fees.kinds import FeeBase
from hehuo.domain.run.levies import actions as levies
from hehuo.domain.run.levies import queries as shares
from hehuo.domain.run.levies.kinds import Excuse
from tests.domain.run.levies.conftest import *  # noqa: F403  fixtures are found by their names
from tests.everywhere import read_by_strangers
from tests.money import *  # noqa: F403  the same
from tests.storms.writers import WHOLE

pytestmark = pytest.mark.django_db
ON = date(2024, 9, 30)
LETTERS = [chr(code) for code in range(0x7A00, 0x7E00)]  # none of them stands on any of our pages by chance


class Secrets:
    """Words that nobody outside the office may read: a name, a phone, an ID number, an account, a sentence."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.said: set[str] = set()

    def __call__(self, kind: str = "name") -> str:
        digits = {"phone": 10, "identity": 17, "account": 19}.get(kind)
        if digits:
            word = "1" + "".join(self.dice.choice("3456789") for _ in range(digits))
        else:
            word = "".join(self.dice.sample(LETTERS, 3 if kind == "name" else 8))
        self.said.add(word)
        return word


@pytest.fixture(params=range(3 if WHOLE else 1))
def secret(request) -> Secrets:
    return Secrets(request.param)


@pytest.fixture
def community(october, office, levy, pots, secret):
    """Everybody has a secret name and number; money moved in every way that there is; September hangs on the wall."""
    everyone_is_called_otherwise(secret)
    homes_pay_for_cameras(office, levy, secret)
    homes_pay_fees(office, secret)
    something_is_bought(office, pots, secret)
    something_is_given(office, pots.charity, secret)
    account = books.close_month(actor=office.clerk, month=date(2024, 9, 1))
    books.post_month(actor=office.secretary, account=account)
    return secret


@pytest.fixture
def pots(somebody, fiscal, charity, bench_line):
    """A pot with something in it, the charity's, and who looks on."""
    funds.set_opening(actor=None, fund=fiscal, fen=900_000, on=date(2024, 8, 31))
    return SimpleNamespace(supervisor=somebody("老丁", Role.SUPERVISOR), line=bench_line, charity=charity)


def everyone_is_called_otherwise(secret) -> None:
    for person in Person.objects.filter(household__isnull=False):
        person.name = secret()
        person.phone, person.identity = secret("phone"), secret("identity")
        person.note = secret("sentence")
        person.save()


def homes_pay_for_cameras(office, levy, secret) -> None:
    """By transfer, in cash, not at all; one excused for a reason of its own."""
    asked = list(shares.shares_of(levy).select_related("due", "home"))
    for share in asked:
        share.due.debtor_name = secret()
        share.due.save(update_fields=["debtor_name"])
    for share in asked[5:11]:
        funds.receive(actor=office.clerk, due=share.due, fen=5000, on=ON)
    levies.note_cash(actor=office.leader, share=asked[0], fen=5000, receipt_no=secret("account"), on=clock.today())
    levies.name_collector(
        actor=office.worker, levy=levy, place=asked[-1].home.place, hours=secret("sentence"),
        person=Person.objects.filter(household__isnull=False).last(),
    )  # fmt: skip
    levies.add_paper(actor=office.worker, levy=levy, upload=paper(secret))
    levies.excuse(actor=office.secretary, levy=levy, home=asked[-1].home, why=Excuse.HARDSHIP, words=secret("sentence"))


def homes_pay_fees(office, secret) -> None:
    """A year's bills: some paid, one waived for a reason of its own."""
    pot = funds.open_fund(actor=None, name="育才物业费", nature=FundNature.FEES, keeper="共管账户")
    rule = fees.set_rule(
        actor=office.worker, place=office.estate, fund=pot, base=FeeBase.PER_HOME, rate_x100=100_000,
        from_on=date(2024, 1, 1), decision="业主大会双过半",
    )  # fmt: skip
    period = fees.draft_period(
        actor=office.worker, rule=rule, title="2024 年度", from_on=date(2024, 1, 1), months=12,
        due_on=date(2024, 12, 31),
    )  # fmt: skip
    fees.ask_period(actor=office.worker, period=period)
    period = fees.approve_period(actor=office.secretary, period=period)
    found = list(bills.bills_of(period))
    for bill in found[:5]:
        fees.take_payment(actor=office.clerk, bill=bill, fen=100, on=ON, receipt_no=secret("account"), note=secret())
    fees.waive(actor=office.secretary, bill=found[6], fen=100, why=secret("sentence"))


def something_is_bought(office, pots, secret) -> None:
    """A service compared, advised on, found good and paid; money laid out by a neighbour; somebody steps back."""
    request = books.request_money(
        actor=office.worker, line=pots.line, fen=600_000, what="清洗外墙", party=secret(), kind=RequestKind.SERVICE,
        scope=secret("sentence"), offers=[Price(secret(), 610_000)], papers=[paper(secret)],
    )  # fmt: skip
    books.advise_request(
        actor=pots.supervisor, request=request, kind=OpinionKind.QUESTIONS, words=secret("sentence")
    )  # fmt: skip
    books.approve_request(actor=office.secretary, request=request, opinion=secret("sentence"))
    books.accept_request(actor=office.clerk, request=request, on=ON, words=secret("sentence"))
    other = books.request_money(
        actor=office.worker, line=pots.line, fen=100, what="共创日矿泉水", party="", kind=RequestKind.CLAIM,
        payee=Person.objects.filter(household__isnull=False).first(), papers=[paper(secret)],
    )  # fmt: skip
    books.approve_request(actor=office.secretary, request=other)
    books.settle_request(actor=office.clerk, request=other, on=ON)
    books.step_back(actor=office.secretary, request=request, words=secret("sentence"))


def something_is_given(office, charity, secret) -> None:
    """Donors who want nothing shown, one who is no resident; in money and in kind."""
    draft = giving.draft_campaign(
        actor=office.worker, fund=charity,
        words=CampaignWords(
            title="助学", plan="买校服。", certificate_no="53440115MJ001", filing_no="A24001", contact="慈善会",
            link="https://charity.example.org/12", starts_on=date(2024, 9, 1), ends_on=date(2025, 8, 31), earmark="",
        ),
    )  # fmt: skip
    campaign = giving.publish_campaign(actor=office.secretary, campaign=draft)
    for number in range(5):
        said = {"fen": 1000 + number} if number else {"goods": "大米", "count": 2, "unit": "袋"}
        gift = Gift(
            kind=GiftKind.MONEY if number else GiftKind.GOODS, donor_name=secret(), shown=Shown.NOTHING,
            receipt_no=f"R{number}", received_on=ON, note=secret("sentence"), **said,
        )  # fmt: skip
        given = giving.register_donation(actor=office.worker, fund=charity, gift=gift, campaign=campaign)
        giving.confirm_donation(actor=office.secretary, donation=given)
    aid = funds.open_line(actor=None, fund=charity, direction=Direction.OUT, name="助学")
    request = books.request_money(
        actor=office.worker, line=aid, fen=2000, what="校服", party=secret(), decision=secret("sentence"), proof="发票"
    )  # fmt: skip
    books.approve_request(actor=office.secretary, request=request)
    books.settle_request(actor=office.clerk, request=request, on=ON)


def paper(secret) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{secret()}.pdf", b"%PDF-1.4 " + b"0" * 64 + b"%%EOF")


def test_no_private_word_comes_to_a_stranger(community):
    with clock.stopped(clock.at(date(2024, 10, 6), 9)):
        pages = read_by_strangers()
    kinds = ("levies/", "fees/", "donations/", "books/2024-09/", "books/2024/", "postings/")
    assert [kind for kind in kinds if not any(f"/c/haiwan/{kind}" in address for address in pages)] == []
    assert len(community.said) > 60
    assert [(address, word) for address, page in pages.items() for word in community.said if word in page] == []
