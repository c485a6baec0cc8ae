"""Setting from which stars on, asking, deciding, counting uses and taking one back."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.judge.reviews import queries as reviews
from hehuo.domain.judge.support import queries, rules
from hehuo.domain.judge.support.kinds import GrantState, Kind
from hehuo.domain.judge.support.models import Support, Threshold, Use

DECIDE_DAYS = 3  # working days


@transaction.atomic
def set_threshold(*, actor: Person, stars: int) -> Threshold:
    """From how many stars on support is given from now on; what was granted stays."""
    may(actor, Power.SIGN_AGREEMENTS).or_refuse()
    if not 1 <= stars <= 5:
        raise Invalid("stars", _("写 1 到 5 星。"))
    threshold = Threshold.objects.create(stars=stars, set_by=actor)
    journal.record(actor=actor, act="support.threshold_set", thing=threshold, stars=stars)
    return threshold


@transaction.atomic
def ask_support(
    *, actor: Person, partner: Partner, kind: Kind, what: str, amount: int, until_on: date, key: UUID | None = None
) -> Support:
    """Ask for so much until a day. Refused without a final review, or with too few stars (B4)."""
    if key and (made := Support.objects.filter(pk=key).first()):
        return made
    rules.may_ask(actor, partner, assessed=queries.assessed(partner)).or_refuse()
    review = reviews.finals_of(partner)[:1].get()  # it is there: the rule has just asked for it
    if amount < 1:
        raise Invalid("amount", _("至少写 1。"))
    if until_on <= clock.today():
        raise Invalid("until_on", _("到期要在今天以后。"))
    if not what.strip():
        raise Invalid("what", _("请写清楚给什么。"))
    support = Support.objects.create(
        id=key or ids.uuid7(), partner=partner, review=review, kind=kind, what=what.strip(), amount=amount,
        until_on=until_on, asked_by=actor,
    )  # fmt: skip
    threads.tie(earlier=review, later=support)
    journal.record(
        actor=actor, act="support.asked", thing=support, kind=kind.value, amount=amount, words=support.what,
        until_on=until_on.isoformat(),
    )  # fmt: skip
    duties.assign(
        about=support, act="decide_support", verb="ping", power=Power.SIGN_AGREEMENTS,
        title=sentence("批支持：%(partner)s", partner=partner.name),
        due_at=clock.at(calendar.add_working_days(clock.today(), DECIDE_DAYS), 18),
    )  # fmt: skip
    return support


@transaction.atomic
def decide_support(*, actor: Person, support: Support, grants: bool, words: str) -> Support:
    """The secretary grants or declines, with a word; granting asks again whether the assessment still holds."""
    support = _locked(support)
    assessed = queries.assessed(support.partner) if grants else None
    rules.may_decide(actor, support, assessed=assessed).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句理由。"))
    support.move_to(GrantState.GRANTED if grants else GrantState.DECLINED)
    support.decided_by, support.decided_on, support.words = actor, clock.today(), words.strip()
    support.save(update_fields=["state", "decided_by", "decided_on", "words"])
    journal.record(actor=actor, act="support.decided", thing=support, grants=grants, words=support.words)
    duties.done(about=support, act="decide_support", actor=actor)
    messages.tell(
        person=support.partner.contact, subject=sentence("支持的答复：%(what)s", what=support.what), body=support.words,
        about=support,
    )  # fmt: skip
    return support


@transaction.atomic
def note_use(*, actor: Person, support: Support, amount: int, on: date, note: str, key: UUID | None = None) -> Use:
    """Count a use of a support; what is left falls by it, and never below nothing (held by the database too)."""
    if key and (made := Use.objects.filter(pk=key).first()):
        return made
    support = _locked(support)
    if amount < 1:
        raise Invalid("amount", _("至少写 1。"))
    if on > clock.today():
        raise Invalid("on", _("还没到的日子不能记。"))
    rules.may_use(actor, support, amount=amount, on=on).or_refuse()
    if not note.strip():
        raise Invalid("note", _("请写一句用在哪里。"))
    use = Use.objects.create(
        id=key or ids.uuid7(), support=support, amount=amount, on=on, note=note.strip(), noted_by=actor
    )
    Support.objects.filter(pk=support.pk).update(used=F("used") + amount)
    journal.record(actor=actor, act="support.used", thing=support, amount=amount, on=on.isoformat(), words=use.note)
    return use


@transaction.atomic
def reverse_use(*, actor: Person, use: Use, why: str) -> Use:
    """Take a use back by a reversing row, once; both stay to be read."""
    rules.may_reverse(actor, use).or_refuse()
    support = _locked(use.support)
    if not why.strip():
        raise Invalid("why", _("请写一句为什么冲掉。"))
    try:
        with transaction.atomic():
            back = Use.objects.create(
                support=support, amount=-use.amount, on=clock.today(), note=why.strip(), noted_by=actor, reverses=use
            )
    except IntegrityError as error:
        raise Conflict(_("这一笔已经冲过了。")) from error
    Support.objects.filter(pk=support.pk).update(used=F("used") - use.amount)
    journal.record(actor=actor, act="support.use_reversed", thing=support, amount=use.amount, words=back.note)
    return back


def _locked(support: Support) -> Support:
    return queries.supports().select_for_update(of=("self",)).get(pk=support.pk)
