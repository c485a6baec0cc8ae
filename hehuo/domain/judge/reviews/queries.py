"""Reading cards and reviews."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.verdicts import Verdict, no
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import queries as postings
from hehuo.domain.ground.postings.kinds import TERMS, PostingKind
from hehuo.domain.judge.reviews import kinds, results
from hehuo.domain.judge.reviews.kinds import KNOWN, ReviewState
from hehuo.domain.judge.reviews.models import Card, Review, Reviewer, Score
from hehuo.domain.judge.reviews.results import Result


def cards() -> QuerySet[Card]:
    """Every card, the latest first."""
    return Card.objects.select_related("made_by")


def card() -> Card:
    """The card for the reviews that come; the house's own, not saved, where the office has made none."""
    return cards().first() or Card(number=0, lines=kinds.LINES, bands=kinds.BANDS)


def reviews() -> QuerySet[Review]:
    """Every review, the latest period first."""
    return Review.objects.select_related(
        "partner__contact", "partner__category", "opened_by", "asked_by", "decided_by", "red_line_by", "posting"
    )


def reviews_in(state: str) -> QuerySet[Review]:
    """The reviews of one state; all of them for anything else."""
    return reviews().filter(state=state) if state in ReviewState.values else reviews()


def known_of(partner: Partner) -> QuerySet[Review]:
    """A partner's posted and final reviews, as everyone may read them, the latest first."""
    return reviews().filter(partner=partner, state__in=KNOWN)


def finals_of(partner: Partner) -> QuerySet[Review]:
    """A partner's final reviews, the latest period first."""
    return reviews().filter(partner=partner, state=ReviewState.FINAL)


def latest_final(partner: Partner) -> Review | None:
    """The result that holds today."""
    return finals_of(partner).first()


def stars_of(partners: Iterable[UUID]) -> dict[UUID, Review]:
    """The result that holds today of each of several partners, in one statement."""
    found = reviews().filter(partner__in=list(partners), state=ReviewState.FINAL).order_by("to_on", "opened_at", "id")
    return {each.partner_id: each for each in found}


def suggests_exit(partner: Partner) -> bool:
    """Whether the last two final reviews both failed. Nothing follows by itself: the office is offered the steps."""
    latest = list(finals_of(partner)[: kinds.FAILS])
    return len(latest) == kinds.FAILS and all(each.fails for each in latest)


def agreement_to_leave(partner: Partner) -> Agreement | None:
    """The agreement whose steps of leaving are offered; None where there is none or they have begun."""
    found = agreements.in_force().filter(partner=partner).first()
    return found if found and agreements.exit_of(found) is None else None


def reviewers_of(review: Review) -> list[Reviewer]:
    """Those who were asked to score."""
    return list(Reviewer.objects.filter(review=review).select_related("person"))


def sheets_of(review: Review) -> dict[UUID, list[Score]]:
    """The scores that count, by the reviewer who gave them, in the order of the card's lines."""
    places = {line["key"]: place for place, line in enumerate(review.lines)}
    counted = Score.objects.filter(reviewer__review=review, counts=True)
    sheets: dict[UUID, list[Score]] = {}
    for score in sorted(counted, key=lambda each: places[each.line]):
        sheets.setdefault(score.reviewer_id, []).append(score)
    return sheets


def seats() -> QuerySet[Reviewer]:
    """Every seat, with its review and person."""
    return Reviewer.objects.select_related("review__partner__contact", "person")


def seats_of(person: Person) -> QuerySet[Reviewer]:
    """Where a person was asked to score, the latest first."""
    return seats().filter(person=person).exclude(review__state=ReviewState.DROPPED).order_by("-id")


def superseded_of(review: Review) -> QuerySet[Score]:
    """The raw scores that a later sheet took the place of, in their order."""
    return Score.objects.filter(reviewer__review=review, counts=False).select_related("reviewer__person")


def result_of(review: Review) -> Result:
    """The mean of the valid scores as they stand."""
    sheets: dict[UUID, dict[str, int]] = {}
    valid = Score.objects.filter(reviewer__review=review, reviewer__stepped_back_at=None, counts=True)
    for reviewer_id, line, points in valid.values_list("reviewer_id", "line", "points"):
        sheets.setdefault(reviewer_id, {})[line] = points
    return results.result_of(sheets.values(), review.lines)


def standing(review: Review) -> Verdict:
    """Whether its posting has stood its days."""
    return postings.standing(review.posting, clock.today()) if review.posting else no(_("还没公示，不能定案。"))


def posting_term(day: date) -> tuple[int, bool]:
    """Seven days; where a holiday makes the board's own shortest period longer, that one."""
    least = TERMS[PostingKind.HONOUR]
    shortest = postings.last_day(day, days=least.days, in_working_days=least.in_working_days)
    week = postings.last_day(day, days=kinds.POST_DAYS, in_working_days=False)
    return (kinds.POST_DAYS, False) if week >= shortest else (least.days, least.in_working_days)


def is_upheld(review: Review) -> bool:
    """Whether an objection to its posting was found right."""
    return bool(review.posting and postings.objections_to(review.posting).filter(is_upheld=True).exists())
