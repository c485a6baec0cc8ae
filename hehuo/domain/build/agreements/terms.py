"""The words of an agreement or a supplement, checked before they are written into one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.domain.build.agreements import kinds
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Terms
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """All that stands in an agreement."""

    subject: str
    starts_on: date
    ends_on: date
    price_percent: int
    share_percent: int
    share_nature: ShareNature
    fund: Fund
    community_gives: str = ""
    partner_gives: str = ""
    duties: str = ""
    notice_days: int = 30


def write(terms: Terms, words: AgreementWords) -> None:
    """Put the words into an agreement or a supplement. Raises Invalid where they cannot be."""
    if not words.subject.strip():
        raise Invalid("subject", _("请写合作内容。"))
    if words.ends_on <= words.starts_on:
        raise Invalid("ends_on", _("结束日要在开始日之后。"))
    if (words.ends_on - words.starts_on).days > kinds.LONGEST_DAYS:
        raise Invalid("ends_on", _("最长签三年。更长的要上一级先定，请先短签。"))
    for name in ("price_percent", "share_percent"):
        if not 0 <= getattr(words, name) <= 100:
            raise Invalid(name, _("比例要在 0 到 100 之间。"))
    if (words.share_nature == ShareNature.DONATION) != (words.fund.nature == FundNature.CHARITY) and (
        words.share_nature != ShareNature.SERVICE
    ):
        raise Invalid("fund", _("性质和钱去的地方对不上：捐赠进慈善基金，场地使用费进产权人的账，不能混。"))
    for name in Terms.NAMES:
        setattr(terms, name, getattr(words, name))
