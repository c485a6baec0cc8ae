"""What makes a person look twice at an application: found by reading it, kept as data, deciding nothing."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.build.partners import credit_codes
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.recruitment import kinds, rules, timetables
from hehuo.domain.build.recruitment.kinds import Flag
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.build.recruitment.timetables import WeeklyTime


@dataclass(frozen=True, slots=True)
class Found:
    """A flag and what it is about."""

    flag: Flag
    detail: str = ""

    def as_data(self) -> dict[str, str]:
        """As a row keeps it."""
        return {"flag": self.flag.value, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class OpenTime:
    """A weekday and the hours in which partners may have a room."""

    weekday: int
    starts: time
    ends: time


def find(
    application: Application,
    *,
    opening: Sequence[OpenTime] | None,
    percent: int = kinds.PRICE_PERCENT,
    times_are_sure: bool = True,
) -> list[Found]:
    """Every flag of an application as it stands; `opening` is the wanted room's, None where no such room is known."""
    found = [
        *_negative(application),
        *_price(application, percent),
        *_paper(application),
        *_time(application, opening),
        *_banned(application),
    ]
    if not times_are_sure:
        found.append(Found(Flag.TIME_UNREAD, application.times_said))
    return found


def _negative(application: Application) -> list[Found]:
    said = "".join((application.name, application.project, application.offer))
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", said))
    hits = [word for word in kinds.NEGATIVE_WORDS if _offers(said, word)]
    return [Found(Flag.NEGATIVE, "、".join(hits))] if hits else []


def _offers(said: str, word: str) -> bool:
    """Whether a word is said without being ruled out just before: 不推销保健品 offers none."""
    return any(
        not re.search(r"[不勿禁拒]|没有", said[max(0, found.start() - 4) : found.start()])
        for found in re.finditer(re.escape(word), said)
    )


def _price(application: Application, percent: int) -> list[Found]:
    resident, market = application.resident_fen, application.market_fen
    if not resident:
        return []
    if market is None:
        return [Found(Flag.NO_MARKET, money.yuan(resident))]
    if rules.is_price_within(resident_fen=resident, market_fen=market, percent=percent):
        return []
    return [Found(Flag.PRICE, f"{money.yuan(resident)} / {money.yuan(market)}")]


def _paper(application: Application) -> list[Found]:
    found = []
    code = application.credit_code
    if code and not credit_codes.is_valid(code):
        found.append(Found(Flag.CODE, code))
    if not code and application.category.party == Party.ORGANISATION:
        found.append(Found(Flag.NO_CODE))
    if not is_phone(application.phone):
        found.append(Found(Flag.PHONE, application.phone[-4:]))
    return found


def _time(application: Application, opening: Sequence[OpenTime] | None) -> list[Found]:
    if opening is None:
        return [Found(Flag.SPACE, application.space_said)] if application.space_said else []
    outside = [
        slot
        for choices in application.time_choices
        if not any(_is_open(slot, opening) for slot in choices)  # one of them suffices
        for slot in choices
    ]
    return [Found(Flag.TIME, timetables.say(outside))] if outside else []


def _is_open(slot: WeeklyTime, opening: Sequence[OpenTime]) -> bool:
    return any(
        hours.weekday == slot.weekday and timetables.is_within(slot, starts=hours.starts, ends=hours.ends)
        for hours in opening
    )


def _banned(application: Application) -> list[Found]:
    partner = application.partner
    return [Found(Flag.BANNED, str(partner.banned_until))] if partner and partner.is_banned else []


def licences(application: Application, *, seen: Collection[str]) -> list[Found]:
    """The papers of its field that an applicant has neither named nor shown; `seen` are the items passed by now."""
    said = unicodedata.normalize("NFKC", application.papers_said)
    return [
        Found(Flag.LICENCE, str(check.title))
        for check in kinds.licences_for(application.service_field)
        if check.slug not in seen and not all(re.search(sign, said) for sign in check.signs)
    ]


def public_times(application: Application, public: Sequence[OpenTime]) -> list[Found]:
    """The wanted times that lie in hours kept for residents: those come first (R-10)."""
    inside = [
        slot
        for slot in application.firm_times
        if any(
            hours.weekday == slot.weekday and slot.starts < hours.ends and hours.starts < slot.ends for hours in public
        )
    ]
    return [Found(Flag.PUBLIC, timetables.say(inside))] if inside else []


def is_phone(number: str) -> bool:
    """A mobile of eleven digits, or a landline with its area."""
    return bool(re.fullmatch(r"1\d{10}|0\d{9,11}", number))


def say(flag: Flag, detail: str) -> str:
    """A flag in one sentence."""
    return _("%(flag)s：%(detail)s") % {"flag": flag.label, "detail": detail} if detail else str(flag.label)
