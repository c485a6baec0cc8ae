"""From asked to final: the secretary decides, the result is posted, objected to, and holds."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.kinds import PostingKind
from hehuo.domain.judge.reviews import figures, queries, results, rules
from hehuo.domain.judge.reviews.actions.scoring import ask_again, locked
from hehuo.domain.judge.reviews.kinds import ReviewState
from hehuo.domain.judge.reviews.models import Review


@transaction.atomic
def ask_review(*, actor: Person, review: Review) -> Review:
    """Send a review with all its sheets to the secretary."""
    review = locked(review)
    rules.may_ask(actor, review, queries.reviewers_of(review)).or_refuse()
    review.move_to(ReviewState.ASKED)
    review.asked_by, review.returned_why = actor, ""
    review.save(update_fields=["state", "asked_by", "returned_why"])
    journal.record(actor=actor, act="reviews.asked", thing=review)
    duties.done(about=review, act="ask_review", actor=actor)
    _turn(review, "decide_review", Power.SIGN_AGREEMENTS, days=3)
    return review


@transaction.atomic
def decide_review(*, actor: Person, review: Review, agrees: bool, words: str) -> Review:
    """Settle the result: the exact mean and its band, or the lowest one where a red line was crossed; or return it.

    The secretary changes no points. The figures beside the lines are kept as they stand now.
    """
    review = locked(review)
    rules.may_decide(actor, review, queries.reviewers_of(review)).or_refuse()
    if not words.strip():
        raise Invalid("words", _("请写一句意见。"))
    duties.done(about=review, act="decide_review", actor=actor)
    if not agrees:
        return _return(actor, review, words.strip())
    result = queries.result_of(review)
    if result.mean is None:
        raise Invalid("words", _("还没有一张完整的打分。"))
    band = results.lowest(review.bands) if review.red_line else results.band_of(result.mean, review.bands)
    review.figures = figures.figures_of(review)
    review.move_to(ReviewState.DECIDED)
    review.points_top, review.points_bottom = result.mean.as_integer_ratio()
    review.band, review.stars, review.fails = band["name"], band["stars"], band["fails"]
    review.decided_by, review.decided_on, review.words = actor, clock.today(), words.strip()
    review.save()
    journal.record(
        actor=actor, act="reviews.decided", thing=review, points=review.points_words, band=review.band,
        words=review.words,
    )  # fmt: skip
    _turn(review, "post_review", Power.PUBLISH, days=3)
    return review


@transaction.atomic
def post_review(*, actor: Person, review: Review) -> Review:
    """Put the result on the wall for seven days; objections are answered there."""
    review = locked(review)
    rules.may_post(actor, review).or_refuse()
    review.move_to(ReviewState.POSTED)
    days, in_working_days = queries.posting_term(clock.today())
    review.posting = postings.post(
        actor=actor, kind=PostingKind.HONOUR, about=review, days=days, in_working_days=in_working_days,
        title=str(_("%(partner)s考核结果：%(band)s")) % {"partner": review.partner.name, "band": review.band},
        body=_body(review),
    )  # fmt: skip
    review.save(update_fields=["state", "posting"])
    journal.record(actor=actor, act="reviews.posted", thing=review, posting=str(review.posting.id))
    duties.done(about=review, act="post_review", actor=actor)
    messages.tell(
        person=review.partner.contact, about=review, body=review.words,
        subject=sentence(
            "考核结果：%(band)s，有异议到 %(day)s 为止", band=review.band, day=review.posting.ends_on.isoformat()
        ),
    )  # fmt: skip
    after = calendar.add_working_days(review.posting.ends_on, 2)
    duties.assign(
        about=review, act="finish_review", verb="ping", power=Power.RUN_RECRUITMENT, due_at=clock.at(after, 18),
        title=sentence("考核公示期满定案：%(partner)s", partner=review.partner.name),
    )  # fmt: skip
    return review


@transaction.atomic
def finish_review(*, actor: Person, review: Review) -> Review:
    """The posting has stood: the result holds. Two failed in a row suggest an exit, and the office decides."""
    review = locked(review)
    rules.may_finish(actor, review, posted=queries.standing(review)).or_refuse()
    review.move_to(ReviewState.FINAL)
    review.final_on = clock.today()
    review.save(update_fields=["state", "final_on"])
    journal.record(actor=actor, act="reviews.final", thing=review, band=review.band)
    duties.done(about=review, act="finish_review", actor=actor)
    if queries.suggests_exit(review.partner):
        _turn(review, "consider_exit", Power.RUN_RECRUITMENT, days=5)
    return review


@transaction.atomic
def reopen_review(*, actor: Person, review: Review, why: str) -> Review:
    """An objection was upheld: take the posting down, and ask the reviewers again; the earlier sheets stay."""
    review = locked(review)
    rules.may_reopen(actor, review, upheld=queries.is_upheld(review)).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么重评，大家会看到。"))
    if review.posting:
        postings.withdraw_posting(actor=actor, posting=review.posting, reason=why)
    duties.drop(about=review)
    review.figures, review.posting = {}, None
    return _return(actor, review, why.strip()[:200])


def _return(actor: Person, review: Review, why: str) -> Review:
    review.move_to(ReviewState.OPEN)
    review.returned_why = why
    review.asked_by = review.decided_by = review.decided_on = None
    review.save()
    journal.record(actor=actor, act="reviews.returned", thing=review, words=why)
    ask_again(review)
    return review


def _body(review: Review) -> dict[str, Any]:
    """What stands on the wall: the points of each line, the whole, the band, and the red line where one was crossed."""
    result = queries.result_of(review)
    rows = [[line["title"], str(line["points"]), result.line_words[line["key"]]] for line in review.lines]
    facts = [
        [str(_("时段")), review.period], [str(_("总分")), review.points_words], [str(_("等次")), review.band],
        [str(_("打分的人数")), str(result.scorers)],
    ]  # fmt: skip
    if review.red_line:
        facts.append([str(_("红线")), f"{review.red_line}：{review.red_line_why}"])
    head = [str(_("考核项")), str(_("满分")), str(_("得分"))]
    return {"text": review.words, "facts": facts, "table": {"head": head, "rows": rows}}


def _turn(review: Review, act: str, power: Power, *, days: int) -> None:
    duties.assign(
        about=review, act=act, verb="ping", title=sentence("考核：%(partner)s", partner=review.partner.name),
        power=power, due_at=clock.at(calendar.add_working_days(clock.today(), days), 18),
    )  # fmt: skip
