"""How well something that is offered serves a need: one pure function, a hundred points in seven parts, each with why.

No model and no chance: the same two give the same points, and fits have one order whatever the order they came in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date, time
from fractions import Fraction
from functools import lru_cache, partial
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core.ratios import decimals
from hehuo.domain.build.matches.kinds import ASKS, DOES, LEAST, MOSTLY, SERVES, WEIGHTS, Part
from hehuo.domain.build.partners.kinds import ServiceField
from hehuo.domain.build.resources.kinds import WEEK, Group, Kind, Terms
from hehuo.domain.plan.needs.kinds import NeedKind
from hehuo.domain.plan.needs.likening import grams_of

ENOUGH = 400  # thousandths of the shorter text that both have: then they speak of one matter
MEANING, PAIR, LETTER = 12, 4, 1  # what a shared meaning, pair or letter counts


@dataclass(frozen=True, slots=True)
class Track:
    """What is known of who gives: how often they were taken up, kept their word, and the stars they had."""

    kept: int = 0
    broken: int = 0
    stars: tuple[int, ...] = ()
    is_under_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A need, as far as it matters here."""

    id: UUID
    number: str
    kind: NeedKind
    grams: frozenset[str]
    path: str = ""  # of its place; empty: the whole community
    wanted: Kind | None = None
    groups: tuple[Group, ...] = ()
    on: date | None = None
    from_time: time | None = None
    to_time: time | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource (with its kind) or a partner (with its field), as far as it matters here."""

    id: UUID
    number: str  # of a resource; the name of a partner
    grams: frozenset[str]
    kind: Kind | None = None
    field: ServiceField | None = None
    path: str = ""
    where: str = ""
    weekdays: str = ""
    from_time: time | None = None
    to_time: time | None = None
    until_on: date | None = None
    from_on: date | None = None
    groups: tuple[Group, ...] = ()
    terms: Terms = Terms.FREE
    track: Track = Track()


@dataclass(frozen=True, slots=True)
class Given:
    """The points of one part, and why: put into words only where somebody reads it."""

    part: Part
    points: int
    say: Callable[[], str] = column(compare=False)

    @property
    def why(self) -> str:
        return self.say()

    @property
    def most(self) -> int:
        return WEIGHTS[self.part]


@dataclass(frozen=True, slots=True)
class Fit:
    """An offer for a need."""

    ask: Ask
    offer: Offer
    parts: tuple[Given, ...]

    @property
    def score(self) -> int:
        return sum(each.points for each in self.parts)

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """The best first; equals by number, so that no two stand the same."""
        return (-self.score, self.offer.number, str(self.offer.id), self.ask.number, str(self.ask.id))


def told(text: str) -> frozenset[str]:
    """What a text speaks of: meanings, pairs of letters, telling letters."""
    return frozenset(grams_of(text))


def fit(ask: Ask, offer: Offer) -> Fit:
    """All seven parts."""
    parts = (
        _kind(ask, offer), _words(ask, offer), _place(ask, offer), _time(ask, offer), _group(ask, offer),
        _terms(offer), _trust(offer.track),
    )  # fmt: skip
    return Fit(ask, offer, parts)


def ranked(asks: Iterable[Ask], offers: Sequence[Offer], *, least: int = LEAST) -> list[Fit]:
    """What fits, the best first. Only pairs that speak of the same matter, or are of the wanted kind, are looked at."""
    found = []
    offered = sorted(offers, key=lambda each: str(each.id))
    posts: dict[str, set[int]] = {}
    for at, offer in enumerate(offered):
        for gram in offer.grams:
            if _tells(gram):
                posts.setdefault(gram, set()).add(at)
        for key in (offer.kind, offer.field):
            if key:
                posts.setdefault(f"#{key.value}", set()).add(at)
    for ask in asks:
        keys = [gram for gram in ask.grams if _tells(gram)]
        keys += [f"#{does.value}" for does, hundredths in DOES[ask.kind].items() if hundredths == 100]
        keys += [f"#{ask.wanted.value}"] if ask.wanted else []
        near = set().union(*(posts.get(key, ()) for key in keys)) if keys else set()
        found += [each for at in near if (each := fit(ask, offered[at])).score >= least]
    return sorted(found, key=lambda each: each.order)


def _tells(gram: str) -> bool:
    return len(gram) > 1


def _kind(ask: Ask, offer: Offer) -> Given:
    if offer.kind and ask.wanted == offer.kind:
        kind = offer.kind
        return Given(Part.KIND, WEIGHTS[Part.KIND], lambda: _("要的就是%s") % kind.label)
    hundredths = SERVES[ask.kind].get(offer.kind, 0) if offer.kind else 0
    word = offer.kind.label if offer.kind else ""
    if offer.field:
        hundredths, word = DOES[ask.kind].get(offer.field, 0), offer.field.label
    if ask.wanted:  # something else was asked for
        hundredths //= 2
    serves = partial(_serves, ask, word, is_of_use=bool(hundredths))
    return Given(Part.KIND, WEIGHTS[Part.KIND] * hundredths // 100, serves)


def _serves(ask: Ask, word: object, *, is_of_use: bool) -> str:
    why = _("「%(need)s」的事，%(what)s用得上") if is_of_use else _("「%(need)s」的事，%(what)s一般用不上")
    return why % {"need": ask.kind.label, "what": word}


def _words(ask: Ask, offer: Offer) -> Given:
    shared = ask.grams & offer.grams
    smaller = min(_weight(ask.grams), _weight(offer.grams)) or 1
    thousandths = min(_weight(shared) * 1000 // smaller, ENOUGH)
    points = WEIGHTS[Part.WORDS] * thousandths // ENOUGH
    if not any(_tells(gram) for gram in shared):
        return Given(Part.WORDS, 0, lambda: _("字面上看不出是一回事"))
    return Given(Part.WORDS, points, partial(_shared, shared))


def _shared(grams: frozenset[str]) -> str:
    said = _("、").join(sorted(gram for gram in grams if len(gram) == 2 and not gram.startswith("="))[:4])
    return _("都说到「%s」") % said if said else _("说的是同一样东西")


@lru_cache(maxsize=8192)
def _weight(grams: frozenset[str]) -> int:
    return sum(MEANING if gram.startswith("=") else PAIR if len(gram) > 1 else LETTER for gram in grams)


def _place(ask: Ask, offer: Offer) -> Given:
    if not ask.path:
        return Given(Part.PLACE, 10, lambda: _("全社区的事，在哪里都行"))
    asked, offered = ask.path.split("/"), offer.path.split("/") if offer.path else []
    where = offer.where.replace(" ", "")
    if len(asked) > 1 and (offered[:2] == asked[:2] or asked[1].replace(" ", "") in where):
        return Given(Part.PLACE, 15, lambda: _("在同一栋"))
    if offered[:1] == asked[:1] or asked[0] in where:
        return Given(Part.PLACE, 10, lambda: _("在同一个小区"))
    return Given(Part.PLACE, 5, lambda: _("在本社区"))


def _time(ask: Ask, offer: Offer) -> Given:
    if ask.on is None:
        return Given(Part.TIME, WEIGHTS[Part.TIME] // 2, lambda: _("没说哪一天，商量着定"))
    if (offer.until_on and offer.until_on < ask.on) or (offer.from_on and offer.from_on > ask.on):
        return Given(Part.TIME, 0, lambda: _("那一天不在有效期里"))
    if offer.weekdays and str(ask.on.isoweekday()) not in offer.weekdays:
        weekday = ask.on.isoweekday()
        return Given(Part.TIME, 0, lambda: _("周%s不给") % WEEK[weekday - 1])
    return _hours(ask, offer)


def _hours(ask: Ask, offer: Offer) -> Given:
    most = WEIGHTS[Part.TIME]
    if not (offer.from_time and offer.to_time and ask.from_time and ask.to_time):
        return Given(Part.TIME, most - 2, lambda: _("那一天可以，几点再商量"))
    if offer.from_time <= ask.from_time and ask.to_time <= offer.to_time:
        return Given(Part.TIME, most, lambda: _("那一天那几点正好空着"))
    if offer.from_time < ask.to_time and ask.from_time < offer.to_time:
        return Given(Part.TIME, most // 2, lambda: _("那几点只有一部分可以"))
    hours = {"from": f"{offer.from_time:%H:%M}", "to": f"{offer.to_time:%H:%M}"}
    return Given(Part.TIME, 0, lambda: _("那一天只在 %(from)s 到 %(to)s 给") % hours)


def _group(ask: Ask, offer: Offer) -> Given:
    if not offer.groups:
        return Given(Part.GROUP, WEIGHTS[Part.GROUP], lambda: _("谁都可以用"))
    said = partial(_called, offer.groups)
    if set(ask.groups or MOSTLY.get(ask.kind, ())) & set(offer.groups):
        return Given(Part.GROUP, WEIGHTS[Part.GROUP], lambda: _("给的就是：%s") % said())
    if ask.groups:
        return Given(Part.GROUP, 0, lambda: _("只给：%s，对不上") % said())
    return Given(Part.GROUP, 3, lambda: _("只给：%s，先问清是谁用") % said())


def _called(groups: Iterable[Group]) -> str:
    return _("、").join(str(group.label) for group in groups)


def _terms(offer: Offer) -> Given:
    return Given(Part.TERMS, ASKS[offer.terms], lambda: str(offer.terms.label))


def _trust(track: Track) -> Given:
    """Three for being seen by the office, two for an agreement, up to three for words kept, up to two for stars."""
    points = 3 + 2 * track.is_under_agreement
    if times := track.kept + track.broken:
        points += 3 * track.kept // times
    if track.stars:
        points += 2 * sum(track.stars) // (5 * len(track.stars))
    return Given(Part.TRUST, points, partial(_known, track))


def _known(track: Track) -> str:
    said = [_("社区看过")]
    if track.is_under_agreement:
        said.append(_("有协议，在期"))
    if times := track.kept + track.broken:
        said.append(_("答应过 %(times)s 回，办到 %(kept)s 回") % {"times": times, "kept": track.kept})
    if track.stars:
        mean = decimals(Fraction(sum(track.stars), len(track.stars)), 1)
        said.append(_("%(n)s 回打分，平均 %(mean)s 星") % {"n": len(track.stars), "mean": mean})
    return _("，").join(said)
