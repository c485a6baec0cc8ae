"""Setting the rota, noting visits, and help: asked for, taken, solved, confirmed or reopened."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.build.stewards import queries, rules
from hehuo.domain.build.stewards.kinds import DAYS, HelpState, Period, Urgency
from hehuo.domain.build.stewards.models import Help, Rota, Visit, Word
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person

BATCH = 200


@transaction.atomic
def set_rota(*, actor: Person, agreement: Agreement, period: Period, from_on: date, first: Person) -> Rota:
    """Say who of the stewards begins on which day, and for how long each is on turn; the others follow by seat."""
    rules.may_set_rota(actor, queries.stewards_of(agreement), first).or_refuse()
    rota, _made = Rota.objects.update_or_create(
        agreement=agreement, defaults={"period": period, "from_on": from_on, "first": first}
    )
    journal.record(
        actor=actor, act="stewards.rota_set", thing=agreement, period=period.value, from_on=from_on.isoformat(),
        first=str(first.id),
    )  # fmt: skip
    return rota


@transaction.atomic
def note_visit(
    *,
    actor: Person,
    agreement: Agreement,
    on: date,
    said: str,
    next_step: str = "",
    next_on: date | None = None,
    key: UUID | None = None,
) -> Visit:
    """Note a visit: the day, what was said, what comes next. Raises Refused, Invalid."""
    if key and (made := Visit.objects.filter(pk=key).first()):
        return made
    rules.may_follow(actor, agreement, queries.stewards_of(agreement)).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    if next_on and next_on <= on:
        raise Invalid("next_on", _("下一次要在这一次之后。"))
    if not said.strip():
        raise Invalid("said", _("请写一句说了什么。"))
    visit = Visit.objects.create(
        id=key or ids.uuid7(), agreement=agreement, by=actor, on=on, said=said.strip(), next_step=next_step.strip(),
        next_on=next_on,
    )  # fmt: skip
    journal.record(actor=actor, act="stewards.visited", thing=agreement, on=on.isoformat(), words=visit.said)
    return visit


@transaction.atomic
def ask_help(
    *, actor: Person, agreement: Agreement, what: str, urgency: Urgency = Urgency.SOON, key: UUID | None = None
) -> Help:
    """Ask the steward on turn for help; its clock runs in working days. Without a steward the office is asked."""
    if key and (made := Help.objects.filter(pk=key).first()):
        return made
    agreement = agreements.agreements().get(pk=agreement.pk)
    rules.may_ask(actor, agreement).or_refuse()
    if not what.strip():
        raise Invalid("what", _("请写一句要帮什么忙。"))
    asked = Help.objects.create(
        id=key or ids.uuid7(), agreement=agreement, what=what.strip(), urgency=urgency, asked_by=actor,
        due_on=calendar.add_working_days(clock.today(), DAYS[urgency]), steward=queries.on_turn(agreement),
    )  # fmt: skip
    journal.record(actor=actor, act="stewards.help_asked", thing=asked, words=asked.what, urgency=urgency.value)
    _give_turn(asked)
    return asked


@transaction.atomic
def take_help(*, actor: Person, asked: Help) -> Help:
    """Take a request: from now on it is this steward's."""
    asked = _followed(actor, asked)
    asked.move_to(HelpState.TAKEN)
    asked.steward = actor
    asked.save(update_fields=["state", "steward"])
    journal.record(actor=actor, act="stewards.help_taken", thing=asked)
    duties.done(about=asked, act="ask_after_help", actor=actor)
    _give_turn(asked)
    return asked


@transaction.atomic
def say_word(*, actor: Person, asked: Help, text: str) -> Word:
    """One side writes to the other; what was written stays as it is."""
    asked = _locked(asked)
    rules.may_see(actor, asked.agreement, queries.stewards_of(asked.agreement)).or_refuse()
    if not text.strip():
        raise Invalid("text", _("请写一句话。"))
    word = Word.objects.create(
        help=asked, by=actor, is_partners=speaks_for(actor, asked.agreement.partner), text=text.strip()
    )
    to = asked.steward if word.is_partners else asked.agreement.partner.contact
    if to and to.id != actor.id:
        messages.tell(person=to, subject=sentence("回话：%(what)s", what=asked.what), body=word.text, about=asked)
    journal.record(actor=actor, act="stewards.help_answered", thing=asked, words=word.text)
    return word


@transaction.atomic
def solve_help(*, actor: Person, asked: Help, result: str) -> Help:
    """Say what came of it; the partner is asked whether that solves it. Working days are counted now."""
    asked = _followed(actor, asked)
    if not result.strip():
        raise Invalid("result", _("请写一句办成了什么样。"))
    asked.move_to(HelpState.SOLVED)
    asked.result, asked.solved_on = result.strip(), clock.today()
    asked_on = clock.local(asked.asked_at).date()
    asked.days = calendar.count_working_days(asked_on, asked.solved_on) - calendar.is_working_day(asked_on)
    asked.save(update_fields=["state", "result", "solved_on", "days"])
    journal.record(actor=actor, act="stewards.help_solved", thing=asked, words=asked.result, days=asked.days)
    duties.done(about=asked, act="help_partner", actor=actor)
    duties.assign(
        about=asked, act="confirm_help", verb="ping", title=sentence("办好了吗：%(what)s", what=asked.what),
        person=asked.agreement.partner.contact,
        due_at=clock.at(calendar.add_working_days(clock.today(), DAYS[Urgency.ORDINARY]), 18),
    )  # fmt: skip
    return asked


@transaction.atomic
def confirm_help(*, actor: Person, asked: Help) -> Help:
    """The partner says that it is solved."""
    asked = _locked(asked)
    rules.may_judge(actor, asked).or_refuse()
    asked.move_to(HelpState.CONFIRMED)
    asked.save(update_fields=["state"])
    journal.record(actor=actor, act="stewards.help_confirmed", thing=asked)
    duties.done(about=asked, act="confirm_help", actor=actor)
    return asked


@transaction.atomic
def reopen_help(*, actor: Person, asked: Help, why: str) -> Help:
    """The partner says that it is not: back to its steward, with the reason and a new clock."""
    asked = _locked(asked)
    rules.may_judge(actor, asked).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句哪里还没好。"))
    asked.move_to(HelpState.TAKEN)
    asked.reopened += 1
    asked.due_on = calendar.add_working_days(clock.today(), DAYS[Urgency(asked.urgency)])
    asked.solved_on = asked.days = None
    asked.save(update_fields=["state", "reopened", "due_on", "solved_on", "days"])
    Word.objects.create(help=asked, by=actor, is_partners=True, text=why.strip())
    journal.record(actor=actor, act="stewards.help_reopened", thing=asked, words=why.strip())
    duties.done(about=asked, act="confirm_help", actor=actor)
    _give_turn(asked)
    return asked


@transaction.atomic
def withdraw_help(*, actor: Person, asked: Help) -> Help:
    """It is no longer needed."""
    asked = _locked(asked)
    rules.may_withdraw(actor, asked).or_refuse()
    asked.move_to(HelpState.WITHDRAWN)
    asked.save(update_fields=["state"])
    journal.record(actor=actor, act="stewards.help_withdrawn", thing=asked)
    duties.drop(about=asked)
    return asked


@transaction.atomic
def remind_unanswered() -> int:
    """Tell the office of help that nobody took in time, each once for ever; how many there were."""
    found = list(queries.unanswered().select_for_update(of=("self",))[:BATCH])
    for asked in found:
        duties.assign(
            about=asked, act="ask_after_help", verb="guan", power=Power.RUN_RECRUITMENT,
            title=sentence(
                "%(name)s的求助没人接：%(what)s", name=asked.agreement.partner.name, what=asked.what
            ),
            due_at=clock.at(clock.today(), 18),
        )  # fmt: skip
        asked.reminded_at = clock.now()
        asked.save(update_fields=["reminded_at"])
        journal.record(actor=None, act="stewards.help_overdue", thing=asked)
    return len(found)


def _give_turn(asked: Help) -> None:
    duties.assign(
        about=asked, act="help_partner", verb="guan", person=asked.steward,
        power=None if asked.steward else Power.RUN_RECRUITMENT,
        title=sentence("%(name)s求助：%(what)s", name=asked.agreement.partner.name, what=asked.what),
        due_at=clock.at(asked.due_on, 18),
    )  # fmt: skip


def _locked(asked: Help) -> Help:
    return queries.helps().select_for_update(of=("self",)).get(pk=asked.pk)


def _followed(actor: Person, asked: Help) -> Help:
    asked = _locked(asked)
    rules.may_follow(actor, asked.agreement, queries.stewards_of(asked.agreement)).or_refuse()
    return asked
