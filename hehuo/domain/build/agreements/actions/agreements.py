"""Drafting, signing and ending agreements."""

from uuid import UUID

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.agreements import queries, rules, terms
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.agreements.terms import AgreementWords
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import ServiceField, Way
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import applications
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.queries import roles_of
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads


@transaction.atomic
def draft_agreement(
    *, actor: Person, application: Application, words: AgreementWords, key: UUID | None = None
) -> Agreement:
    """Draft the agreement of a posted application; its applicant becomes a partner with a profile."""
    if key and (made := Agreement.objects.filter(pk=key).first()):
        return made
    application = applications.locked(application)
    rules.may_draft(actor, application).or_refuse()
    if queries.agreement_of(application):
        raise Conflict(_("这份申请已经有协议了，请直接改那一份。"))
    application.partner = application.partner or _partner_of(actor, application)
    application.save(update_fields=["partner"])
    year = clock.today().year
    agreement = Agreement(
        id=key or ids.uuid7(), number=f"{year}-{Counter.take(f'agreement.{year}'):03d}",
        partner=application.partner, application=application, made_by=actor,
    )  # fmt: skip
    terms.write(agreement, words)
    agreement.save(force_insert=True)
    _tie_way_in(application, agreement)
    journal.record(actor=actor, act="agreements.drafted", thing=agreement, number=agreement.number)
    duties.assign(
        about=agreement, act="sign_agreement", verb="jian", title=str(agreement), power=Power.SIGN_AGREEMENTS,
        due_at=clock.at(words.starts_on, 18),
    )  # fmt: skip
    return agreement


@transaction.atomic
def reword_agreement(*, actor: Person, agreement: Agreement, words: AgreementWords) -> Agreement:
    """Change a draft; a signed agreement changes by a supplementary one only (R-07)."""
    agreement = locked(agreement)
    access_rules.may(actor, Power.RUN_RECRUITMENT).or_refuse()
    if agreement.state != AgreementState.DRAFT:
        raise Conflict(_("协议已经签了，不能改。要变更，请另拟补充协议。"))
    before = f"{agreement.subject}\n{agreement.community_gives}\n{agreement.partner_gives}\n{agreement.duties}"
    terms.write(agreement, words)
    agreement.save()
    journal.record(
        actor=actor, act="agreements.reworded", thing=agreement, words=before, price_percent=words.price_percent,
        share_percent=words.share_percent,
    )  # fmt: skip
    return agreement


@transaction.atomic
def sign_agreement(*, actor: Person, agreement: Agreement) -> Agreement:
    """Sign: after the posting, with all papers in force. The partner's contact may act as partner from now on."""
    agreement = locked(agreement)
    application = applications.locked(agreement.application)
    rules.may_sign(
        actor, agreement, posted=queries.posted(application), items=queries.screening_of(application),
        stewards=queries.stewardships().filter(agreement=agreement).count(), on=clock.today(),
    ).or_refuse()  # fmt: skip
    agreement.move_to(AgreementState.SIGNED)
    agreement.signed_by, agreement.signed_on = actor, clock.today()
    agreement.save(update_fields=["state", "signed_by", "signed_on"])
    if agreement.renews_id is None:  # a new term of the same application is no step on its way in
        applications.move(actor=actor, application=application, stage=Stage.AGREED, agreement=str(agreement.id))
    contact = agreement.partner.contact
    if Role.PARTNER not in roles_of(contact):
        access.grant_role(actor=actor, person=contact, role=Role.PARTNER)
    journal.record(
        actor=actor, act="agreements.signed", thing=agreement, number=agreement.number,
        starts_on=agreement.starts_on.isoformat(), ends_on=agreement.ends_on.isoformat(),
        price_percent=agreement.price_percent, share_percent=agreement.share_percent,
    )  # fmt: skip
    duties.done(about=agreement, act="sign_agreement", actor=actor)
    return agreement


@transaction.atomic
def keep_scan(*, actor: Person, agreement: Agreement, upload: "Upload[bytes]") -> Agreement:
    """Keep a picture of the stamped paper, which is the legal original (R-07)."""
    agreement = locked(agreement)
    access_rules.may(actor, Power.RUN_RECRUITMENT).or_refuse()
    agreement.scan = files.keep_file(actor=actor, upload=upload, about=agreement)
    agreement.save(update_fields=["scan"])
    journal.record(actor=actor, act="agreements.scan_kept", thing=agreement, file=str(agreement.scan.id))
    return agreement


@transaction.atomic
def end_agreement(*, actor: Person, agreement: Agreement, why: str) -> Agreement:
    """End today what does not run: a draft, what has not begun, a term that is over. Raises Refused, Invalid."""
    agreement = locked(agreement)
    rules.may_end(actor, agreement).or_refuse()
    return close(actor=actor, agreement=agreement, why=why)


def close(*, actor: Person | None, agreement: Agreement, why: str) -> Agreement:
    """An agreement that is held ends today. Inside a transaction; who may, its callers ask."""
    if not why.strip():
        raise Invalid("why", _("请写一句为什么结束。"))
    agreement.move_to(AgreementState.ENDED)
    agreement.ended_on, agreement.ended_why = clock.today(), why.strip()
    agreement.save(update_fields=["state", "ended_on", "ended_why"])
    journal.record(actor=actor, act="agreements.ended", thing=agreement, words=agreement.ended_why)
    duties.done(about=agreement, act="sign_agreement", actor=actor)
    return agreement


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands now, held until the transaction ends."""
    found = Agreement.objects.select_for_update(of=("self",)).select_related("partner__contact", "application", "fund")
    return found.get(pk=agreement.pk)


def _tie_way_in(application: Application, agreement: Agreement) -> None:
    """Application, trials and posting all led here, so that the journey tells them from the money's end too."""
    threads.tie(earlier=application, later=agreement)
    for trial in recruitment.trials_of(application):
        threads.tie(earlier=trial.about, later=agreement)
    for decision in recruitment.decisions_of(application):
        if decision.posting:
            threads.tie(earlier=decision.posting, later=agreement)


def _partner_of(actor: Person, application: Application) -> Partner:
    """The applicant as a partner; the contact is the person with this phone and name, or a new person."""
    contact = Person.objects.filter(
        phone_hash=application.phone_hash, name=application.contact_name, merged_into=None
    ).exclude(phone_hash="").first()  # fmt: skip
    if contact is None:
        contact = Person(name=application.contact_name or application.name)
        contact.phone = application.phone
        contact.save(force_insert=True)
    return partners.make_partner(
        actor=actor, name=application.name, category=application.category, credit_code=application.credit_code,
        contact=contact, phone=application.phone, service_field=ServiceField(application.service_field),
        ways=[Way(application.way)] if application.way else [], contributions=application.contributions,
        profile=application.offer,
    )  # fmt: skip
