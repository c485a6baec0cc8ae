"""Planning: from a need, a motion or a decision, or with a reason; its money, gifts and quotes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid, Missing
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.projects import rules
from hehuo.domain.build.projects.kinds import GiftKind, Source
from hehuo.domain.build.projects.locks import locked
from hehuo.domain.build.projects.models import Gift, Line, Project, Quote
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.meetings.models import Decision, Motion
from hehuo.domain.plan.needs.models import Need

Origin = Need | Motion | Decision


@transaction.atomic
def begin_project(
    *,
    actor: Person,
    title: str,
    why: str,
    lead: Person,
    starts_on: date,
    ends_on: date,
    place: Place | None = None,
    partner: Partner | None = None,
    agreement: Agreement | None = None,
    origin: Origin | None = None,
    key: UUID | None = None,
) -> Project:
    """Begin a plan; nothing is agreed yet, though a carried decision will agree it. Raises Refused, Invalid."""
    if key and (made := Project.objects.filter(pk=key).first()):
        return made
    decision = origin if isinstance(origin, Decision) else None
    (rules.may_begin_from(actor, decision) if decision else rules.may_run(actor)).or_refuse()
    _check(title, why, starts_on, ends_on)
    _check_agreement(agreement, partner)
    year = clock.today().year
    project = Project(
        id=key or ids.uuid7(), number=f"{year}-项-{Counter.take(f'project.{year}'):03d}", title=title.strip(),
        why=why.strip(), lead=lead, starts_on=starts_on, ends_on=ends_on, place=place,
        partner=partner or (agreement.partner if agreement else None), agreement=agreement, decision=decision,
        made_by=actor,
    )  # fmt: skip
    project.save(force_insert=True)
    if origin:
        threads.tie(earlier=origin, later=project)
    if agreement:
        threads.tie(earlier=agreement, later=project, is_gathering=True)
    journal.record(actor=actor, act="projects.begun", thing=project, number=project.number, words=project.title)
    return project


@transaction.atomic
def mend_project(
    *,
    actor: Person,
    project: Project,
    title: str,
    why: str,
    lead: Person,
    starts_on: date,
    ends_on: date,
    place: Place | None = None,
    partner: Partner | None = None,
) -> Project:
    """Change the plan before it was handed in."""
    project = locked(project)
    rules.may_change(actor, project).or_refuse()
    _check(title, why, starts_on, ends_on)
    _check_agreement(project.agreement, partner)
    project.title, project.why, project.lead = title.strip(), why.strip(), lead
    project.starts_on, project.ends_on, project.place, project.partner = starts_on, ends_on, place, partner
    project.save(update_fields=["title", "why", "lead", "starts_on", "ends_on", "place", "partner"])
    journal.record(actor=actor, act="projects.mended", thing=project, words=project.title)
    return project


@transaction.atomic
def add_line(
    *, actor: Person, project: Project, what: str, fen: int, fund: Fund | None = None, key: UUID | None = None
) -> Line:
    """What one thing may cost, and from which pot; without one the homes pay, each its share."""
    if key and (made := Line.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_change(actor, project).or_refuse()
    if not what.strip():
        raise Invalid("what", _("请写花在什么上，例如：水泥、沙和砖。"))
    if fen <= 0:
        raise Invalid("fen", _("金额要大于零。没有花钱的东西，写在「不花钱的」里。"))
    line = Line.objects.create(
        id=key or ids.uuid7(), project=project, what=what.strip()[:60], fen=fen, fund=fund,
        source=Source.POT if fund else Source.SHARES,
    )  # fmt: skip
    journal.record(actor=actor, act="projects.line_added", thing=project, fen=fen, words=line.what)
    return line


@transaction.atomic
def drop_line(*, actor: Person, line: Line) -> None:
    """Take a line out of a plan that was not handed in."""
    project = locked(line.project)
    rules.may_change(actor, project).or_refuse()
    if Line.objects.filter(pk=line.pk).delete()[0]:
        journal.record(actor=actor, act="projects.line_dropped", thing=project, fen=line.fen, words=line.what)


@transaction.atomic
def add_gift(
    *,
    actor: Person,
    project: Project,
    kind: GiftKind,
    what: str,
    unit: str = "",
    person: Person | None = None,
    on: date | None = None,
    key: UUID | None = None,
) -> Gift:
    """Goods, a garage, hands: by whom, a unit or a person; never a sum of money."""
    if key and (made := Gift.objects.filter(pk=key).first()):
        return made
    project = locked(project)
    rules.may_add(actor, project).or_refuse()
    if not what.strip():
        raise Invalid("what", _("请写给了什么，例如：一间车库，用三年。"))
    if bool(unit.strip()) == bool(person):
        raise Invalid("unit", _("请写是谁给的：单位写名称，居民写姓名，写一个就行。"))
    gift = Gift.objects.create(
        id=key or ids.uuid7(), project=project, kind=kind, what=what.strip()[:80], unit=unit.strip()[:60],
        person=person, on=on or clock.today(), noted_by=actor,
    )  # fmt: skip
    journal.record(actor=actor, act="projects.gift_noted", thing=project, kind=kind, words=gift.what)
    return gift


@transaction.atomic
def add_quote(
    *,
    actor: Person,
    project: Project,
    supplier: str,
    total_fen: int,
    terms: str = "",
    partner: Partner | None = None,
    paper: "Upload[Any] | None" = None,
) -> Quote:
    """What a supplier would do it for, with its paper; a second quote of the same one takes the first one's place."""
    project = locked(project)
    rules.may_change(actor, project).or_refuse()
    name = supplier.strip()[:60] or (partner.name[:60] if partner else "")
    if not name:
        raise Invalid("supplier", _("请写是哪一家。"))
    if total_fen <= 0:
        raise Invalid("total_fen", _("报价要大于零。"))
    quote, _made = Quote.objects.update_or_create(
        project=project, supplier=name,
        defaults={"total_fen": total_fen, "terms": terms.strip()[:200], "partner": partner, "is_chosen": False,
                  "why": ""},
    )  # fmt: skip
    if paper:
        files.keep_file(actor=actor, upload=paper, about=quote)
    journal.record(actor=actor, act="projects.quote_added", thing=project, fen=total_fen, words=name)
    return quote


@transaction.atomic
def choose_quote(*, actor: Person, project: Project, quote: Quote, why: str) -> Quote:
    """The supplier that was chosen, and why; where it is a partner, it is the project's. Raises Missing, Invalid."""
    project = locked(project)
    rules.may_change(actor, project).or_refuse()
    quote = Quote.objects.filter(pk=quote.pk, project=project).select_related("partner").first() or _no_quote()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写为什么选它，例如：总价最低，质保最长。"))
    Quote.objects.filter(project=project).update(is_chosen=False, why="")
    quote.is_chosen, quote.why = True, why.strip()[:200]
    quote.save(update_fields=["is_chosen", "why"])
    if quote.partner:
        project.partner = quote.partner
        project.save(update_fields=["partner"])
    journal.record(actor=actor, act="projects.quote_chosen", thing=project, fen=quote.total_fen, words=quote.why)
    return quote


def _no_quote() -> Quote:
    raise Missing(_("没有找到这家的报价。"))


def _check(title: str, why: str, starts_on: date, ends_on: date) -> None:
    if not title.strip():
        raise Invalid("title", _("请写办什么，例如：小区凉亭。"))
    if not why.strip():
        raise Invalid("why", _("请写为什么办，大家会看到。"))
    if ends_on < starts_on:
        raise Invalid("ends_on", _("完工的日子不能早过开工。"))


def _check_agreement(agreement: Agreement | None, partner: Partner | None) -> None:
    if agreement and partner and agreement.partner_id != partner.pk:
        raise Conflict(_("这份协议是和另一位合伙人签的。"))
