"""A new term that follows an old one, and being told in time that one ends."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.agreements import queries, rules, terms
from hehuo.domain.build.agreements.actions.agreements import close, locked
from hehuo.domain.build.agreements.models import Agreement, Stewardship
from hehuo.domain.build.agreements.terms import AgreementWords
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads

BATCH = 200


@transaction.atomic
def renew_agreement(
    *, actor: Person, agreement: Agreement, words: AgreementWords, key: UUID | None = None
) -> Agreement:
    """Draft the term that follows: its own number and words, the same stewards; it begins when the old one is over."""
    if key and (made := Agreement.objects.filter(pk=key).first()):
        return made
    old = locked(agreement)
    rules.may_renew(actor, old).or_refuse()
    if queries.exit_of(old):
        raise Conflict(_("这家正在办退出，不能续签。"))
    if Agreement.objects.filter(renews=old).exclude(ended_on__isnull=False).exists():
        raise Conflict(_("已经拟了续签的协议，请直接改那一份。"))
    if words.starts_on <= old.ends_on:
        raise Invalid("starts_on", _("原来的到 %s 为止，新的从第二天起。") % old.ends_on)
    year = clock.today().year
    new = Agreement(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'agreement.{year}'):03d}", partner=old.partner,
        application=old.application, made_by=actor, renews=old,
    )  # fmt: skip
    terms.write(new, words)
    new.save(force_insert=True)
    for steward in queries.stewardships().filter(agreement=old):
        Stewardship.objects.create(agreement=new, person=steward.person, seat=steward.seat)
    threads.tie(earlier=old, later=new)
    journal.record(actor=actor, act="agreements.renewed", thing=new, number=new.number, renews=str(old.id))
    duties.done(about=old, act="review_agreement", actor=actor)
    duties.assign(
        about=new, act="sign_agreement", verb="jian", title=str(new), power=Power.SIGN_AGREEMENTS,
        due_at=clock.at(words.starts_on, 18),
    )  # fmt: skip
    return new


@transaction.atomic
def remind_of_review() -> int:
    """Tell of agreements that end, a month and a week before, each step once for ever; how many were told now."""
    return sum(
        duties.warn(
            about=agreement, act="review_agreement", verb="ping", power=Power.RUN_RECRUITMENT,
            title=sentence("%(name)s的协议快到期，续还是退", name=agreement.partner.name),
            runs_out_on=agreement.ends_on, also=[agreement.partner.contact],
        )
        for agreement in queries.to_review()
    )  # fmt: skip


@transaction.atomic
def end_renewed() -> int:
    """End the terms whose successors have begun, so that a partner is counted once; how many there were."""
    found = list(queries.renewed()[:BATCH])
    for agreement in found:
        close(actor=None, agreement=locked(agreement), why=str(_("到期，续签了")))
    return len(found)
