"""May I? For projects: nobody approves or accepts what they work on themselves."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from hehuo.core import acting
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.projects.kinds import WITNESSES, ProjectState
from hehuo.domain.build.projects.models import Entry, Line, Project, Quote, Step
from hehuo.domain.ground.access.holds import has_power
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.meetings.models import Decision


def may_run(actor: Person | None) -> Verdict:
    """Those who run the community's work with partners: workers and the secretary."""
    allowed = may(actor, Power.RUN_RECRUITMENT)
    if allowed or actor is None or acting.now() is not None:
        return allowed
    return no(_("项目由社区工作者、社区书记来办。您要办的话，请找他们。"))


def may_begin_from(actor: Person | None, decision: Decision) -> Verdict:
    """A carried decision only."""
    return all_of(may_run(actor), YES if decision.is_passed else no(_("这件事没有通过，不能立项。")))


def may_change(actor: Person | None, project: Project) -> Verdict:
    """The plan and its money, until it was handed in."""
    return all_of(
        may_run(actor),
        YES
        if project.state == ProjectState.PLANNED
        else no(_("已经「%s」，计划和预算不能再改。") % project.get_state_display()),
    )


def may_add(actor: Person | None, project: Project) -> Verdict:
    """Steps and gifts, until it is over."""
    return all_of(may_run(actor), _goes_on(project))


def may_ask(actor: Person | None, project: Project, lines: Sequence[Line], quotes: Sequence[Quote]) -> Verdict:
    """Its money has pots, or it needs none; of the quotes that came one is chosen."""
    return all_of(
        may_change(actor, project),
        YES
        if lines or project.gifts.all()
        else no(_("还没写用什么办。请先写预算从哪个资金出，或者谁给了东西、地方、人手。")),
        no(_("有报价，还没有选定哪一家。请选一家，写明为什么。"))
        if quotes and not any(quote.is_chosen for quote in quotes)
        else YES,
    )


def may_approve(actor: Person | None, project: Project) -> Verdict:
    """Who approves money, and neither planned it nor asked."""
    if not (allowed := may(actor, Power.APPROVE_MONEY)):
        return allowed
    assert actor is not None  # noqa: S101  nobody has no power
    return all_of(
        may_not_be_same(actor, project.asked_by),
        may_not_be_same(actor, project.made_by),
        YES if project.state == ProjectState.ASKED else no(_("现在是「%s」，不用审批。") % project.get_state_display()),
    )


def may_lead(actor: Person | None, project: Project) -> Verdict:
    """Its lead, and those who run projects."""
    if actor is not None and acting.now() is None and not different_humans(actor, project.lead):
        return YES
    return may_run(actor)


def may_write(actor: Person | None, project: Project, *, owns_step: bool) -> Verdict:
    """In the diary: the lead and those who run projects, its partner, who looks after it, whoever has a task in it."""
    speaks = project.partner is not None and speaks_for(actor, project.partner)
    if actor is not None and acting.now() is None and (owns_step or speaks or _tends(actor, project)):
        return _goes_on(project)
    return all_of(may_lead(actor, project), _goes_on(project))


def may_finish(actor: Person | None, step: Step) -> Verdict:
    """Its owner, and whoever leads, once the work has begun."""
    mine = actor is not None and not different_humans(actor, step.owner)
    return all_of(
        YES if mine else may_lead(actor, step.project),
        YES
        if step.project.state in (ProjectState.UNDERWAY, ProjectState.ACCEPTED, ProjectState.UPKEEP)
        else no(_("项目现在是「%s」，开工以后才能勾。") % step.project.get_state_display()),
        YES if step.done_on is None else no(_("这一项已经记过办好了。")),
    )


def may_settle(actor: Person | None, entry: Entry) -> Verdict:
    """Whoever leads says how a problem was settled."""
    return all_of(may_lead(actor, entry.project), YES if entry.is_open else no(_("这个问题已经解决了。")))


def may_accept(actor: Person | None, project: Project, witnesses: Sequence[Person]) -> Verdict:
    """Written down by those who run projects; three residents at least, none of whom worked on it."""
    return all_of(
        may_run(actor),
        YES
        if project.state == ProjectState.UNDERWAY
        else no(_("现在是「%s」，在办的项目才能验收。") % project.get_state_display()),
        *(may_witness(project, person) for person in witnesses),
        YES
        if len({person.human_id for person in witnesses}) >= WITNESSES
        else no(_("验收至少要 %d 位居民到场，请写上是哪几位。") % WITNESSES),
    )


def may_witness(project: Project, person: Person) -> Verdict:
    """A resident who neither runs projects nor built this one."""
    builders = [project.lead, project.made_by, *([project.partner.contact] if project.partner else [])]
    if has_power(person, Power.RUN_RECRUITMENT) or any(not different_humans(person, each) for each in builders):
        return no(_("%s是办这件事的人，验收要请没有经手的居民。") % person.name)
    return YES


def may_ask_person(actor: Person | None, project: Project, person: Person) -> Verdict:
    """Four weeks later residents are asked, never those who built it."""
    return all_of(
        may_run(actor),
        YES if project.accepted_on else no(_("还没有验收，验收四周以后再问。")),
        may_witness(project, person),
    )


def may_stop(actor: Person | None, project: Project) -> Verdict:
    """At any point before its end, with a reason."""
    return all_of(may_run(actor), _goes_on(project))


def may_hang_payment(actor: Person | None, project: Project) -> Verdict:
    """Who asks for money says for which project it was; of one that was agreed."""
    return all_of(
        may(actor, Power.REQUEST_MONEY),
        YES if project.is_public else no(_("项目还没有批下来，先不能挂付款。")),
    )


def takes_part(person: Person | None, project: Project, owners: Iterable[Person]) -> bool:
    """Whether somebody leads it, speaks for its partner or has a task in it."""
    if person is None:
        return False
    partner = [project.partner.contact] if project.partner else []
    return _tends(person, project) or any(
        not different_humans(person, each) for each in [project.lead, *partner, *owners]
    )


def may_tend(actor: Person | None, project: Project) -> Verdict:
    """Who looks after it, or leads it, while it is looked after."""
    return all_of(
        YES if actor is not None and _tends(actor, project) else may_lead(actor, project),
        YES
        if project.state == ProjectState.UPKEEP
        else no(_("现在是「%s」，不在养护。") % project.get_state_display()),
    )


def _tends(person: Person, project: Project) -> bool:
    return project.tended_by is not None and not different_humans(person, project.tended_by)


def _goes_on(project: Project) -> Verdict:
    if project.is_ended:
        return no(_("项目已经「%s」，不能再添。") % project.get_state_display())
    return YES
