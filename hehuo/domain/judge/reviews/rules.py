"""May I? For reviews."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, in_person, may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.judge.reviews.kinds import FULL, BandData, LineData, ReviewState
from hehuo.domain.judge.reviews.models import Review, Reviewer


def is_whole_card(lines: Sequence[LineData], bands: Sequence[BandData]) -> Verdict:
    """A card adds up to a hundred points, and its bands go down to nothing, the last of them failing."""
    total = sum(line["points"] for line in lines)
    least = [band["least"] for band in bands]
    falls = all(one > other for one, other in pairwise(least))
    return all_of(
        YES if lines and all(line["points"] > 0 for line in lines) else no(_("每一项都要有分，至少 1 分。")),
        YES if total == FULL else no(_("各项加起来是 %(total)s 分，要正好 100 分。") % {"total": total}),
        YES if least and least[-1] == 0 and falls else no(_("各档的起点要从高到低，最后一档从 0 分起。")),
        YES if bands and bands[-1]["fails"] else no(_("最后一档要是不合格。")),
    )


def may_run(actor: Person | None, partner: Partner) -> Verdict:
    """The office runs a review; nobody their own."""
    own = speaks_for(actor, partner)
    return all_of(may(actor, Power.RUN_RECRUITMENT), no(_("这是您自己的考核，要请别人来办。")) if own else YES)


def may_sit(person: Person, partner: Partner) -> Verdict:
    """Who scores holds the power to decide and is not the partner."""
    name = {"name": person.name, "partner": partner.name}
    if not may(person, Power.DECIDE):
        return no(_("%(name)s没有参加决定的身份，请另选一位。") % name)
    return no(_("%(name)s就是「%(partner)s」的人，要回避，请另选一位。") % name) if speaks_for(person, partner) else YES


def reviewer_of(actor: Person | None, reviewers: Iterable[Reviewer]) -> Reviewer | None:
    """The seat of this human."""
    return next((each for each in reviewers if actor and not different_humans(actor, each.person)), None)


def may_score(actor: Person | None, review: Review, seat: Reviewer | None) -> Verdict:
    """A named reviewer who has not stepped back scores in person while the review is open."""
    return all_of(
        YES if seat else no(_("您不在这次考核的评分名单里。")),
        no(_("您已经回避，这次不打分。")) if seat and seat.stepped_back_at else YES,
        YES if review.state == ReviewState.OPEN else no(_("现在是「%s」，不再打分。") % review.get_state_display()),
        no(_("这是您自己的考核，要请别人来评。")) if speaks_for(actor, review.partner) else YES,
        in_person(),
    )


def may_draw_red_line(actor: Person | None, review: Review, seat: Reviewer | None) -> Verdict:
    """The office or a reviewer names a breach while the review is open."""
    who = YES if seat and not seat.stepped_back_at else may_run(actor, review.partner)
    return all_of(who, YES if review.state == ReviewState.OPEN else no(_("送审以后不再改，请先退回。")))


def may_lift_red_line(actor: Person | None, review: Review) -> Verdict:
    """A red line drawn in error is taken back by another than who drew it, while the review is open."""
    return all_of(
        may_run(actor, review.partner),
        YES if review.red_line else no(_("没有记红线。")),
        YES if different_humans(actor, review.red_line_by) else no(_("这是您记的，要请另一位来撤。")),
        YES if review.state == ReviewState.OPEN else no(_("送审以后不再改，请先退回。")),
    )


def may_ask(actor: Person | None, review: Review, reviewers: Iterable[Reviewer]) -> Verdict:
    """Asked when everyone has scored or stepped back, and enough have scored."""
    present = list(reviewers)
    waiting = [each.person.name for each in present if each.waits]
    scored = sum(each.scored_at is not None and each.stepped_back_at is None for each in present)
    missing = review.least_reviewers - scored
    return all_of(
        may_run(actor, review.partner),
        YES if review.state == ReviewState.OPEN else no(_("现在是「%s」，不用送审。") % review.get_state_display()),
        no(_("%s还没打分，也没回避。") % "、".join(waiting)) if waiting else YES,
        no(_("打分的还差 %s 位，请再请人来评。") % missing) if missing > 0 else YES,
    )


def may_decide(actor: Person | None, review: Review, reviewers: Iterable[Reviewer]) -> Verdict:
    """The secretary decides, and is neither a scorer of it, nor who asked, nor the partner."""
    seat = reviewer_of(actor, reviewers)
    return all_of(
        may(actor, Power.SIGN_AGREEMENTS),
        YES if review.state == ReviewState.ASKED else no(_("现在是「%s」，不用定。") % review.get_state_display()),
        no(_("这是您送审的，要请另一位来定。")) if not different_humans(actor, review.asked_by) else YES,
        no(_("您给它打过分，要请另一位来定。")) if seat and seat.scored_at else YES,
        no(_("这是您自己的考核，要请另一位来定。")) if speaks_for(actor, review.partner) else YES,
    )


def may_post(actor: Person | None, review: Review) -> Verdict:
    """A decided review is put on the wall by the one who publishes."""
    ready = YES if review.state == ReviewState.DECIDED else no(_("书记定了以后才能公示。"))
    return all_of(may(actor, Power.PUBLISH), ready)


def may_finish(actor: Person | None, review: Review, *, posted: Verdict) -> Verdict:
    """It is final when its posting has stood its days with every objection answered and none upheld."""
    ready = YES if review.state == ReviewState.POSTED else no(_("公示期满以后才能定案。"))
    return all_of(may_run(actor, review.partner), ready, posted)


def may_reopen(actor: Person | None, review: Review, *, upheld: bool) -> Verdict:
    """An objection that was upheld opens it again; the posting is taken down first."""
    ready = YES if review.state == ReviewState.POSTED else no(_("只有正在公示的才能重评。"))
    heard = YES if upheld else no(_("没有成立的异议，不用重评。"))
    return all_of(may(actor, Power.SIGN_AGREEMENTS), ready, heard)


def may_see(actor: Person | None, review: Review, reviewers: Iterable[Reviewer]) -> Verdict:
    """Everyone once it is posted; before, the office and those who score."""
    if review.is_known or reviewer_of(actor, reviewers):
        return YES
    return may_run(actor, review.partner) if may(actor, Power.RUN_RECRUITMENT) else may(actor, Power.SIGN_AGREEMENTS)
