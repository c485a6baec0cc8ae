"""Taking applications in, joining two of one firm, and moving them on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.partners import credit_codes
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.kinds import Contribution, Way
from hehuo.domain.build.partners.models import Category
from hehuo.domain.build.recruitment import flags, kinds, queries, rules, timetables
from hehuo.domain.build.recruitment.kinds import Channel, Stage
from hehuo.domain.build.recruitment.models import Application, Assessment, Call
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.needs.models import Need


@dataclass(frozen=True, slots=True)
class ApplicationWords:
    """All that an applicant says."""

    name: str
    category: Category
    project: str
    contact_name: str
    phone: str
    credit_code: str = ""
    offer: str = ""
    contributions: Sequence[Contribution] = ()
    way: str = ""  # of Way, or empty where it was not said
    audience: str = ""
    space: Space | None = None
    other_spaces: Sequence[Space] = ()  # that would do as well
    space_said: str = ""
    times_said: str = ""
    resident_fen: int | None = None
    market_fen: int | None = None
    starts_said: str = ""
    papers_said: str = ""
    opening: Sequence[flags.OpenTime] | None = field(default=None)  # the room's hours, where the caller knows them
    needs: Sequence[Need] = ()  # of the call's, which it answers; the only one of a call need not be named


@transaction.atomic
def apply(
    *,
    actor: Person | None,
    call: Call | None,
    words: ApplicationWords,
    channel: Channel,
    source: str = "",
    key: UUID | None = None,
) -> Application:
    """Take an application in, numbered within its year, with its flags; the same key twice makes it once.

    Anyone applies to an open call; staff (channel DESK or TABLE) enter papers for others.
    """
    if key and (made := Application.objects.filter(pk=key).first()):
        return made
    rules.may_apply(actor, call, on=clock.today(), channel=channel).or_refuse()
    _check_category(words, call, channel)
    application = _new(words, call, channel)
    application.id, application.source = key or ids.uuid7(), source
    application.entered_by = actor if channel != Channel.PHONE else None
    application.applicant = actor if channel == Channel.PHONE else None
    if channel == Channel.PHONE and not flags.is_phone(application.phone):
        raise Invalid("phone", _("手机号「%s」不对，应是 11 位。") % words.phone)
    year = clock.today().year
    application.number = f"{year}-{Counter.take(f'application.{year}'):03d}"
    application.save(force_insert=True)
    if call:
        threads.tie(earlier=call, later=application, is_gathering=True)
        _tie_needs(application, call, words.needs)
    journal.record(
        actor=actor, act="recruitment.application_received", thing=application, number=application.number,
        channel=channel.value, flags=[flag["flag"] for flag in application.flags],
    )  # fmt: skip
    _assign_stage(application)
    return application


@transaction.atomic
def mend_application(*, actor: Person | None, application: Application, words: ApplicationWords) -> Application:
    """Correct what an application says; what stood before stays in the journal, its flags are found anew."""
    application = locked(application)
    rules.may_mend(actor, application).or_refuse()
    return mend(actor=actor, application=application, words=words)


def mend(*, actor: Person | None, application: Application, words: ApplicationWords) -> Application:
    """Say anew what a locked application says. Called inside an action that has asked whether it may."""
    before = f"{application.name} · {application.project} · {application.times_said}"
    fresh = _new(words, application.call, Channel(application.channel))
    for name in _SAID:
        setattr(application, name, getattr(fresh, name))
    application.save()
    if application.call:
        _tie_needs(application, application.call, words.needs)
    journal.record(actor=actor, act="recruitment.application_mended", thing=application, words=before)
    return application


@transaction.atomic
def take_row(
    *,
    actor: Person | None,
    call: Call | None,
    words: ApplicationWords,
    source: str,
    sheet: str = "",
    row: int | None = None,
) -> tuple[Application, str]:
    """Take in a row of a table, known by its `source`; what became of it is `new`, `changed` or `unchanged`.

    Where it stands (`sheet`, `row`) is kept of the last reading, so that what is found can be looked up in the file.

    A row that changed mends its application while that is early enough; later it stays as it was decided on.
    """
    known = Application.objects.filter(source=source).first()
    if known is None:
        made = apply(actor=actor, call=call, words=words, channel=Channel.TABLE, source=source)
        return _stand_at(made, sheet, row), "new"
    known = _stand_at(locked(known), sheet, row)
    fresh = _new(words, known.call, Channel.TABLE)
    is_same = all(getattr(known, name) == getattr(fresh, name) for name in _SAID if name != "phone_sealed")
    if is_same or known.stage not in {Stage.RECEIVED, Stage.SCREENING, Stage.RETURNED}:
        return known, "unchanged"
    return mend_application(actor=actor, application=known, words=words), "changed"


def _stand_at(application: Application, sheet: str, row: int | None) -> Application:
    if row is not None and (application.sheet, application.row) != (sheet[:60], row):
        application.sheet, application.row = sheet[:60], row
        application.save(update_fields=["sheet", "row"])
    return application


@transaction.atomic
def join_applications(*, actor: Person, kept: Application, second: Application) -> Application:
    """Count a second paper of the same firm as one with the first; every word of both stays."""
    kept, second = locked(kept), locked(second)
    rules.may_join(actor, kept, second).or_refuse()
    second.joined_into = kept
    second.save(update_fields=["joined_into"])
    threads.tie(earlier=second, later=kept)
    duties.done(about=second, act=f"{second.stage}_application", actor=actor)
    journal.record(actor=actor, act="recruitment.application_joined", thing=second, into=str(kept.id))
    return kept


@transaction.atomic
def part_applications(*, actor: Person, second: Application) -> Application:
    """Undo a joining: the second paper stands for itself again."""
    second = locked(second)
    rules.may_run(actor).or_refuse()
    kept = second.joined_into
    if kept is None:
        return second
    second.joined_into = None
    second.save(update_fields=["joined_into"])
    threads.untie(earlier=second, later=kept)
    _assign_stage(second)
    journal.record(actor=actor, act="recruitment.application_parted", thing=second, out_of=str(kept.id))
    return second


@transaction.atomic
def return_application(*, actor: Person, application: Application, why: str) -> Application:
    """Send an application back to be completed."""
    return _end(actor, application, Stage.RETURNED, why)


@transaction.atomic
def refuse_application(*, actor: Person, application: Application, why: str) -> Application:
    """End an application with its reason."""
    return _end(actor, application, Stage.REFUSED, why)


@transaction.atomic
def withdraw_application(*, actor: Person, application: Application, why: str) -> Application:
    """The applicant does not want to any more."""
    return _end(actor, application, Stage.WITHDRAWN, why)


@transaction.atomic
def take_back(*, actor: Person, application: Application) -> Application:
    """A returned application was completed and is received again."""
    application = locked(application)
    rules.may_run(actor).or_refuse()
    return move(actor=actor, application=application, stage=Stage.RECEIVED)


def move(*, actor: Person | None, application: Application, stage: Stage, **facts: Any) -> Application:
    """Move a locked application to a stage, write it down, and say whose turn it is. Called inside an action."""
    left = Stage(application.stage)
    application.move_to(stage)
    application.save()
    duties.done(about=application, act=f"{left.value}_application", actor=actor)
    if stage in _ENDED:
        for waiting in Assessment.objects.filter(application=application, given_at=None):
            duties.done(about=waiting, act="assess", actor=actor)
    journal.record(actor=actor, act=f"recruitment.moved_to_{stage.value}", thing=application, left=left.value, **facts)
    _assign_stage(application)
    return application


_ENDED = (Stage.RETURNED, Stage.REFUSED, Stage.WITHDRAWN)


def _assign_stage(application: Application) -> None:
    """The duty of the stage in which an application stands; none where it is over."""
    due_on = application.due_on
    if due_on is None:
        return
    duties.assign(
        about=application, act=f"{application.stage}_application", verb="jian", person=application.owner,
        title=sentence("%(name)s · %(stage)s", name=application.name, stage=Stage(application.stage).label),
        power=Power.RUN_RECRUITMENT, due_at=clock.at(due_on, 18),
    )  # fmt: skip


def locked(application: Application) -> Application:
    """The application as it stands now, held until the transaction ends."""
    found = Application.objects.select_for_update(of=("self",)).select_related("category", "space", "call", "partner")
    return found.get(pk=application.pk)


def _tie_needs(application: Application, call: Call, answered: Sequence[Need]) -> None:
    """The needs that an application answers lead to it, and no others of its call."""
    asked = list(queries.asked_by(call))
    chosen = {need.pk for need in (asked if len(asked) == 1 else answered)}
    for need in asked:
        if need.pk in chosen:
            threads.tie(earlier=need, later=application)
        else:
            threads.untie(earlier=need, later=application)


_SAID = (
    "name", "category", "credit_code", "contact_name", "phone_sealed", "phone_hash", "project", "service_field",
    "offer", "contributions", "way", "audience", "space", "other_spaces", "space_said", "times", "times_said",
    "resident_fen", "market_fen", "starts_said", "papers_said", "flags",
)  # fmt: skip


def _new(words: ApplicationWords, call: Call | None, channel: Channel) -> Application:
    """An unsaved application with all that was said and the flags it raises."""
    for name, say in (("name", _("请写谁来报名。")), ("project", _("请写想做什么项目。"))):
        if not getattr(words, name).strip():
            raise Invalid(name, say)
    return drawn(words, call, channel)


def drawn(words: ApplicationWords, call: Call | None, channel: Channel) -> Application:
    """The application that these words would be, with its flags; nothing is saved or refused."""
    reading = timetables.read(words.times_said)
    application = Application(
        call=call, channel=channel, name=words.name.strip(), category=words.category,
        credit_code=credit_codes.plain(words.credit_code), contact_name=words.contact_name.strip(),
        project=words.project.strip(), offer=words.offer.strip(), audience=words.audience.strip(),
        service_field=kinds.field_of(words.project, words.audience), way=Way(words.way).value if words.way else "",
        contributions=[Contribution(kind).value for kind in words.contributions], space=words.space,
        other_spaces=[str(space.id) for space in words.other_spaces],
        space_said=words.space_said.strip() or "或".join(space.name for space in _rooms(words))[:60],
        times=reading.as_data(), times_said=words.times_said.strip(),
        resident_fen=words.resident_fen, market_fen=words.market_fen, starts_said=words.starts_said.strip(),
        papers_said=words.papers_said.strip()[:200],
    )  # fmt: skip
    application.phone = "".join(letter for letter in words.phone if letter.isdigit())
    application.partner = partners.known_partner(
        credit_code=application.credit_code, phone_hash=application.phone_hash, name=application.name
    )
    opening = words.opening
    if opening is None and words.space is not None:
        opening = [hours for space in _rooms(words) for hours in queries.opening_of(space)]
    application.flags = [
        found.as_data()
        for found in flags.find(
            application,
            opening=opening,
            percent=call.price_percent if call else kinds.PRICE_PERCENT,
            times_are_sure=reading.is_sure,
        )
    ]
    return application


def _rooms(words: ApplicationWords) -> list[Space]:
    return [*([words.space] if words.space else []), *words.other_spaces]


def _check_category(words: ApplicationWords, call: Call | None, channel: Channel) -> None:
    """A call may be limited to some kinds; a table is taken as it is, and looked over."""
    if channel != Channel.TABLE and words.category not in queries.categories_for(call):
        raise Invalid("category", _("这份招募不收「%s」，请选单子上的一类。") % words.category)


def _end(actor: Person, application: Application, stage: Stage, why: str) -> Application:
    application = locked(application)
    rules.may_run(actor).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句理由，申请人看得到。"))
    application.ending = why.strip()
    return move(actor=actor, application=application, stage=stage)
