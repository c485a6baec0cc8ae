"""Changing what was signed: a supplement, drafted and signed by the same rules as the agreement (R-07)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.agreements import queries, rules, terms
from hehuo.domain.build.agreements.actions.agreements import locked
from hehuo.domain.build.agreements.kinds import SupplementState
from hehuo.domain.build.agreements.models import Agreement, Supplement, Terms
from hehuo.domain.build.agreements.terms import AgreementWords
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def draft_supplement(
    *, actor: Person, agreement: Agreement, words: AgreementWords, why: str, key: UUID | None = None
) -> Supplement:
    """Draft what shall change in a signed agreement, and why; the agreement itself stands until this is signed."""
    if key and (made := Supplement.objects.filter(pk=key).first()):
        return made
    agreement = locked(agreement)
    earlier = list(Supplement.objects.filter(agreement=agreement))
    rules.may_supplement(actor, agreement, earlier=earlier).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么改。"))
    if words.starts_on != agreement.starts_on:
        raise Invalid("starts_on", _("开始日已经定了，补充协议不改它。"))
    supplement = Supplement(
        id=key or ids.uuid7(), agreement=agreement, number=f"{agreement.number}-{len(earlier) + 1}", why=why.strip(),
        made_by=actor,
    )  # fmt: skip
    terms.write(supplement, words)
    supplement.replaces = agreement.as_data
    if not supplement.changes:
        raise Invalid("why", _("和现在的协议一样，没有要改的。"))
    supplement.save(force_insert=True)
    threads.tie(earlier=agreement, later=supplement)
    journal.record(actor=actor, act="agreements.supplement_drafted", thing=agreement, number=supplement.number)
    duties.assign(
        about=agreement, act="sign_supplement", verb="jian", title=f"{supplement.number} {agreement.subject}",
        power=Power.SIGN_AGREEMENTS, due_at=clock.at(clock.today(), 18),
    )  # fmt: skip
    return supplement


@transaction.atomic
def sign_supplement(*, actor: Person, supplement: Supplement) -> Supplement:
    """Sign: the agreement says the new words from today; what it said before is kept with the supplement."""
    agreement, supplement = _locked(supplement)
    rules.may_sign(
        actor, agreement, posted=queries.posted(agreement.application),
        items=queries.screening_of(agreement.application),
        stewards=queries.stewardships().filter(agreement=agreement).count(), on=clock.today(),
    ).or_refuse()  # fmt: skip
    supplement.move_to(SupplementState.SIGNED)
    supplement.signed_by, supplement.signed_on = actor, clock.today()
    supplement.replaces = agreement.as_data
    supplement.save()
    for name in Terms.NAMES:
        setattr(agreement, name, getattr(supplement, name))
    agreement.save(update_fields=Terms.NAMES)
    journal.record(
        actor=actor, act="agreements.supplemented", thing=agreement, number=supplement.number, words=supplement.why,
        ends_on=agreement.ends_on.isoformat(), price_percent=agreement.price_percent,
        share_percent=agreement.share_percent,
    )  # fmt: skip
    duties.done(about=agreement, act="sign_supplement", actor=actor)
    return supplement


@transaction.atomic
def drop_supplement(*, actor: Person, supplement: Supplement) -> Supplement:
    """Give a draft up; its number stays used."""
    access_rules.may(actor, Power.RUN_RECRUITMENT).or_refuse()
    agreement, supplement = _locked(supplement)
    supplement.move_to(SupplementState.DROPPED)
    supplement.save(update_fields=["state"])
    journal.record(actor=actor, act="agreements.supplement_dropped", thing=agreement, number=supplement.number)
    duties.done(about=agreement, act="sign_supplement", actor=actor)
    return supplement


def _locked(supplement: Supplement) -> tuple[Agreement, Supplement]:
    agreement = locked(supplement.agreement)
    found = Supplement.objects.select_for_update(of=("self",)).select_related("fund").get(pk=supplement.pk)
    if not agreement.is_signed:
        raise Conflict(_("这份协议已经结束，补充协议不能再动。"))
    found.agreement = agreement
    return agreement, found
