"""Asking for a code, sending it, proving a phone with it, and entering."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid, Missing, Refused
from hehuo.core.jobs import queue as jobs
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access import tries
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.entry import queries, rules, texting
from hehuo.domain.ground.entry.kinds import (
    ASKS_A_PHONE,
    ASKS_AN_ADDRESS,
    CODE_LASTS,
    TRIES_A_PHONE,
    TRIES_AN_ADDRESS,
    Purpose,
)
from hehuo.domain.ground.entry.models import PhoneCode
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


def ask_code(*, phone: str, address: str, purpose: Purpose = Purpose.ENTER) -> PhoneCode:
    """Ask for a code: the same statements, the same time and the same answer for a known and an unknown phone.

    Whether anybody stands behind the phone is looked up by the job that sends. Raises Invalid, Refused.
    """
    number = rules.phone_number(phone)
    keys = {tries.key("ask", number): ASKS_A_PHONE, tries.key("ask-from", address): ASKS_AN_ADDRESS}
    tries.refuse_too_many(keys)
    for key in keys:
        tries.count(key)
    return _new_code(number, purpose)


@transaction.atomic
def _new_code(number: str, purpose: Purpose) -> PhoneCode:
    code = PhoneCode(purpose=purpose, expires_at=clock.now() + CODE_LASTS)
    code.phone = number
    PhoneCode.objects.filter(phone_hash=code.phone_hash, purpose=purpose).delete()
    code.save(force_insert=True)
    if not access.is_demo():  # there the page itself shows it
        jobs.enqueue("entry.send_code", code_id=str(code.id))
    return code


@transaction.atomic
def send_code(*, code_id: UUID) -> str:
    """Make the code and send it, once, to a phone that somebody here has; the code for the demo's page, or nothing."""
    code = PhoneCode.objects.select_for_update().filter(pk=code_id, code_hash="", used_at=None).first()
    provider = texting.provider()
    if code is None or provider is None or not code.is_open:
        return ""
    if not access.is_demo() and code.purpose == Purpose.ENTER and not queries.people_behind(code.phone_hash).exists():
        return ""
    digits = ids.pin()
    code.code_hash = code.hash_of(digits)
    code.save(update_fields=["code_hash"])
    provider.send_code(code.phone, digits, CODE_LASTS.seconds // 60)
    return digits


def show_code(*, code: PhoneCode) -> str:
    """The digits on the page, in the demo alone; elsewhere nothing."""
    return send_code(code_id=code.id) if access.is_demo() else ""


@transaction.atomic
def give_code(*, actor: Person, person: Person, checked: str) -> str:
    """Six digits at the desk; what was checked of their identity and both names are written down.

    Raises Refused, and Invalid without a word on what was checked. The code is shown this once.
    """
    person = Person.objects.get(pk=person.pk)
    queries.may_give_code(actor, person).or_refuse()
    if len(checked.strip()) < 2:
        raise Invalid("checked", _("请写明怎么核对的，例如：看了身份证原件。"))
    code = PhoneCode(purpose=Purpose.ENTER, expires_at=clock.now() + CODE_LASTS, person=person)
    code.phone = person.phone
    PhoneCode.objects.filter(phone_hash=code.phone_hash, purpose=code.purpose).delete()
    digits = ids.pin()
    code.code_hash = code.hash_of(digits)
    code.save(force_insert=True)
    words = f"{actor.name} → {person.name}：{checked.strip()[:200]}"
    journal.record(actor=actor, act="entry.code_given", thing=person, words=words)
    return digits


def prove_phone(*, phone: str, code: str, address: str, purpose: Purpose = Purpose.ENTER) -> PhoneCode:
    """The phone is in the asker's hand. Raises Refused for a wrong, used, late or guessed code, each with one sentence.

    The sentence is the same whether the phone is known, unknown, or never asked for a code.
    """
    number = rules.phone_number(phone)
    keys = {tries.key("code", number): TRIES_A_PHONE, tries.key("code-from", address): TRIES_AN_ADDRESS}
    tries.refuse_too_many(keys)
    proven = _try_code(number, "".join(code.split()), purpose)
    if proven is None:  # outside the transaction of the try, so that the failure stays counted
        wrong, _from_there = (tries.count(key) for key in keys)
        if wrong == TRIES_A_PHONE:
            _note_guessing(number, purpose)
        raise Refused(_("验证码不对，或者过了 5 分钟。请核对短信里的 6 位数字，或者再要一个。"))
    tries.forget(next(iter(keys)))
    return proven


@transaction.atomic
def _try_code(number: str, code: str, purpose: Purpose) -> PhoneCode | None:
    sought = PhoneCode(purpose=purpose)
    sought.phone = number
    row = (
        PhoneCode.objects.select_for_update(of=("self",)).filter(phone_hash=sought.phone_hash, purpose=purpose).first()
    )
    if row is None:
        return None
    if row.is_right(code):
        row.proven_at = clock.now()
        row.save(update_fields=["proven_at"])
        return row
    row.failures = min(row.failures + 1, 99)
    row.save(update_fields=["failures"])
    return None


@transaction.atomic
def _note_guessing(number: str, purpose: Purpose) -> None:
    """Whoever the phone belongs to is found by a job, so that the answer takes no longer for a known one."""
    sought = PhoneCode(purpose=purpose)
    sought.phone = number
    jobs.enqueue("entry.note_guessing", phone_hash=sought.phone_hash)


@transaction.atomic
def note_guessing(*, phone_hash: str) -> None:
    """Write in the journal of everybody behind the phone that codes were guessed at."""
    for person in queries.people_behind(phone_hash):
        journal.record(actor=None, act="entry.guessing_stopped", thing=person, tries=TRIES_A_PHONE)


@transaction.atomic
def enter_by_phone(*, proven: PhoneCode, person: Person) -> Account:
    """The account of a person behind a proven phone, made on the first entry. Raises Refused, Missing; good once."""
    proven = PhoneCode.objects.select_for_update(of=("self",)).get(pk=proven.pk)
    if queries.proof(proven.pk) is None:
        raise Refused(_("验证码已经用过了，或者过了 5 分钟。请再要一个。"))
    if person not in queries.people_of(proven):
        raise Missing(_("这个手机号登记的不是这位。请回上一步再选。"))
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rules.may_enter_by_phone(queries.roles_everywhere(person), at_desk=proven.person_id is not None).or_refuse()
    proven.used_at = clock.now()
    proven.save(update_fields=["used_at"])
    account = _account_of(person)
    journal.record(actor=person, act="entry.entered_by_phone", thing=person, at_desk=proven.person_id is not None)
    return account


def _account_of(person: Person) -> Account:
    if person.account_id is None:
        person.account_id = queries.account_elsewhere(person) or Account.objects.create_account(f"phone-{person.id}").id
        person.save(update_fields=["account_id"])
    account = Account.objects.filter(pk=person.account_id, is_active=True).first()
    if account is None:
        raise Refused(_("这个账号停用了。请到社区服务台问一问。"))
    return account


def forget_codes() -> int:
    """Delete the codes of yesterday and before; how many."""
    return PhoneCode.objects.filter(asked_at__lt=clock.now() - timedelta(days=1)).delete()[0]
