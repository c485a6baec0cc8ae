"""Reading agreements."""

from datetime import timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import Verdict, no
from hehuo.domain.build.agreements import kinds
from hehuo.domain.build.agreements.kinds import AgreementState, ExitState
from hehuo.domain.build.agreements.models import Agreement, Exit, ExitItem, Plaque, Stewardship, Supplement, Suspension
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.kinds import DecisionState
from hehuo.domain.build.recruitment.models import Application, Decision, ScreeningItem
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries as postings


def agreements() -> QuerySet[Agreement]:
    """All agreements, newest first, with partner, fund and stewards."""
    stewards = Prefetch("stewardships", queryset=stewardships(), to_attr="stewards")
    found = Agreement.objects.select_related("partner__category", "partner__contact", "fund", "application")
    return found.prefetch_related(stewards).order_by("-made_at", "-id")


def public_agreements() -> QuerySet[Agreement]:
    """Those that were signed, whether in force or over."""
    return agreements().filter(signed_on__isnull=False)


def in_force() -> QuerySet[Agreement]:
    """Signed and not ended: the board's seventh column."""
    return agreements().filter(state=AgreementState.SIGNED)


def under_review() -> QuerySet[Agreement]:
    """Signed and near their end: the board's eighth column."""
    return in_force().filter(ends_on__lte=clock.today() + timedelta(days=kinds.REVIEW_DAYS))


def of_partner(partner: Partner) -> QuerySet[Agreement]:
    """The agreements of one partner, newest first."""
    return agreements().filter(partner=partner)


def of_contact(person: Person) -> QuerySet[Agreement]:
    """The agreements that a person speaks for."""
    return agreements().filter(partner__contact=person)


def supplements() -> QuerySet[Supplement]:
    """All supplements, in the order in which they were made, with their agreement."""
    return Supplement.objects.select_related("agreement__partner__contact", "fund", "signed_by")


def stewardships() -> QuerySet[Stewardship]:
    """Stewards of today."""
    return Stewardship.objects.filter(until_on=None).select_related("person")


def stewards_with_partner() -> QuerySet[Stewardship]:
    """Stewards of today, each with the partner that it follows."""
    return stewardships().select_related("agreement__partner__contact")


def agreement_of(application: Application) -> Agreement | None:
    """The agreement that came of an application, unless it ended."""
    return (
        Agreement.objects.filter(application=application)
        .exclude(state=AgreementState.ENDED)
        .order_by("-made_at")
        .first()
    )


def posted(application: Application) -> Verdict:
    """Whether the decision on an application has passed and its posting stands: nothing is signed before (R-04)."""
    decision = Decision.objects.filter(application=application).select_related("posting").first()
    if decision is None or decision.state != DecisionState.PASSED or decision.posting is None:
        return no(_("还没有通过评议并公示，不能签约。"))
    return postings.standing(decision.posting, clock.today())


def screening_of(application: Application) -> list[ScreeningItem]:
    """The checklist of an application."""
    return list(ScreeningItem.objects.filter(application=application))


def suspensions_of(agreement: Agreement) -> QuerySet[Suspension]:
    """When an agreement stood still and why, the latest first."""
    return Suspension.objects.filter(agreement=agreement).select_related("by", "lifted_by")


def exits() -> QuerySet[Exit]:
    """Who leaves and how far that is, the latest first."""
    return Exit.objects.select_related("agreement__partner__contact", "asked_by", "decided_by", "posting")


def exit_of(agreement: Agreement) -> Exit | None:
    """How an agreement is being left; None where nobody leaves."""
    return exits().filter(agreement=agreement).exclude(state=ExitState.DROPPED).first()


def items_of(leaving: Exit) -> QuerySet[ExitItem]:
    """What has to be settled, in its order."""
    return ExitItem.objects.filter(exit=leaving).select_related("done_by")


def posted_exit(leaving: Exit) -> Verdict:
    """Whether the posting of an exit has stood its days without being withdrawn."""
    if leaving.posting is None:
        return no(_("还没公示，不能办结。"))
    return postings.standing(leaving.posting, clock.today())


def to_review() -> QuerySet[Agreement]:
    """Near their end, with no new term drafted and nobody leaving: somebody has to think of them."""
    followed = Agreement.objects.filter(renews__isnull=False).exclude(state=AgreementState.ENDED).values("renews")
    left = Exit.objects.exclude(state=ExitState.DROPPED).values("agreement")
    return under_review().exclude(pk__in=followed).exclude(pk__in=left)


def renewed() -> QuerySet[Agreement]:
    """Agreements whose new term is signed and has begun."""
    begun = Agreement.objects.filter(state=AgreementState.SIGNED, starts_on__lte=clock.today(), renews__isnull=False)
    return agreements().filter(state=AgreementState.SIGNED, pk__in=begun.values("renews"))


def plaques() -> QuerySet[Plaque]:
    """Every plaque that was ever given, by number."""
    return Plaque.objects.select_related("partner__contact", "agreement", "given_by", "taken_by")


def plaque_of(partner: Partner) -> Plaque | None:
    """The plaque that hangs at a partner's door."""
    return plaques().filter(partner=partner, taken_on=None).first()
