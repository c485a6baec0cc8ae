"""A later last day: asked with a reason, and once homes pay, with a second person's yes. Never an earlier one."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import ExtensionState, LevyState
from hehuo.domain.run.levies.models import Extension, Levy

WITHIN = timedelta(days=3)


@transaction.atomic
def ask_extension(*, actor: Person, levy: Levy, to_on: date, why: str) -> Extension:
    """Ask for a later last day; of a draft it holds at once. Raises Refused, Invalid, Conflict while another waits."""
    levy = _locked(levy)
    rules.may_extend(actor, levy).or_refuse()
    if to_on <= levy.due_on:
        raise Invalid("to_on", _("现在收到 %s 为止，只能往后延。") % levy.due_on.isoformat())
    if to_on < clock.today():
        raise Invalid("to_on", _("这一天已经过了，请写以后的日子。"))
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写为什么延，各户会看到，例如：放假，好多户不在家。"))
    if queries.asked_extension(levy):
        raise Conflict(_("已经有一次延期在等审批。"))
    extension = Extension(levy=levy, from_on=levy.due_on, to_on=to_on, why=why.strip()[:200], asked_by=actor)
    journal.record(
        actor=actor, act="levies.extension_asked", thing=levy, to_on=to_on.isoformat(), words=extension.why
    )  # fmt: skip
    if levy.state == LevyState.DRAFT:  # nobody was asked to pay by the earlier day yet
        extension.state = ExtensionState.GRANTED
        levy.due_on = to_on
        levy.save(update_fields=["due_on"])
    extension.save(force_insert=True)
    if extension.state == ExtensionState.ASKED:
        duties.assign(
            about=levy, act="approve_extension", verb="guan", title=sentence("审批延期：%(what)s", what=levy.title),
            due_at=clock.now() + WITHIN, power=Power.APPROVE_MONEY,
        )  # fmt: skip
    return extension


@transaction.atomic
def grant_extension(*, actor: Person, levy: Levy) -> Extension:
    """The later day holds, for the levy and for what each home still owes."""
    levy = _locked(levy)
    extension = _asked(levy)
    rules.may_decide_extension(actor, extension).or_refuse()
    _decide(extension, actor, ExtensionState.GRANTED)
    levy.due_on = extension.to_on
    levy.save(update_fields=["due_on"])
    funds.put_off(actor=actor, about=levy, due_on=levy.due_on)
    journal.record(actor=actor, act="levies.extension_granted", thing=levy, to_on=levy.due_on.isoformat())
    return extension


@transaction.atomic
def return_extension(*, actor: Person, levy: Levy, why: str) -> Extension:
    """It stays with the day as it was, with the reason."""
    levy = _locked(levy)
    extension = _asked(levy)
    rules.may_decide_extension(actor, extension).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，经办人会看到。"))
    extension.returned_why = why.strip()[:200]
    _decide(extension, actor, ExtensionState.RETURNED)
    journal.record(actor=actor, act="levies.extension_returned", thing=levy, words=extension.returned_why)
    return extension


def _decide(extension: Extension, actor: Person, state: ExtensionState) -> None:
    extension.move_to(state)
    extension.decided_by, extension.decided_at = actor, clock.now()
    extension.save(update_fields=["state", "decided_by", "decided_at", "returned_why"])
    duties.done(about=extension.levy, act="approve_extension", actor=actor)


def _asked(levy: Levy) -> Extension:
    extension = queries.asked_extension(levy)
    if extension is None:
        raise Conflict(_("没有等审批的延期，可能刚才有人办过了。"))
    return extension


def _locked(levy: Levy) -> Levy:
    return Levy.objects.select_for_update(of=("self",)).get(pk=levy.pk)
