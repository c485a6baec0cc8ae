"""Who works for a partner, and the yearly look into the records of those who are close to minors."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.partners import kinds, queries, rules
from hehuo.domain.build.partners.models import Partner, RecordsCheck, Staff
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class StaffWords:
    """What is said of somebody who works for a partner."""

    name: str
    role: str
    phone: str = ""
    with_minors: bool = False
    is_named: bool = False


@transaction.atomic
def add_staff(
    *, actor: Person, partner: Partner, words: StaffWords, since_on: date | None = None, key: UUID | None = None
) -> Staff:
    """Say who works for a partner; the office has to look into the records first where children are near."""
    if key and (made := Staff.objects.filter(pk=key).first()):
        return made
    partner = queries.partners().select_for_update(of=("self",)).get(pk=partner.pk)
    rules.may_keep_staff(actor, partner).or_refuse()
    if any(each.name == words.name.strip() and each.phone == words.phone for each in queries.staff_of(partner)):
        raise Conflict(_("「%s」已经在名单上了。") % words.name.strip())
    staff = Staff(id=key or ids.uuid7(), partner=partner, added_by=actor, since_on=since_on or clock.today())
    _write(staff, words)
    staff.save(force_insert=True)
    _ask_for_check(staff)
    journal.record(actor=actor, act="partners.staff_added", thing=partner, staff=str(staff.id), words=staff.role)
    return staff


@transaction.atomic
def change_staff(*, actor: Person, staff: Staff, words: StaffWords) -> Staff:
    """Put right what is said of somebody."""
    staff = _locked(staff)
    rules.may_keep_staff(actor, staff.partner).or_refuse()
    before = staff.role
    _write(staff, words)
    staff.save()
    _ask_for_check(staff)
    journal.record(actor=actor, act="partners.staff_changed", thing=staff.partner, staff=str(staff.id), words=before)
    return staff


@transaction.atomic
def end_staff(*, actor: Person, staff: Staff, until_on: date) -> Staff:
    """They work here until a day; the row stays, so that it is known who was here when. Raises Invalid."""
    staff = _locked(staff)
    rules.may_keep_staff(actor, staff.partner).or_refuse()
    if until_on < staff.since_on:
        raise Invalid("until_on", _("不能早于开始的那天（%s）。") % staff.since_on)
    staff.until_on = until_on
    staff.save(update_fields=["until_on"])
    duties.drop(about=staff)
    journal.record(
        actor=actor, act="partners.staff_ended", thing=staff.partner, staff=str(staff.id), until=until_on.isoformat()
    )
    return staff


@transaction.atomic
def record_check(
    *,
    actor: Person,
    staff: Staff,
    checked_on: date,
    evidence: str,
    upload: "Upload[Any] | None" = None,
    key: UUID | None = None,
) -> RecordsCheck:
    """The office has seen the answer of the police: no record. It is good for a year. Raises Refused, Invalid."""
    if key and (made := RecordsCheck.objects.filter(pk=key).first()):
        return made
    staff = _locked(staff)
    rules.may_record_check(actor, staff).or_refuse()
    if checked_on > clock.today():
        raise Invalid("checked_on", _("还没到的日子不能记。"))
    if not evidence.strip():
        raise Invalid("evidence", _("请写看到了什么，例如：查询告知函的编号、哪个派出所。"))
    good_until = checked_on + kinds.CHECK_TERM
    if good_until < clock.today():
        raise Invalid("checked_on", _("这次查询已经满一年，请他们重新去查。"))
    check = RecordsCheck(
        id=key or ids.uuid7(), staff=staff, checked_on=checked_on, good_until=good_until,
        evidence=evidence.strip(), checked_by=actor,
    )  # fmt: skip
    if upload:
        check.file = files.keep_file(actor=actor, upload=upload, about=staff)
    check.save(force_insert=True)
    duties.done(about=staff, act="check_staff", actor=actor)
    journal.record(
        actor=actor, act="partners.staff_checked", thing=staff.partner, staff=str(staff.id),
        good_until=good_until.isoformat(),
    )  # fmt: skip
    return check


@transaction.atomic
def show_staff_phone(*, actor: Person, staff: Staff) -> str:
    """The number of somebody who works for a partner; showing it is written in the access log."""
    rules.may_keep_staff(actor, staff.partner).or_refuse()
    journal.look(actor=actor, thing=staff, field="phone", why="staff")
    return staff.phone


@transaction.atomic
def remind_of_checks() -> int:
    """Tell of checks that run out, a month and a week before, each step once for ever; how many were told now."""
    return sum(
        duties.warn(
            about=staff, act="check_staff", verb="jian", power=Power.RUN_RECRUITMENT,
            title=sentence("%(partner)s：一位人员的记录查询快到期", partner=staff.partner.name),
            runs_out_on=last_on, also=[staff.partner.contact],
        )
        for staff, last_on in queries.checks_running_out()
    )  # fmt: skip


def _write(staff: Staff, words: StaffWords) -> None:
    if not words.name.strip():
        raise Invalid("name", _("请写名字。"))
    if not words.role.strip():
        raise Invalid("role", _("请写做什么，例如：老师、带班、保洁。"))
    staff.name, staff.role, staff.phone = words.name.strip(), words.role.strip(), words.phone
    staff.with_minors, staff.is_named = words.with_minors, words.is_named
    staff.person = queries.person_behind(staff)


def _ask_for_check(staff: Staff) -> None:
    """The office sees to it within three working days, where nothing good is there."""
    if staff.needs_check and queries.check_of(staff) is None:
        duties.assign(
            about=staff, act="check_staff", verb="jian", power=Power.RUN_RECRUITMENT,
            title=sentence("%(partner)s：一位人员要查违法犯罪记录", partner=staff.partner.name),
            due_at=clock.at(calendar.add_working_days(clock.today(), kinds.CHECK_DAYS), 18),
        )  # fmt: skip


def _locked(staff: Staff) -> Staff:
    return queries.staff().select_for_update(of=("self",)).get(pk=staff.pk)
