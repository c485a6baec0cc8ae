"""May this be changed on the roll?"""

from datetime import date

from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.holds import roles_of
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people.kinds import ADULT, WardKind
from hehuo.domain.ground.people.models import Guardianship, Membership, Merge, Move, Person, Team
from hehuo.domain.ground.places.models import Home


def may_keep_roll(actor: Person | None) -> Verdict:
    """Those who keep the roll."""
    return access_rules.may(actor, Power.KEEP_ROLL)


def may_keep_team(actor: Person | None, team: Team) -> Verdict:
    """Who belongs to a team: whoever keeps the roll says so, or its leader."""
    return YES if actor is not None and actor.id == team.leader_id else may_keep_roll(actor)


def may_leave_team(actor: Person | None, membership: Membership) -> Verdict:
    """Everybody out of their own team; else as for `may_keep_team`."""
    own = actor is not None and actor.id == membership.person_id
    return YES if own else may_keep_team(actor, membership.team)


def may_admit(actor: Person | None, home: Home | None) -> Verdict:
    """Somebody comes to a home: whoever keeps the roll says so, or who knows its building."""
    allowed = may_keep_roll(actor)
    return allowed if allowed or home is None else access_rules.may(actor, Power.ADMIT_RESIDENTS, home.place)


def may_keep_cares(actor: Person | None) -> Verdict:
    """Reasons for care are sensitive: who keeps the roll must also be one who may see them (PIPL 28)."""
    return all_of(may_keep_roll(actor), access_rules.may(actor, Power.SEE_SENSITIVE))


def may_change_home(home: Home) -> Verdict:
    """A home that was split or joined is history."""
    if home.ended_on:
        return no(_("%s 已经拆分或合并，不再是一套房。请改现在的那一套。") % home.short)
    return YES


def may_be_changed(person: Person) -> Verdict:
    """A person who was merged away or erased is history."""
    if person.erased_at:
        return no(_("这位的资料已经按本人的要求删掉，不能再改。"))
    if person.merged_into_id:
        return no(_("%s已经并入另一条记录，请改留下的那一条。") % person.name)
    return YES


def may_move(person: Person, on: date, last: Move | None) -> Verdict:
    """Moves follow one another, and none is written before it happened."""
    if not (allowed := may_be_changed(person)):
        return allowed
    if on > clock.today():
        return no(_("日期还没到。人真的搬了，再来记。"))
    if last and on < last.on:
        return no(_("%(name)s最近一次变动是 %(day)s，日期不能比它早。") % {"name": person.name, "day": last.on})
    return YES


def may_leave(person: Person) -> Verdict:
    """Whoever holds a role hands it back first, so that no desk stays open behind them."""
    if roles := roles_of(person):
        said = {"name": person.name, "role": _("、").join(str(role.label) for role in roles)}
        return no(_("%(name)s还是%(role)s。请系统管理员先结束这个身份，再记搬走。") % said)
    return YES


def may_change_contact(person: Person) -> Verdict:
    """The phone of somebody with a role opens doors: an administrator changes it with them, not the roll."""
    if roles_of(person):
        return no(_("%s有工作身份，电话和证件号不能在花名册上改。请找系统管理员。") % person.name)
    return YES


def may_undo_move(move: Move, last: Move | None) -> Verdict:
    """Only what happened last can be taken back, and a registration cannot."""
    if move.undone_at:
        return no(_("这一次已经撤回过了。"))
    if not move.was_here and move.from_household_id is None and not move.before.get("left_on"):
        return no(_("这是新登记，没有更早的样子可以退回。登记错了，请记搬走，或并到对的那一位。"))
    if last is None or last.pk != move.pk:
        return no(_("后面还有新的变动，请从最近的一次开始撤。"))
    return YES


def may_merge(actor: Person, person: Person, into: Person) -> Verdict:
    """Whether `person` may be found to be `into`: never a chain, never a way to somebody else's role or entry."""
    name = {"name": person.name}
    refusals = (
        (person.pk == into.pk, _("这是同一条记录。")),
        (
            bool(person.merged_into_id or into.merged_into_id),
            _("其中一条已经并入别的记录了。请刷新重复名单，从留下的那一条来办。"),
        ),
        (
            not access_rules.different_humans(actor, person) or not access_rules.different_humans(actor, into),
            _("这是您自己的记录，请另一位同事来并。"),
        ),
        (person.merged.exists(), _("已经有别的记录并入%(name)s，要留下的是这一条。请反过来并。") % name),
        (
            bool(roles_of(person)),
            _("%(name)s的这一条带着工作身份。请留下这一条，或请系统管理员先结束身份。") % name,
        ),
        (
            bool(person.account_id and not into.account_id),
            _("%(name)s的这一条能登录，另一条不能。请留下能登录的这一条。") % name,
        ),
    )
    return next((no(reason) for is_so, reason in refusals if is_so), YES)


def may_undo_merge(actor: Person, merge: Merge) -> Verdict:
    """Nobody makes two humans of themselves, who could then ask and approve (R-46)."""
    if all(access_rules.different_humans(actor, each) for each in (merge.person, merge.into)):
        return YES
    return no(_("这是您自己的记录，请另一位同事来撤回。"))


def may_name_guardian(ward: Person, guardian: Person, kind: WardKind, day: date) -> Verdict:
    """A guardian is a grown-up who acts for themselves; a minor's ward is under 18 (Civil Code 17, 27, 28)."""
    age, of_guardian = ward.age_on(day), guardian.age_on(day)
    is_minor, said = kind == WardKind.MINOR, {"name": ward.name, "age": age, "guardian": guardian.name}
    refusals = (
        (not access_rules.different_humans(ward, guardian), _("自己不能做自己的监护人。")),
        (is_minor and age is None, _("%(name)s没有登记出生日期，看不出是不是未成年人。请先补上。")),
        (is_minor and age is not None and age >= ADULT, _("%(name)s已经 %(age)s 岁，不是未成年人。")),
        (not is_minor and age is not None and age < ADULT, _("%(name)s还未成年，请选「未成年人」。")),
        (of_guardian is not None and of_guardian < ADULT, _("%(guardian)s还未成年，不能做监护人。")),
        (
            Guardianship.objects.filter(ward=guardian, to_on=None, kind=WardKind.INCAPABLE).exists(),
            _("%(guardian)s自己有监护人，不能做别人的监护人。"),
        ),
    )
    return next((no(reason % said) for is_so, reason in refusals if is_so), YES)
