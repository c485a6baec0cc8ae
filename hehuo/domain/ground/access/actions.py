"""Giving roles, printing cards, letting people in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hehuo.core import clock, ids, secrecy
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access import devices, queries, rules, tries
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.models import Account, Card, FirstCode, Grant
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place

CARD_TRIES = 5
LOCKED, TRIES = tries.LOCKED, tries.TRIES


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a card: shown once."""

    person: Person
    token: str
    pin: str


@transaction.atomic
def grant_role(
    *, actor: Person, person: Person, role: Role, place: Place | None = None, to_on: date | None = None
) -> Grant:
    """Give a person a role at a place from today; refuses self-grants and both sides of the same yuan (R-46)."""
    rules.may_grant_role(actor, person, role, kin=queries.kin_roles(person)).or_refuse()
    grant = Grant.objects.create(person=person, role=role, place=place, to_on=to_on, given_by=actor)
    vars(person).pop("held", None)  # what was read of this object before is no longer true
    journal.record(actor=actor, act="access.role_granted", thing=person, role=role.value)
    return grant


@transaction.atomic
def appoint_first_administrator(*, person: Person, also: Role | None = None) -> Grant:
    """Make a person the administrator of a community where nobody holds a role yet; nobody could appoint them.

    `also` is a second role, for an office that begins with one person. Raises Refused once any role was given.
    """
    if Grant.objects.exists():
        raise Refused(_("这里已经有人管身份了，请找系统管理员授予。"))
    grant = Grant.objects.create(person=person, role=Role.ADMINISTRATOR)
    journal.record(actor=None, act="access.role_granted", thing=person, role=Role.ADMINISTRATOR.value)
    if also:
        Grant.objects.create(person=person, role=also)
        journal.record(actor=None, act="access.role_granted", thing=person, role=also.value)
    return grant


def print_first_code() -> str:
    """A new one-time code for the first administrator of an empty office; the one before stops working."""
    code = ids.code(12)
    FirstCode.objects.update_or_create(pk=1, defaults={"code_hash": secrecy.search_hash(code), "failures": 0})
    return "-".join(code[start : start + 4] for start in range(0, 12, 4))


def try_first_code(*, written: str) -> None:
    """Raise Refused unless this is the code that was printed; five wrong tries end it."""
    code = written.upper().replace("-", "").replace(" ", "")
    row = FirstCode.objects.filter(pk=1, failures__lt=CARD_TRIES).first()
    if row is None:
        raise Refused(_("现在没有可用的启用码。请在服务器上运行 hehuo office --code 另印一个。"))
    if row.code_hash != secrecy.search_hash(code):
        FirstCode.objects.filter(pk=1).update(failures=F("failures") + 1)
        raise Refused(_("启用码不对。请照服务器屏幕上印的 12 位字母数字再输一次。"))


def use_up_first_code() -> None:
    """The code is good for one office."""
    FirstCode.objects.all().delete()


@transaction.atomic
def end_role(*, actor: Person, grant: Grant) -> Grant:
    """End a role yesterday: it holds no more from this moment. One that ended before keeps its day."""
    grant = Grant.objects.select_for_update().select_related("person").get(pk=grant.pk)
    rules.may(actor, Power.GRANT_ROLES).or_refuse()
    rules.may_not_be_same(actor, grant.person).or_refuse()
    yesterday = clock.today() - timedelta(days=1)
    if grant.to_on and grant.to_on <= yesterday:
        return grant
    grant.to_on = yesterday
    grant.save(update_fields=["to_on"])
    journal.record(actor=actor, act="access.role_ended", thing=grant.person, role=grant.role)
    return grant


@transaction.atomic
def print_card(*, actor: Person, person: Person) -> tuple[Card, str, str]:
    """A new card for a person without any role; the one before stops working. Returns (card, token, PIN).

    Token and PIN are shown this once: only hashes are kept.
    """
    rules.may(actor, Power.PRINT_CARDS).or_refuse()
    person = Person.objects.select_for_update().get(pk=person.pk)
    if queries.roles_of(person):
        raise Refused(_("%s有工作身份，要用账号和密码登录，不能用卡。") % person.name)
    if person.account_id is None:
        person.account_id = Account.objects.create_account(f"card-{person.id}").id
        person.save(update_fields=["account_id"])
    Card.objects.filter(person=person, ended_at=None).update(ended_at=clock.now())
    token, pin = ids.token(), ids.pin()
    card = Card.objects.create(
        person=person, token_hash=secrecy.search_hash(token), pin=make_password(pin), printed_by=actor
    )
    journal.record(actor=actor, act="access.card_printed", thing=person)
    return card, token, pin


@transaction.atomic
def end_card(*, actor: Person, person: Person) -> None:
    """The card of a person stops working: by who prints cards, or by the person. Raises Refused where there is none."""
    rules.may_end_card(actor, person).or_refuse()
    if not Card.objects.filter(person=person, ended_at=None).update(ended_at=clock.now()):
        raise Refused(_("这里没有在用的个人卡。"))
    journal.record(actor=actor, act="access.card_ended", thing=person)


@transaction.atomic
def reveal(*, actor: Person, person: Person, field: str, why: str) -> str:
    """A phone, ID number or reasons for care in full; who looked and why is logged (R-46). Raises Refused, Invalid."""
    rules.may_reveal(actor, person, field).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写明为什么要看，例如：上门联系。"))
    journal.look(actor=actor, thing=person, field=field, why=why.strip()[:200])
    if field == "cares":
        return "、".join(care.note or str(care.get_kind_display()) for care in people.cares_of(person)) or _("没有")
    return str(getattr(person, field)) or _("没有填")


@transaction.atomic
def print_cards(*, actor: Person, people: Iterable[Person]) -> list[Printed]:
    """Cards for several persons at once, all or none; the same promise as `print_card`."""
    return [Printed(person, *print_card(actor=actor, person=person)[1:]) for person in people]


def enter_by_card(*, token: str, pin: str) -> Account:
    """The account behind a card. Raises Refused for an unknown or ended card, a wrong PIN, or too many tries."""
    verdict = _try_card(token, pin)
    if isinstance(verdict, str):
        raise Refused(verdict)  # outside the transaction, so that the failure stays counted
    return verdict


@transaction.atomic
def _try_card(token: str, pin: str) -> Account | str:
    card = (
        Card.objects.select_for_update(of=("self",))
        .filter(token_hash=secrecy.search_hash(token), ended_at=None)
        .select_related("person")
        .first()
    )
    if card is None:
        return _("这张卡已经停用。请到社区服务台换一张。")
    now = clock.now()
    if card.locked_until_at and card.locked_until_at > now:
        return _("输错次数太多，请 15 分钟后再试，或到社区服务台换卡。")
    if not check_password(pin, card.pin):
        card.failures += 1
        if card.failures >= CARD_TRIES:
            card.failures, card.locked_until_at = 0, now + LOCKED
            journal.record(actor=None, act="access.card_locked", thing=card.person, tries=CARD_TRIES)
        card.save(update_fields=["failures", "locked_until_at"])
        return _("密码不对。卡片背面有 6 位数字，请再输一次。")
    if card.failures:
        card.failures = 0
        card.save(update_fields=["failures"])
    if queries.roles_of(card.person):
        return _("您有工作身份，请用账号和密码登录。")
    journal.record(actor=card.person, act="access.entered_by_card", thing=card.person)
    return Account.objects.get(pk=card.person.account_id)


def enter_by_password(*, username: str, password: str, address: str) -> Account:
    """The account of a name and password. Raises Refused; the sentence never tells which of the two was wrong."""
    keys = [tries.key("name", username), tries.key("address", address)]
    tries.refuse_too_many(dict.fromkeys(keys, TRIES))
    account = queries.account_named(username)
    # An unknown name costs the same time as a known one.
    right = check_password(password, account.password if account else make_password("x"))
    if account is None or not right or not account.is_active:
        for key in keys:
            tries.count(key)
        raise Refused(_("账号或密码不对。忘了密码，请找系统管理员重设。"))
    tries.forget(keys[0])
    return account


def enter_demo(*, account_id: UUID) -> Account:
    """One tap lets anyone in as a demo person. Raises Refused in any database but a demo."""
    if not queries.is_demo():
        raise Refused(_("这里是正式的数据，不能一点就进。请用账号和密码登录。"))
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise Refused(_("没有这位演示人物。请回到登录页另选一位。"))
    return account


@transaction.atomic
def give_account(*, actor: Person | None, person: Person, username: str, password: str | None) -> Account:
    """An account for a person, without a password in the demo only; raises Conflict where the name is taken."""
    if actor is not None:
        rules.may(actor, Power.GRANT_ROLES).or_refuse()
    if queries.account_named(username):
        raise Conflict(_("账号「%s」已经有人用了，请换一个。") % username)
    account = Account.objects.create_account(username, password)
    Person.objects.filter(pk=person.pk).update(account_id=account.id)
    person.account_id = account.id
    journal.record(actor=actor, act="access.account_given", thing=person)
    return account


def end_sessions(*, account_id: UUID) -> None:
    """Sign an account out everywhere."""
    devices.end_all(account_id=account_id)
