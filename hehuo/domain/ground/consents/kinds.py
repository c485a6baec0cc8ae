"""What one may be asked to agree to, and the texts that were read, each with its version (PIPL 14, 17, 23, 25, 29, 31).

A changed text is a new version with its day: a consent counts for the text that was read, not for the next.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHILD = 14  # years: below, the guardian agrees (PIPL 31)


class ConsentKind(models.TextChoices):
    NOTICE = "notice", _("知道个人信息怎么用")
    PUBLISH = "publish", _("公开我的名字和照片")
    QUOTE = "quote", _("公开我说的原话")
    PARTNER = "partner", _("把电话给合伙人")
    CARE = "care", _("登记关爱情况")


class Channel(models.TextChoices):
    PAGE = "page", _("自己在网页上点")
    DESK = "desk", _("在服务台当面说")
    PAPER = "paper", _("签了纸")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text as it was read."""

    kind: ConsentKind
    version: str
    from_on: date
    basis: Promise
    body: Promise


TEXTS: tuple[ConsentText, ...] = (
    ConsentText(
        ConsentKind.NOTICE, "2026-1", date(2026, 1, 1), _("个人信息保护法第十七条"),
        _("社区记着您的姓名、住处和电话，用来联系您、算户数、办您说的事。电话和证件号加密存着，谁看过都有记录。"
          "您随时可以看、可以改、可以带走、可以要求删。"),
    ),
    ConsentText(
        ConsentKind.PUBLISH, "2026-1", date(2026, 1, 1), _("个人信息保护法第二十五条、民法典第一千零一十九条"),
        _("光荣榜、活动照片、公告里可以写我的全名、用我的照片，贴在社区和网页上。我说不用就撤。"),
    ),
    ConsentText(
        ConsentKind.QUOTE, "2026-1", date(2026, 1, 1), _("个人信息保护法第二十五条"),
        _("我说的需求，可以把原话公开给大家看，不写我的名字。"),
    ),
    ConsentText(
        ConsentKind.PARTNER, "2026-1", date(2026, 1, 1), _("个人信息保护法第二十三条"),
        _("我报名的活动由合伙人来办时，可以把我的姓名和电话给他，只用来通知这次活动。"),
    ),
    ConsentText(
        ConsentKind.CARE, "2026-1", date(2026, 1, 1), _("个人信息保护法第二十九、三十条"),
        _("社区可以记下我独居、残疾、生病这样的情况，只用来上门探访、减免费用，只有社区工作者和书记写明原因才看得见。"),
    ),
)  # fmt: skip


def text_of(kind: ConsentKind, on: date) -> ConsentText:
    """The text that is read on a day: the newest that has begun, else the first."""
    of_kind = [text for text in TEXTS if text.kind == kind]
    begun = [text for text in of_kind if text.from_on <= on]
    return max(begun, key=lambda text: text.from_on) if begun else of_kind[0]
