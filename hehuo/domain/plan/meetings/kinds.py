"""The kinds of meeting with what each needs, where that is written, and what a place may change: data."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.plan.ballots.kinds import Law, Least


class MeetingKind(models.TextChoices):
    BENCH = "bench", _("板凳会")
    PLANNING = "planning", _("谋划会")
    COUNCIL = "council", _("议事会")
    PARTY = "party", _("党组织研究")
    RESIDENTS = "residents", _("居民会议")
    REPRESENTATIVES = "reps", _("居民代表会议")
    OWNERS = "owners", _("业主大会")
    HEARING = "hearing", _("听证会、恳谈会")


class Body(models.TextChoices):
    """Who counts as present."""

    ANYONE = "anyone", _("来的人")
    MEMBERS = "members", _("成员")
    HOUSEHOLDS = "households", _("户")
    REPRESENTATIVES = "reps", _("代表")
    OWNERS = "owners", _("业主")


class Share(models.TextChoices):
    """How many of how many."""

    NONE = "none", _("不设")
    HALF = "half", _("过半数")
    TWO_THIRDS = "two_thirds", _("三分之二以上")
    THREE_QUARTERS = "three_quarters", _("四分之三以上")


SHARES: dict[Share, Least | None] = {
    Share.NONE: None,
    Share.HALF: Least(1, 2, is_over=True),
    Share.TWO_THIRDS: Least(2, 3),
    Share.THREE_QUARTERS: Least(3, 4),
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a kind of meeting needs. Of a kind by law (`is_law`) a place only lengthens the notice.

    `is_closed` : no vote on what stood not in the notice. `is_studied`: important matters go to the party
    organisation first. `decides`: else what is said goes on to a meeting that does. `law`: the ballots' own rule.
    """

    caller: str | Promise
    power: Power
    body: Body
    notice_days: int
    quorum: Share
    yes: Share
    article: str | Promise
    is_law: bool = False
    is_closed: bool = False
    is_studied: bool = False
    needs_list: bool = False
    decides: bool = True
    law: Law | None = None
    papers: tuple[str | Promise, ...] = ()


_LIST, _TEXT, _NOTICE = _("签到表"), _("议题的说明"), _("贴出来的通知")
_COMMITTEE = _("社区居委会")
PROCEDURES: dict[MeetingKind, Procedure] = {
    MeetingKind.BENCH: Procedure(
        _("楼栋长、社区工作者"), Power.CALL_MEETINGS, Body.ANYONE, 0, Share.NONE, Share.HALF, _("社区自定"),
    ),
    MeetingKind.PLANNING: Procedure(
        _("楼栋长、社区工作者"), Power.CALL_MEETINGS, Body.ANYONE, 1, Share.NONE, Share.HALF, _("社区自定"),
        papers=(_TEXT,),
    ),
    MeetingKind.COUNCIL: Procedure(
        _COMMITTEE, Power.RUN_BALLOTS, Body.MEMBERS, 3, Share.HALF, Share.HALF,
        _("城市居民委员会组织法第 32 条；天数和人数社区自定"), papers=(_TEXT, _LIST),
    ),
    MeetingKind.PARTY: Procedure(
        _("社区党组织"), Power.RUN_BALLOTS, Body.MEMBERS, 0, Share.HALF, Share.HALF,
        _("城市居民委员会组织法第 30 条；人数按党内规定"), papers=(_TEXT,),
    ),
    MeetingKind.RESIDENTS: Procedure(
        _("社区居委会；十分之一的居民或户代表、三分之一的居民代表提议，应当召集"), Power.RUN_BALLOTS, Body.HOUSEHOLDS,
        10, Share.HALF, Share.HALF, _("城市居民委员会组织法第 26、27、30 条"), is_law=True, is_closed=True,
        is_studied=True, needs_list=True, law=Law.RESIDENTS, papers=(_NOTICE, _TEXT, _LIST),
    ),
    MeetingKind.REPRESENTATIVES: Procedure(
        _("社区居委会，每半年至少一次；五分之一的代表提议，应当召集"), Power.RUN_BALLOTS, Body.REPRESENTATIVES, 3,
        Share.TWO_THIRDS, Share.HALF, _("城市居民委员会组织法第 28、29、30 条；通知的天数社区自定"), is_law=True,
        is_closed=True, is_studied=True, needs_list=True, law=Law.REPRESENTATIVES, papers=(_NOTICE, _TEXT, _LIST),
    ),
    MeetingKind.OWNERS: Procedure(
        _("业委会；百分之二十以上的业主提议，应当召集"), Power.RUN_BALLOTS, Body.OWNERS, 15, Share.TWO_THIRDS,
        Share.HALF, _("民法典第 278 条、物业管理条例第 13、14 条"), is_law=True, is_closed=True,
        law=Law.OWNERS_ORDINARY, papers=(_NOTICE, _("告知居委会"), _TEXT, _("表决票")),
    ),
    MeetingKind.HEARING: Procedure(
        _COMMITTEE, Power.RUN_BALLOTS, Body.ANYONE, 3, Share.NONE, Share.NONE,
        _("城市居民委员会组织法第 32 条；天数社区自定"), decides=False, papers=(_TEXT, _LIST),
    ),
}  # fmt: skip


class MeetingState(models.TextChoices):
    CALLED = "called", _("定了，还没贴通知")
    NOTICED = "noticed", _("贴了通知")
    CLOSED = "closed", _("开完了")
    PUBLISHED = "published", _("公布了")
    CANCELLED = "cancelled", _("不开了")


_M = MeetingState
MEETING_MOVES: Moves[MeetingState] = Moves(
    {
        _M.CALLED: {_M.NOTICED, _M.CLOSED, _M.CANCELLED},
        _M.NOTICED: {_M.CLOSED, _M.CANCELLED},
        _M.CLOSED: {_M.PUBLISHED},
    }
)
AHEAD = (_M.CALLED, _M.NOTICED)


class Outcome(models.TextChoices):
    """What became of one item of the agenda."""

    OPEN = "open", _("还没议")
    PASSED = "passed", _("通过")
    FAILED = "failed", _("没通过")
    PUT_OFF = "put_off", _("下次再议")
    RETURNED = "returned", _("退回")
    HEARD = "heard", _("听了，不表决")


DECIDED = (Outcome.PASSED, Outcome.FAILED)


class FiledBy(models.TextChoices):
    RESIDENT = "resident", _("居民")
    REPRESENTATIVE = "reps", _("居民代表")
    OFFICE = "office", _("社区")


class MotionState(models.TextChoices):
    FILED = "filed", _("提上来了")
    DUE = "due", _("排上议程")
    DECIDED = "decided", _("议定了")
    MERGED = "merged", _("并到另一件")
    RETURNED = "returned", _("退回了")


_F = MotionState
MOTION_MOVES: Moves[MotionState] = Moves(
    {
        _F.FILED: {_F.DUE, _F.MERGED, _F.RETURNED},
        _F.DUE: {_F.FILED, _F.DECIDED, _F.MERGED, _F.RETURNED},
    }
)
WAITING = (_F.FILED, _F.DUE)

CUTOFF_DAY = 25  # filed until that day of a month: on the agenda of the next one (周提月议)
POST_WITHIN_DAYS = 3  # what a meeting decided is posted within
ITEMS_MOST = 20
DEFAULT_SEATS = 200  # of a space whose chairs nobody counted
