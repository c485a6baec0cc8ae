"""Leaving in steps: notice, reply, decision, posting, settlement, end (domain facts 1.6)."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.agreements import kinds, queries, rules
from hehuo.domain.build.agreements.actions import plaques
from hehuo.domain.build.agreements.actions.agreements import close, locked
from hehuo.domain.build.agreements.kinds import ExitKind, ExitState
from hehuo.domain.build.agreements.models import Agreement, Exit, ExitItem
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind


@transaction.atomic
def start_exit(*, actor: Person, agreement: Agreement, kind: ExitKind, why: str, key: UUID | None = None) -> Exit:
    """Give notice with the reason: from now on the partner has five working days to be heard. Raises Refused, Invalid.

    The days of notice are the agreement's own; an expulsion waits for none.
    """
    if key and (made := Exit.objects.filter(pk=key).first()):
        return made
    agreement = locked(agreement)
    rules.may_start_exit(actor, agreement, kind).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写为什么退出，对方会看到。"))
    today = clock.today()
    waits = 0 if kind == ExitKind.EXPELLED else agreement.notice_days
    leaves_on = max(today, agreement.ends_on) if kind == ExitKind.EXPIRED else today + timedelta(days=waits)
    try:
        with transaction.atomic():
            leaving = Exit.objects.create(
                id=key or ids.uuid7(), agreement=agreement, kind=kind, why=why.strip(), asked_by=actor,
                reply_until=calendar.add_working_days(today, kinds.REPLY_DAYS), leaves_on=leaves_on,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("这份协议已经在办退出。")) from error
    ExitItem.objects.bulk_create(
        ExitItem(exit=leaving, slug=slug, title=str(title), order=order)
        for order, (slug, title) in enumerate(kinds.SETTLEMENT.items())
    )
    if kind != ExitKind.OWN_WISH:
        messages.tell(
            person=agreement.partner.contact, body=leaving.why, about=leaving,
            subject=sentence("退出告知：%(kind)s，%(day)s 前可以申辩", kind=kind.label, day=str(leaving.reply_until)),
        )  # fmt: skip
    duties.assign(
        about=leaving, act="decide_exit", verb="jian", title=str(leaving), power=Power.SIGN_AGREEMENTS,
        due_at=clock.at(calendar.add_working_days(leaving.reply_until, 1), 18),
    )  # fmt: skip
    journal.record(actor=actor, act="agreements.exit_noticed", thing=agreement, kind=kind.value, words=leaving.why)
    return leaving


@transaction.atomic
def reply_to_exit(*, actor: Person, leaving: Exit, reply: str) -> Exit:
    """The partner's own words, kept as they were said."""
    leaving = _locked(leaving)
    rules.may_reply(actor, leaving, clock.today()).or_refuse()
    if not reply.strip():
        raise Invalid("reply", _("请写下要说的话。"))
    leaving.reply, leaving.replied_on = reply, clock.today()
    leaving.save(update_fields=["reply", "replied_on"])
    journal.record(actor=actor, act="agreements.exit_replied", thing=leaving.agreement, words=reply)
    return leaving


@transaction.atomic
def decide_exit(*, actor: Person, leaving: Exit, leaves: bool, decision: str) -> Exit:
    """The secretary decides whether the partner leaves, with the reason; never who asked for it."""
    leaving = _locked(leaving)
    rules.may_decide_exit(actor, leaving, clock.today()).or_refuse()
    if not decision.strip():
        raise Invalid("decision", _("请写决定和理由。"))
    leaving.move_to(ExitState.DECIDED if leaves else ExitState.DROPPED)
    leaving.decided_by, leaving.decided_on, leaving.decision = actor, clock.today(), decision.strip()
    leaving.save(update_fields=["state", "decided_by", "decided_on", "decision"])
    duties.done(about=leaving, act="decide_exit", actor=actor)
    messages.tell(
        person=leaving.agreement.partner.contact, subject=sentence("退出的决定"), body=leaving.decision, about=leaving
    )
    journal.record(
        actor=actor, act="agreements.exit_decided", thing=leaving.agreement, leaves=leaves, words=leaving.decision
    )  # fmt: skip
    return leaving


@transaction.atomic
def post_exit(*, actor: Person, leaving: Exit) -> Exit:
    """Put the decision on the wall for its working days; the settlement begins."""
    leaving = _locked(leaving)
    leaving.move_to(ExitState.POSTED)
    partner = leaving.agreement.partner
    leaving.posting = postings.post(
        actor=actor, kind=PostingKind.PARTNER, about=partner,
        title=str(_("%(name)s%(kind)s")) % {"name": partner.name, "kind": leaving.get_kind_display()},
        body={"text": leaving.decision},
    )  # fmt: skip
    leaving.save(update_fields=["state", "posting"])
    journal.record(actor=actor, act="agreements.exit_posted", thing=leaving.agreement, posting=str(leaving.posting.id))
    return leaving


@transaction.atomic
def settle_item(*, actor: Person, item: ExitItem, note: str = "") -> ExitItem:
    """Tick one thing off, once, by whom and when; with the plaque, its number is taken back in the register."""
    item = ExitItem.objects.select_for_update(of=("self",)).select_related("exit__agreement").get(pk=item.pk)
    rules.may_settle(actor, item.exit).or_refuse()
    if item.done_on:
        raise Conflict(_("「%s」已经清过了。") % item.title)
    item.done_by, item.done_on, item.note = actor, clock.today(), note.strip()
    item.save(update_fields=["done_by", "done_on", "note"])
    if item.slug == kinds.PLAQUE:
        plaques.take_back(actor=actor, agreement=item.exit.agreement)
    journal.record(
        actor=actor, act="agreements.exit_settled", thing=item.exit.agreement, item=item.slug, words=item.note
    )
    return item


@transaction.atomic
def close_exit(*, actor: Person, leaving: Exit) -> Exit:
    """The two part: the agreement ends; whoever was expelled may not come back for two years."""
    leaving = _locked(leaving)
    rules.may_close_exit(
        actor, leaving, posted=queries.posted_exit(leaving), items=queries.items_of(leaving), on=clock.today()
    ).or_refuse()
    leaving.move_to(ExitState.ENDED)
    leaving.ended_on = clock.today()
    leaving.save(update_fields=["state", "ended_on"])
    close(
        actor=actor, agreement=locked(leaving.agreement), why=f"{leaving.get_kind_display()}：{leaving.decision}"[:200]
    )
    if leaving.kind == ExitKind.EXPELLED:
        partners.ban_partner(
            actor=actor, partner=leaving.agreement.partner, until=clock.today() + timedelta(days=365 * kinds.BAN_YEARS),
            why=leaving.decision,
        )  # fmt: skip
    return leaving


def _locked(leaving: Exit) -> Exit:
    return queries.exits().select_for_update(of=("self",)).get(pk=leaving.pk)
