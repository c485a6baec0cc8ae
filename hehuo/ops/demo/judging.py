"""Partners judged: one with its stars, one on the wall, one still being scored; support for a good year at Binjiang."""

from datetime import date

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.judge.reviews import actions
from hehuo.domain.judge.reviews.models import Review
from hehuo.domain.judge.support import actions as support
from hehuo.domain.judge.support.kinds import Kind
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

# What three reviewers gave each line, and why.
SHEETS = (
    {"service": 23, "quality": 28, "giving": 18, "safety": 15, "taking_part": 9},
    {"service": 22, "quality": 27, "giving": 19, "safety": 14, "taking_part": 9},
    {"service": 24, "quality": 28, "giving": 18, "safety": 15, "taking_part": 8},
)
REASONS = {
    "service": "场次都在记录里", "quality": "问过来上课的邻居", "giving": "让利和名额都兑现了",
    "safety": "消防和材料看过", "taking_part": "邻居自己出了两个点子",
}  # fmt: skip


def tell() -> None:
    """Haiwan has three reviews at three points of their way; Binjiang gives support and says no once."""
    with cast.in_community("haiwan"):
        people = office()
        partner = _own(people)
        _finish(people, _score(people, partner, day(400), day(220), ago=30))
        _post(people, _score(people, partner, day(219), day(40), ago=6), ago=3)
        with standing(day(2), 9):
            review = _open(people, partner, day(39), day(2))
        with standing(day(1), 19):
            actions.score_review(actor=people.body[0], review=review, points=SHEETS[0], reasons=REASONS)
    with cast.in_community("binjiang"):
        people = office()
        _finish(people, _score(people, _own(people), day(220), day(40), ago=30))
        _support(people, _own(people))


def _support(people: Office, partner: Partner) -> None:
    """Forty hours of a room, half of them used; a push in the street's paper that was not granted."""
    steward = people.stewards[0]
    with standing(day(5), 10):
        hours = support.ask_support(
            actor=steward, partner=partner, kind=Kind.VENUE, what="二楼排练厅，周三晚上", amount=40, until_on=day(-150)
        )
        paper = support.ask_support(
            actor=steward, partner=partner, kind=Kind.PUBLICITY, what="区报整版介绍", amount=1, until_on=day(-60)
        )
        support.ask_support(
            actor=people.worker, partner=partner, kind=Kind.INFORMATION, what="新招募令先知道", amount=3,
            until_on=day(-90),
        )  # fmt: skip
    with standing(day(4), 15):
        support.decide_support(actor=people.secretary, support=hours, grants=True, words="考核五星，同意")
        support.decide_support(actor=people.secretary, support=paper, grants=False, words="区报今年的版面用完了")
    for ago, amount in ((3, 12), (1, 8)):
        with standing(day(ago), 20):
            support.note_use(actor=people.worker, support=hours, amount=amount, on=clock.today(), note="合唱排练")


def _score(people: Office, partner: Partner, from_on: date, to_on: date, *, ago: int) -> Review:
    """Opened, scored by all, sent and settled."""
    with standing(day(ago), 9):
        review = _open(people, partner, from_on, to_on)
    with standing(day(ago - 1), 19):
        for person, points in zip(people.body, SHEETS, strict=True):
            actions.score_review(actor=person, review=review, points=points, reasons=REASONS)
    with standing(day(ago - 1), 20):
        actions.ask_review(actor=people.worker, review=review)
    with standing(day(ago - 2), 10):
        return actions.decide_review(actor=people.secretary, review=review, agrees=True, words="照打分定，接着办好")


def _open(people: Office, partner: Partner, from_on: date, to_on: date) -> Review:
    return actions.open_review(
        actor=people.worker, partner=partner, from_on=from_on, to_on=to_on, reviewers=people.body
    )


def _post(people: Office, review: Review, *, ago: int) -> Review:
    with standing(day(ago), 15):
        return actions.post_review(actor=people.secretary, review=review)


def _finish(people: Office, review: Review) -> None:
    """Posted long enough ago for any holiday between."""
    posted = _post(people, review, ago=27)
    with standing(day(6), 9):
        actions.finish_review(actor=people.worker, review=posted)


def _own(people: Office) -> Partner:
    """The partner who plays in the demo."""
    return agreements.in_force().filter(partner__contact=people.partner).order_by("number")[0].partner
