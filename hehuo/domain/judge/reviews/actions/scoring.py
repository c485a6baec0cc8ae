"""Opening a review, naming who scores, scoring, stepping back, and the red line."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing
from hehuo.core.sentences import sentence
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.recruitment.kinds import NEGATIVE_LIST
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.judge.reviews import kinds, queries, rules
from hehuo.domain.judge.reviews.kinds import LineData, ReviewState
from hehuo.domain.judge.reviews.models import Review, Reviewer, Score


@transaction.atomic
def open_review(
    *, actor: Person, partner: Partner, from_on: date, to_on: date, reviewers: Sequence[Person], key: UUID | None = None
) -> Review:
    """Open the review of a period by today's card, and ask each reviewer to score (Refused, Invalid, Conflict)."""
    if key and (made := Review.objects.filter(pk=key).first()):
        return made
    rules.may_run(actor, partner).or_refuse()
    if to_on <= from_on or (to_on - from_on).days > kinds.LONGEST_DAYS:
        raise Invalid("to_on", _("起止要写对，最长一年。"))
    card = queries.card()
    for person in reviewers:
        rules.may_sit(person, partner).or_refuse()
    if len({person.human_id for person in reviewers}) < card.reviewers:
        raise Invalid("reviewers", _("至少请 %s 位来评。") % card.reviewers)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                id=key or ids.uuid7(), partner=partner, from_on=from_on, to_on=to_on, card_number=card.number,
                lines=card.lines, bands=card.bands, sample=card.sample, least_reviewers=card.reviewers,
                opened_by=actor,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("这家这一段已经有一份考核了。")) from error
    threads.tie(earlier=partner, later=review)
    journal.record(actor=actor, act="reviews.opened", thing=review, card=card.number)
    for person in reviewers:
        _seat(review, person)
    return review


@transaction.atomic
def add_reviewer(*, actor: Person, review: Review, person: Person) -> Reviewer:
    """Ask one more to score, where one stepped back."""
    review = locked(review)
    rules.may_run(actor, review.partner).or_refuse()
    rules.may_sit(person, review.partner).or_refuse()
    if review.state != ReviewState.OPEN:
        raise Conflict(_("现在是「%s」，不再添人。") % review.get_state_display())
    if rules.reviewer_of(person, queries.reviewers_of(review)):
        raise Conflict(_("%s已经在名单里。") % person.name)
    journal.record(actor=actor, act="reviews.reviewer_added", thing=review, person=str(person.id))
    return _seat(review, person)


@transaction.atomic
def score_review(*, actor: Person, review: Review, points: Mapping[str, int], reasons: Mapping[str, str]) -> Reviewer:
    """Give every line its points, each with its reason. Scored again, the earlier sheet stays and counts no more."""
    review = locked(review)
    seat = _own_seat(actor, review)
    for line in review.lines:
        _check(line, points, reasons)
    Score.objects.filter(reviewer=seat, counts=True).update(counts=False)
    Score.objects.bulk_create(
        Score(reviewer=seat, line=line["key"], points=points[line["key"]], why=reasons[line["key"]].strip())
        for line in review.lines
    )
    seat.scored_at = clock.now()
    seat.save(update_fields=["scored_at"])
    journal.record(actor=actor, act="reviews.scored", thing=review, total=sum(points[x["key"]] for x in review.lines))
    duties.done(about=seat, act="score_review", actor=actor)
    _all_in(review)
    return seat


@transaction.atomic
def step_back(*, actor: Person, review: Review, why: str) -> Reviewer:
    """A reviewer with an interest steps back, before or after scoring; what they scored counts no more."""
    review = locked(review)
    seat = _own_seat(actor, review)
    if not why.strip():
        raise Invalid("why", _("请写一句与这家有什么关系。"))
    seat.stepped_back_at, seat.stepped_back_why = clock.now(), why.strip()
    seat.save(update_fields=["stepped_back_at", "stepped_back_why"])
    journal.record(actor=actor, act="reviews.stepped_back", thing=review, words=seat.stepped_back_why)
    duties.done(about=seat, act="score_review", actor=actor)
    _all_in(review)
    return seat


@transaction.atomic
def draw_red_line(*, actor: Person, review: Review, red_line: str, why: str) -> Review:
    """One breach of the negative list fails the whole review, whatever the points (domain facts 1.6)."""
    review = locked(review)
    rules.may_draw_red_line(actor, review, rules.reviewer_of(actor, queries.reviewers_of(review))).or_refuse()
    if red_line not in NEGATIVE_LIST:
        raise Invalid("red_line", _("请从负面清单里选一条。"))
    if not why.strip():
        raise Invalid("why", _("请写清楚发生了什么，对方会看到。"))
    review.red_line, review.red_line_why, review.red_line_by = red_line, why.strip(), actor
    review.save(update_fields=["red_line", "red_line_why", "red_line_by"])
    journal.record(actor=actor, act="reviews.red_line_drawn", thing=review, red_line=red_line, words=why.strip())
    return review


@transaction.atomic
def lift_red_line(*, actor: Person, review: Review, why: str) -> Review:
    """Take a red line back that was drawn in error, by another than who drew it; the journal keeps both."""
    review = locked(review)
    rules.may_lift_red_line(actor, review).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么撤。"))
    review.red_line, review.red_line_why, review.red_line_by = "", "", None
    review.save(update_fields=["red_line", "red_line_why", "red_line_by"])
    journal.record(actor=actor, act="reviews.red_line_lifted", thing=review, words=why.strip())
    return review


@transaction.atomic
def drop_review(*, actor: Person, review: Review, why: str) -> Review:
    """A review that is not carried on; what was scored stays to be read by the office."""
    review = locked(review)
    rules.may_run(actor, review.partner).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么不评了。"))
    review.move_to(ReviewState.DROPPED)
    review.returned_why = why.strip()
    review.save(update_fields=["state", "returned_why"])
    journal.record(actor=actor, act="reviews.dropped", thing=review, words=review.returned_why)
    duties.drop(about=review)
    for seat in queries.reviewers_of(review):
        duties.drop(about=seat)
    return review


def locked(review: Review) -> Review:
    """The review as it stands, held for this transaction."""
    return queries.reviews().select_for_update(of=("self",)).get(pk=review.pk)


def ask_again(review: Review) -> None:
    """Every reviewer who has not stepped back is asked to look at their sheet once more."""
    for seat in queries.reviewers_of(review):
        if seat.stepped_back_at is None:
            _give_turn(review, seat)


def _own_seat(actor: Person, review: Review) -> Reviewer:
    """The seat from which the actor may score now (raises Refused)."""
    seat = rules.reviewer_of(actor, queries.reviewers_of(review))
    rules.may_score(actor, review, seat).or_refuse()
    if seat is None:
        raise Missing(_("您不在这次考核的评分名单里。"))
    return seat


def _seat(review: Review, person: Person) -> Reviewer:
    seat = Reviewer.objects.create(review=review, person=person)
    _give_turn(review, seat)
    return seat


def _give_turn(review: Review, seat: Reviewer) -> None:
    duties.assign(
        about=seat, act="score_review", verb="ping", title=sentence("打分：%(partner)s", partner=review.partner.name),
        person=seat.person, due_at=clock.at(calendar.add_working_days(clock.today(), kinds.SCORE_DAYS), 18),
    )  # fmt: skip


def _all_in(review: Review) -> None:
    """With the last sheet in, the one who opened it is to send it to the secretary."""
    if any(seat.waits for seat in queries.reviewers_of(review)):
        return
    title = sentence("送审考核：%(partner)s", partner=review.partner.name)
    due_at = clock.at(calendar.add_working_days(clock.today(), 1), 18)
    duties.assign(about=review, act="ask_review", verb="ping", title=title, person=review.opened_by, due_at=due_at)


def _check(line: LineData, points: Mapping[str, int], reasons: Mapping[str, str]) -> None:
    key, title, most = line["key"], line["title"], line["points"]
    if key not in points or not 0 <= points[key] <= most:
        raise Invalid(f"points_{key}", _("「%(title)s」写 0 到 %(most)s 分。") % {"title": title, "most": most})
    if not reasons.get(key, "").strip():
        raise Invalid(f"why_{key}", _("「%s」请写一句理由。") % title)
