"""May I? Who enters by phone, and whom the desk gives a code."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.rules import different_humans, in_person, may, may_enter_in_one_step
from hehuo.domain.ground.entry.models import Claim
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def phone_number(written: str) -> str:
    """Eleven digits as people write them: spaces, dashes, +86, full width. Raises Invalid."""
    digits = re.sub(r"[\s\-－—]", "", written.translate(_FULL_WIDTH)).removeprefix("+86")
    if not re.fullmatch(r"1\d{10}", digits):
        if digits.isdigit() and digits.startswith("1") and len(digits) < 11:
            raise Invalid("phone", _("手机号少了 %(n)s 位，应是 11 位。") % {"n": 11 - len(digits)})
        raise Invalid("phone", _("手机号应是 1 开头的 11 位数字。"))
    return digits


def may_enter_by_phone(roles: Iterable[Role], *, at_desk: bool) -> Verdict:
    """A text opens no money, publication or accounts; a code from the desk opens no role at all."""
    held = list(roles)
    if at_desk and held:
        return no(_("您有工作身份，服务台的验证码不能用。请用账号和密码登录。"))
    return may_enter_in_one_step(held)


def may_give_code(actor: Person, person: Person, roles: Iterable[Role], *, has_texting: bool) -> Verdict:
    """At the desk: by who prints cards, to another human without any role, where no texts are sent (R-47)."""
    if not (allowed := may(actor, Power.PRINT_CARDS)) or not (allowed := in_person()):
        return allowed
    if not different_humans(actor, person):
        return no(_("不能给自己发验证码，请另一位同事来办。"))
    if list(roles):
        return no(_("%s有工作身份，要用账号和密码登录，服务台不能给验证码。") % person.name)
    if has_texting:
        return no(_("这里能发短信，请本人在登录页收验证码。没有手机的，印一张个人卡。"))
    if not person.phone_hash:
        return no(_("%s没有登记手机号。请先登记，或者印一张个人卡。") % person.name)
    return YES


def may_admit(actor: Person, home: Home) -> Verdict:
    """Who says that somebody lives in a home or owns it: those who know its building."""
    return may(actor, Power.ADMIT_RESIDENTS, home.place)


def may_decide_claim(actor: Person, claim: Claim) -> Verdict:
    """As for the home; and nobody admits themselves (R-46)."""
    if claim.phone_hash and claim.phone_hash == actor.phone_hash:
        return no(_("这是您自己登记的，要请另一位来认。"))
    return all_of(in_person(), may_admit(actor, claim.home))
