"""Offering a resource, putting it on the list, and taking it off again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.kinds import LOOK_WITHIN, Channel, Group, Kind, State, Terms
from hehuo.domain.build.resources.models import Resource
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space

Photos = Sequence["Upload[Any]"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says of a resource."""

    kind: Kind
    title: str
    note: str = ""
    quantity: int = 1
    unit_word: str = "个"
    where: str = ""
    space: Space | None = None
    weekdays: str = ""
    from_time: time | None = None
    to_time: time | None = None
    from_on: date = field(default_factory=clock.today)
    until_on: date | None = None
    terms: Terms = Terms.FREE
    price_fen: int = 0
    in_return: str = ""
    groups: tuple[Group, ...] = ()
    unit: str = ""
    phone: str = ""
    shows_name: bool = False
    shows_phone: bool = False


@transaction.atomic
def offer_resource(*, actor: Person, said: Said, photos: Photos = (), key: UUID | None = None) -> Resource:
    """Offer something of one's own; the office looks within three days. Raises Invalid."""
    if key and (made := Resource.objects.filter(pk=key).first()):
        return made
    resource = _new(actor, said, giver=actor, channel=Channel.PHONE, key=key)
    resource.save(force_insert=True)
    _keep_photos(actor, resource, photos)
    journal.record(actor=actor, act="resources.offered", thing=resource, words=resource.title, kind=resource.kind)
    _ask_office(resource)
    return resource


@transaction.atomic
def enter_resource(
    *,
    actor: Person,
    said: Said,
    channel: Channel,
    giver: Person | None = None,
    photos: Photos = (),
    key: UUID | None = None,
) -> Resource:
    """Note at the desk what a unit or a neighbour gives. It is listed at once, unless it is the worker's own."""
    if key and (made := Resource.objects.filter(pk=key).first()):
        return made
    rules.may_keep(actor).or_refuse()
    if giver is None and not said.unit.strip():
        raise Invalid("giver", _("请写是谁给的：一位邻居，或一个单位。"))
    resource = _new(actor, said, giver=giver, channel=channel, key=key)
    resource.save(force_insert=True)
    _keep_photos(actor, resource, photos)
    journal.record(actor=actor, act="resources.entered", thing=resource, words=resource.title, kind=resource.kind)
    if rules.may_confirm(actor, resource):
        return _list(actor, resource)
    _ask_office(resource)
    return resource


@transaction.atomic
def edit_resource(*, actor: Person, resource: Resource, said: Said, photos: Photos = ()) -> Resource:
    """Change what was said. What its giver changed is looked at again before it is on the list. Raises Invalid."""
    resource = _locked(resource)
    rules.may_edit(actor, resource).or_refuse()
    before = f"{resource.title} {resource.amount_words}"
    _write(resource, said)
    if not rules.may_confirm(actor, resource) and resource.state != State.OFFERED:
        resource.move_to(State.OFFERED)
        resource.why = ""
        _ask_office(resource)
    resource.save()
    _keep_photos(actor, resource, photos)
    journal.record(actor=actor, act="resources.edited", thing=resource, words=before)
    return resource


@transaction.atomic
def list_resource(*, actor: Person, resource: Resource) -> Resource:
    """Put it on the list: offered, refused or paused before. The giver is told. Raises Refused for one's own."""
    resource = _locked(resource)
    if resource.state == State.PAUSED:  # it was confirmed already; its giver goes on with it
        rules.may_change(actor, resource).or_refuse()
        resource.move_to(State.LISTED)
        resource.why = ""
        resource.save(update_fields=["state", "why"])
        journal.record(actor=actor, act="resources.resumed", thing=resource)
        return resource
    rules.may_confirm(actor, resource).or_refuse()
    _not_over(resource.until_on)
    return _list(actor, resource)


@transaction.atomic
def refuse_resource(*, actor: Person, resource: Resource, why: str) -> Resource:
    """Not for the list, with the reason, which the giver reads."""
    resource = _locked(resource)
    rules.may_confirm(actor, resource).or_refuse()
    _off(resource, State.REFUSED, why, _("请写一句为什么，给的人会看到。"))
    duties.done(about=resource, act="look_at_resource", actor=actor)
    journal.record(actor=actor, act="resources.refused", thing=resource, words=resource.why)
    _tell_giver(actor, resource, sentence("「%(title)s」没有放上清单", title=resource.title[:30]), resource.why)
    return resource


@transaction.atomic
def pause_resource(*, actor: Person, resource: Resource, why: str) -> Resource:
    """Off the list for a while, with the reason."""
    resource = _locked(resource)
    rules.may_change(actor, resource).or_refuse()
    _off(resource, State.PAUSED, why, _("请写一句为什么停，例如：这个月出门。"))
    journal.record(actor=actor, act="resources.paused", thing=resource, words=resource.why)
    return resource


@transaction.atomic
def take_back_resource(*, actor: Person, resource: Resource, why: str) -> Resource:
    """The giver takes it back, or the office for them."""
    resource = _locked(resource)
    rules.may_change(actor, resource).or_refuse()
    _off(resource, State.TAKEN_BACK, why, _("请写一句为什么收回，例如：东西送人了。"))
    duties.drop(about=resource)
    journal.record(actor=actor, act="resources.taken_back", thing=resource, words=resource.why)
    return resource


@transaction.atomic
def end_resource(*, actor: Person | None, resource: Resource, why: str) -> Resource:
    """The office takes it off for good; the clock does, when its last day is over."""
    resource = _locked(resource)
    if actor is None and not (resource.is_over and resource.state in {State.LISTED, State.PAUSED}):
        return resource  # renewed, or ended by another run, since it was looked up
    if actor is not None:
        rules.may_keep(actor).or_refuse()
    _off(resource, State.ENDED, why, _("请写一句为什么结束。"))
    duties.drop(about=resource)
    journal.record(actor=actor, act="resources.ended", thing=resource, words=resource.why if actor else "")
    _tell_giver(actor, resource, sentence("「%(title)s」从清单上拿下来了", title=resource.title[:30]), resource.why)
    return resource


@transaction.atomic
def renew_resource(*, actor: Person, resource: Resource, until_on: date) -> Resource:
    """A later last day. What was ended comes back onto the list."""
    resource = _locked(resource)
    rules.may_renew(actor, resource).or_refuse()
    _not_over(until_on)
    if resource.until_on and until_on <= resource.until_on:
        raise Invalid("until_on", _("现在到 %s，请写更晚的一天。") % resource.until_on.isoformat())
    if until_on < resource.from_on:
        raise Invalid("until_on", _("最后一天要在第一天以后。"))
    resource.until_on = until_on
    if resource.state == State.ENDED:
        resource.move_to(State.LISTED)
        resource.why = ""
    resource.save(update_fields=["until_on", "state", "why"])
    for act in ("renew_resource", "ask_to_renew"):
        duties.done(about=resource, act=act, actor=actor)
    journal.record(actor=actor, act="resources.renewed", thing=resource, until_on=until_on.isoformat())
    return resource


@transaction.atomic
def show_phone(*, actor: Person, resource: Resource, why: str) -> str:
    """The giver's number in full, for the office; who looked and why is logged (R-32). Raises Refused, Invalid."""
    rules.may_see_phone(actor).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明为什么要看，例如：约时间。"))
    journal.look(actor=actor, thing=resource, field="phone", why=why.strip()[:200])
    return resource.phone or _("没有填")


def _new(actor: Person, said: Said, *, giver: Person | None, channel: Channel, key: UUID | None) -> Resource:
    resource = Resource(id=key or ids.uuid7(), giver=giver, channel=channel, entered_by=actor)
    _write(resource, said)
    _not_over(said.until_on)
    year = clock.today().year
    resource.number = f"{year}-{Counter.take(f'resource.{year}'):03d}"
    return resource


def _write(resource: Resource, said: Said) -> None:
    """Put what was said into the row. Raises Invalid for what cannot be."""
    _check(said)
    for name in ("title", "note", "unit_word", "where", "in_return", "unit"):
        setattr(resource, name, getattr(said, name).strip())
    for name in (
        "kind", "quantity", "space", "weekdays", "from_time", "to_time", "from_on", "until_on", "terms", "price_fen",
        "shows_name", "shows_phone",
    ):  # fmt: skip
        setattr(resource, name, getattr(said, name))
    resource.groups = [Group(each).value for each in said.groups]
    resource.phone = said.phone.strip()


def _keep_photos(actor: Person, resource: Resource, photos: Photos) -> None:
    for photo in photos:
        files.keep_file(actor=actor, upload=photo, about=resource)


def _check(said: Said) -> None:
    if not said.title.strip():
        raise Invalid("title", _("请写是什么，例如：会修水龙头。"))
    if said.quantity < 1:
        raise Invalid("quantity", _("数量至少是 1。"))
    if said.terms == Terms.LOW_FEE and said.price_fen <= 0:
        raise Invalid("price", _("低价的请写多少钱。"))
    if said.terms != Terms.LOW_FEE and said.price_fen:
        raise Invalid("price", _("写了价钱，请选「低价」。"))
    if said.terms == Terms.EXCHANGE and not said.in_return.strip():
        raise Invalid("in_return", _("请写想换什么。"))
    if (said.from_time is None) != (said.to_time is None) or (
        said.from_time and said.to_time and said.to_time <= said.from_time
    ):
        raise Invalid("to_time", _("几点到几点要写全，后一个要晚。"))
    if said.until_on and said.until_on < said.from_on:
        raise Invalid("until_on", _("最后一天要在第一天以后。"))
    if said.shows_phone and not said.phone.strip():
        raise Invalid("phone", _("同意公开电话，就请写上电话。"))


def _not_over(until_on: date | None) -> None:
    if until_on and until_on < clock.today():
        raise Invalid("until_on", _("最后一天已经过了，请写以后的一天。"))


def _list(actor: Person, resource: Resource) -> Resource:
    resource.move_to(State.LISTED)
    resource.why, resource.confirmed_by, resource.confirmed_at = "", actor, clock.now()
    resource.save(update_fields=["state", "why", "confirmed_by", "confirmed_at"])
    duties.done(about=resource, act="look_at_resource", actor=actor)
    journal.record(actor=actor, act="resources.listed", thing=resource, number=resource.number, kind=resource.kind)
    _tell_giver(actor, resource, sentence("「%(title)s」放上资源清单了", title=resource.title[:30]))
    return resource


def _off(resource: Resource, state: State, why: str, ask: str) -> None:
    if not why.strip():
        raise Invalid("why", ask)
    resource.move_to(state)
    resource.why = why.strip()[:200]
    resource.save(update_fields=["state", "why"])


def _ask_office(resource: Resource) -> None:
    duties.assign(
        about=resource, act="look_at_resource", verb="jian", power=Power.SORT_NEEDS,
        title=sentence("看一看：%(title)s", title=resource.title), due_at=clock.now() + LOOK_WITHIN,
    )  # fmt: skip


def _tell_giver(actor: Person | None, resource: Resource, say: Sentence, why: str = "") -> None:
    if resource.giver and (actor is None or actor.id != resource.giver_id):
        messages.tell(person=resource.giver, subject=say, body=why, about=resource)


def _locked(resource: Resource) -> Resource:
    return queries.resources().select_for_update(of=("self",)).get(pk=resource.pk)
