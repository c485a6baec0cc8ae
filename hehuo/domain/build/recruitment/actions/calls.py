"""Writing, publishing and closing a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.partners.models import Category
from hehuo.domain.build.recruitment import kinds, posters, rules, templates
from hehuo.domain.build.recruitment.kinds import CallState, Measure
from hehuo.domain.build.recruitment.models import Call, CallCategory, CallNeed, CallReviewer, CallSpace
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs.models import Need


@dataclass(frozen=True, slots=True)
class CallWords:
    """All that is written on a call. A poster's cell goes by its need's or room's id; one left out fills itself."""

    title: str
    slogan: str
    background: str
    ways: Sequence[Way]
    price_principle: str
    price_percent: int
    conditions: str
    negative_list: Sequence[str]
    measure: Measure
    threshold: Decimal
    minimum_people: int
    body_name: str
    body_seats: int
    posting_days: int
    contact_name: str
    contact_phone: str
    contact_place: str
    opens_on: date
    closes_on: date
    wanted: Mapping[UUID, str] = field(default_factory=dict)  # need: who is looked for
    terms: Mapping[UUID, str] = field(default_factory=dict)  # need: on which terms
    times: Mapping[UUID, str] = field(default_factory=dict)  # room: when
    kind: str = ""  # of CallKind, where it began with a template
    seeks: str = ""
    categories: Sequence[Category] = ()  # none: open to all
    contributions: Sequence[Contribution] = ()
    papers: Sequence[str] = ()
    review_method: str = ""
    criteria: Sequence[tuple[str, int]] = templates.CRITERIA  # what is scored, and its points; 100 in all
    reviewers: Sequence[Person] = ()
    term: str = ""
    rights: str = ""
    oversight_phone: str = ""


@transaction.atomic
def write_call(
    *,
    actor: Person,
    words: CallWords,
    needs: Sequence[Need],
    spaces: Sequence[Space] = (),
    key: UUID | None = None,
) -> Call:
    """A new call, numbered within its year; a second tap with the same key returns the first."""
    if key and (made := Call.objects.filter(pk=key).first()):
        return made
    rules.may_run(actor).or_refuse()
    year = clock.today().year
    call = Call(id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'call.{year}'):02d}", made_by=actor)
    _set_words(call, words)
    call.save(force_insert=True)
    _set_lines(call, words, needs, spaces)
    _set_people(actor, call, words)
    journal.record(actor=actor, act="recruitment.call_written", thing=call, number=call.number)
    return call


@transaction.atomic
def reword_call(
    *, actor: Person, call: Call, words: CallWords, needs: Sequence[Need], spaces: Sequence[Space] = ()
) -> Call:
    """Change a call that is not out yet; a published one stands as it was posted."""
    call = _locked(call)
    rules.may_run(actor).or_refuse()
    if call.state != CallState.DRAFT:
        raise Invalid("title", _("这份招募已经公布，不能再改。要改就截止它，另写一份。"))
    _set_words(call, words)
    call.save()
    _set_lines(call, words, needs, spaces)
    _set_people(actor, call, words)
    journal.record(actor=actor, act="recruitment.call_reworded", thing=call)
    return call


@transaction.atomic
def publish_call(*, actor: Person, call: Call) -> Call:
    """Open a call to applications; each of its needs leads to it from now on."""
    call = _locked(call)
    lines = list(CallNeed.objects.filter(call=call).select_related("need"))
    rules.may_publish_call(actor, call, needs=len(lines)).or_refuse()
    call.move_to(CallState.PUBLISHED)
    call.published_at = clock.now()
    call.save(update_fields=["state", "published_at"])
    for line in lines:
        threads.tie(earlier=line.need, later=call, is_gathering=True)
    journal.record(
        actor=actor, act="recruitment.call_published", thing=call, number=call.number, needs=len(lines),
        closes_on=call.closes_on.isoformat(),
    )  # fmt: skip
    return call


@transaction.atomic
def close_call(*, actor: Person | None, call: Call) -> Call:
    """Take no more applications: after the closing day the house does it by itself (actor None)."""
    call = _locked(call)
    if actor is not None:
        rules.may_run(actor).or_refuse()
    call.move_to(CallState.CLOSED)
    call.save(update_fields=["state"])
    journal.record(actor=actor, act="recruitment.call_closed", thing=call)
    return call


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update().get(pk=call.pk)


def _set_words(call: Call, words: CallWords) -> None:
    _check(words)
    for name in (
        "slogan", "background", "price_principle", "price_percent", "conditions", "measure", "threshold",
        "minimum_people", "body_seats", "posting_days", "contact_name", "contact_phone", "contact_place",
        "opens_on", "closes_on", "kind", "seeks", "review_method", "term", "rights", "oversight_phone",
    ):  # fmt: skip
        setattr(call, name, getattr(words, name))
    call.title = words.title.strip()
    call.body_name = words.body_name.strip() or str(kinds.BODY_NAME)
    call.ways = [Way(way).value for way in words.ways]
    call.contributions = [Contribution(kind).value for kind in words.contributions]
    call.negative_list = [line.strip() for line in words.negative_list if line.strip()]
    call.papers = [line.strip() for line in words.papers if line.strip()]
    call.criteria = [{"name": name.strip(), "weight": weight} for name, weight in words.criteria]


def _check(words: CallWords) -> None:
    if not words.title.strip():
        raise Invalid("title", _("招募的名字不能空着。"))
    if words.closes_on <= words.opens_on:
        raise Invalid("closes_on", _("截止日要在开始日之后。"))
    if words.body_seats < 3 or words.body_seats % 2 == 0:
        raise Invalid("body_seats", _("评议小组至少 3 人，而且是单数。"))
    if words.minimum_people < 1:
        raise Invalid("minimum_people", _("有效人数至少 1 人。"))
    limit = 5 if words.measure == Measure.MEAN else 100
    if not 0 < words.threshold <= limit:
        raise Invalid("threshold", _("分数线要在 0 到 %(limit)s 之间。") % {"limit": limit})
    if not 0 <= words.price_percent <= 100:
        raise Invalid("price_percent", _("占市场价的比例要在 0 到 100 之间。"))
    _check_scoring(words)
    if any(len(said) > posters.CELL for said in (*words.wanted.values(), *words.terms.values())):
        raise Invalid("needs", _("海报上一格最多 %(most)s 个字，请写短一点。") % {"most": posters.CELL})
    if any(len(said) > posters.TIMES for said in words.times.values()):
        raise Invalid("spaces", _("海报上一格最多 %(most)s 个字，请写短一点。") % {"most": posters.TIMES})


def _check_scoring(words: CallWords) -> None:
    names = [name.strip() for name, _weight in words.criteria]
    if len(set(names)) != len(names) or not all(names):
        raise Invalid("criteria", _("评分的每一项要有自己的名字，不能重复。"))
    if any(weight < 1 for _name, weight in words.criteria) or sum(weight for _name, weight in words.criteria) != 100:
        raise Invalid("criteria", _("评分各项要写整数，加起来正好 100 分。"))
    humans = {person.human_id for person in words.reviewers}
    if words.reviewers and (len(humans) < kinds.LEAST_REVIEWERS or len(humans) % 2 == 0):
        raise Invalid("reviewers", _("评审至少 3 位，而且是单数。"))


def _set_people(actor: Person, call: Call, words: CallWords) -> None:
    """Whom a call is limited to, and who scores; what is no longer chosen goes."""
    CallCategory.objects.filter(call=call).exclude(category__in=words.categories).delete()
    CallReviewer.objects.filter(call=call).exclude(person__in=words.reviewers).delete()
    for category in words.categories:
        CallCategory.objects.get_or_create(call=call, category=category)
    for person in words.reviewers:
        rules.may_review(person).or_refuse()
        CallReviewer.objects.get_or_create(call=call, person=person, defaults={"named_by": actor})


def _set_lines(call: Call, words: CallWords, needs: Sequence[Need], spaces: Sequence[Space]) -> None:
    """The needs and rooms of a call, in the order given; what is no longer chosen goes."""
    CallNeed.objects.filter(call=call).exclude(need__in=needs).delete()
    CallSpace.objects.filter(call=call).exclude(space__in=spaces).delete()
    for order, need in enumerate(needs):
        wanted = words.wanted.get(need.id, posters.wanted_of(need))
        said = {"order": order, "wanted": wanted, "terms": words.terms.get(need.id, posters.TERMS)}
        CallNeed.objects.update_or_create(call=call, need=need, defaults=said)
    for order, space in enumerate(spaces):
        times = words.times.get(space.id, posters.times_of(space))
        CallSpace.objects.update_or_create(call=call, space=space, defaults={"order": order, "times": times})
