"""How far a line of a statement is explained, and how sure a suggestion is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineState(models.TextChoices):
    OPEN = "open", _("没弄清")
    MATCHED = "matched", _("对上了")
    EXPLAINED = "explained", _("写了说明")


class Sureness(models.TextChoices):
    SURE = "sure", _("对得上")
    LIKELY = "likely", _("多半是")
    NONE = "none", _("认不出")


class BankColumn(models.TextChoices):
    """What a column of a bank's file may be, as a person points it out."""

    ON = "on", _("日期")
    TIME = "time", _("时间")
    INTO = "into", _("收入金额")
    OUT = "out", _("支出金额")
    AMOUNT = "amount", _("金额")
    SIGN = "sign", _("借或贷")
    BALANCE = "balance", _("余额")
    PARTY = "party", _("对方户名")
    ACCOUNT = "account", _("对方账号")
    MEMO = "memo", _("附言")
    SUMMARY = "summary", _("摘要")
    SERIAL = "serial", _("流水号")


class Figure(models.TextChoices):
    """The lines of the sheet that brings both balances together, from its head to its foot."""

    BANK = "bank", _("银行对账单余额")
    ONLY_OURS_IN = "only_ours_in", _("我们收了、银行还没有的")
    ONLY_OURS_OUT = "only_ours_out", _("我们付了、银行还没有的")
    BANK_AFTER = "bank_after", _("银行调节后")
    OURS = "ours", _("账上余额")
    ONLY_BANK_IN = "only_bank_in", _("银行收了、账上没有的")
    ONLY_BANK_OUT = "only_bank_out", _("银行付了、账上没有的")
    OURS_AFTER = "ours_after", _("账上调节后")
    DIFFERENCE = "difference", _("还差")


LINES_LIMIT = 20_000
PAPER_LIMIT = 10 * 1024 * 1024  # bytes of a file that waits for somebody to say its columns
SHOWN_ROWS, SHOWN_COLUMNS = 20, 60  # of it, on the page where they are said
PREVIEWED = 5  # lines as they would be read
EARLIEST_YEAR = 2000  # no office keeps an older statement here; a serial number gone wrong reads as 1899
