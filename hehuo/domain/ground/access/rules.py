"""May I? Asked inside every action."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hehuo.core import acting
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.holds import has_permit, has_power, roles_of
from hehuo.domain.ground.access.kinds import APART, GUARDED, KIN_APART, POWERS, Power, Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place


def may(actor: Person | None, power: Power, place: Place | None = None) -> Verdict:
    """Whether the actor holds a role with this power at this place."""
    if actor is None:
        return no(_("请先登录，再来办这件事。"))
    if acting.now() is not None:
        return no(
            _("您正在替别人办事，不能用身份办「%(act)s」。先点「办完了」，再用您自己的身份来。") % {"act": power.label}
        )
    if has_power(actor, power, place):
        return _proven(actor, power)
    who = _("、").join(str(role.label) for role, powers in POWERS.items() if power in powers)
    return no(_("「%(act)s」要由%(who)s来办。您要办的话，请找他们。") % {"act": power.label, "who": who})


def _proven(actor: Person, power: Power) -> Verdict:
    """Money, publication and accounts wait for the second proof; what was read past the door is not held to it."""
    if power in GUARDED and getattr(actor, "is_unproven", False):
        return no(
            _("「%(act)s」要两步登录才能办。请在「我的」里点「登录和安全」，设好动态码或通行密钥再来。")
            % {"act": power.label}
        )
    return YES


def in_person() -> Verdict:
    """What nobody does for another: voting, approving, passwords (R-14, R-36)."""
    if acting.now() is not None:
        return no(_("这件事要本人来办，不能代办。先点「办完了」。投票可以用纸票或书面委托。"))
    return YES


def may_enter_in_one_step(roles: Iterable[Role]) -> Verdict:
    """A text or an account elsewhere opens no money, publication or accounts."""
    if any(POWERS[role] & GUARDED for role in roles):
        return no(_("您管着钱、公布或账号，只走一步不够。请用账号、密码和动态码登录，或者用通行密钥。"))
    return YES


def different_humans(one: Person | None, other: Person | None) -> bool:
    """Whether two persons are two humans: accounts compared first, then merged persons."""
    return one is not None and other is not None and one.human_id != other.human_id and one.id != other.id


def may_not_be_same(actor: Person, other: Person | None) -> Verdict:
    """Nobody approves their own request (R-46)."""
    if other is not None and not different_humans(actor, other):
        return no(_("这件事是您经手的，要请另一位来审。"))
    return YES


def may_grant_role(actor: Person, person: Person, role: Role, *, kin: Iterable[Role] = ()) -> Verdict:
    """The power to grant, to another human, without putting one human or one family on both sides (R-46).

    `kin` are the roles that the others of the person's household hold.
    """
    if not (allowed := may(actor, Power.GRANT_ROLES)):
        return allowed
    if not different_humans(actor, person):
        return no(_("不能给自己授身份，请另一位管理员来办。"))
    if person.merged_into_id:  # its roles would not be seen beside those of the record that was kept
        return no(_("%s已经并入另一条记录，请改留下的那一条。") % person.name)
    held = set(roles_of(person))
    for pair in APART:
        if role in pair and held & (pair - {role}):
            other = next(iter(held & (pair - {role})))
            return no(
                _("%(name)s已经是%(other)s，不能再当%(role)s：管钱和审钱要分开。")
                % {"name": person.name, "other": other.label, "role": role.label}
            )
    return _no_kin(person, role, kin)


def _no_kin(person: Person, role: Role, kin: Iterable[Role]) -> Verdict:
    """Both ways: the supervisor whose wife is the clerk, and the clerk whose husband supervises."""
    for other in kin:
        if other in KIN_APART.get(role, ()) or role in KIN_APART.get(other, ()):
            return no(
                _("%(name)s家里有人是%(other)s，不能再当%(role)s：监督的和被监督的不能是近亲属。")
                % {"name": person.name, "other": other.label, "role": role.label}
            )
    return YES


def may_end_card(actor: Person, person: Person) -> Verdict:
    """One's own card, or anybody's for those who print cards."""
    return YES if actor.id == person.id else may(actor, Power.PRINT_CARDS)


REVEALED = ("phone", "identity", "cares")


def may_reveal(actor: Person, person: Person, field: str) -> Verdict:
    """Those who see sensitive data in their work, of one person at a time (PIPL 28)."""
    if field not in REVEALED:
        return no(_("这一项不能单独查看。"))
    return all_of(may(actor, Power.SEE_SENSITIVE), may_see_minor(actor, person))


def may_see_minor(actor: Person, person: Person) -> Verdict:
    """What is kept of somebody under 18 only with a second person's leave (Protection of Minors Online, article 36)."""
    if not person.is_minor or has_permit(actor, person):
        return YES
    return no(_("%s未满 18 岁。要看，请先写明原因申请，由另一位同事批准，批准后 24 小时内看得到。") % person.name)
