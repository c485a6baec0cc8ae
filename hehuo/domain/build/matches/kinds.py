"""States and moves of a match, and what each part of a score weighs and why: data, to be read and argued about."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves
from hehuo.domain.build.partners.kinds import ServiceField
from hehuo.domain.build.resources.kinds import Group, Kind, Terms
from hehuo.domain.plan.needs.kinds import NeedKind


class MatchState(models.TextChoices):
    CLAIMED = "claimed", _("认领了，等社区确认")
    ASKED = "asked", _("请了，等对方答应")
    AGREED = "agreed", _("对上了")
    DONE = "done", _("说办了，等确认")
    FULFILLED = "fulfilled", _("办成了")
    TURNED = "turned", _("成了项目")
    DECLINED = "declined", _("没对上")
    WITHDRAWN = "withdrawn", _("收回了")


_S = MatchState
MOVES: Moves[MatchState] = Moves(
    {
        _S.CLAIMED: {_S.AGREED, _S.DECLINED, _S.WITHDRAWN},
        _S.ASKED: {_S.AGREED, _S.DECLINED, _S.WITHDRAWN},
        _S.AGREED: {_S.DONE, _S.TURNED, _S.WITHDRAWN},
        _S.DONE: {_S.FULFILLED, _S.AGREED},
    }
)
WAITING = (_S.CLAIMED, _S.ASKED)
HOLDING = (_S.AGREED, _S.DONE)  # the resource is taken for its time
STANDING = (_S.AGREED, _S.DONE, _S.FULFILLED, _S.TURNED)  # matched, as everyone may read
GOING = (*WAITING, *HOLDING)


class Part(models.TextChoices):
    """What a score is made of. The label says what is compared."""

    KIND = "kind", _("类别")
    WORDS = "words", _("说的是一回事")
    PLACE = "place", _("远近")
    TIME = "time", _("时间")
    GROUP = "group", _("给谁")
    TERMS = "terms", _("怎么给")
    TRUST = "trust", _("靠不靠得住")


# The most each part gives, a hundred together. What is given comes first; whether it is free comes last, since a fair
# price for the right thing serves better than a free thing that does not fit.
WEIGHTS: dict[Part, int] = {
    Part.KIND: 25,  # a skill for a broken tap, a room for a choir
    Part.WORDS: 25,  # both speak of the same matter
    Part.PLACE: 15,  # old people walk
    Part.TIME: 10,
    Part.GROUP: 10,
    Part.TRUST: 10,  # confirmed, under agreement, kept its word
    Part.TERMS: 5,
}

# How well a kind of resource serves a kind of need, in hundredths; what is not named does not by its kind.
SERVES: dict[NeedKind, dict[Kind, int]] = {
    NeedKind.HOUSE: {Kind.SKILL: 100, Kind.GOODS: 70, Kind.MONEY: 60},
    NeedKind.SAFETY: {Kind.SKILL: 100, Kind.GOODS: 80, Kind.MONEY: 50, Kind.NEWS: 40},
    NeedKind.HYGIENE: {Kind.SKILL: 80, Kind.GOODS: 80, Kind.TREE: 60, Kind.PLOT: 60, Kind.MONEY: 50},
    NeedKind.PARKING: {Kind.ROOM: 80, Kind.PLOT: 80, Kind.MONEY: 50, Kind.NEWS: 30},
    NeedKind.CHILDREN: {Kind.ROOM: 100, Kind.SKILL: 100, Kind.GOODS: 60, Kind.NEWS: 40},
    NeedKind.ELDERS: {Kind.SKILL: 100, Kind.GOODS: 90, Kind.ROOM: 80, Kind.NEWS: 50},
    NeedKind.CULTURE: {Kind.ROOM: 100, Kind.SKILL: 90, Kind.GOODS: 60, Kind.PLOT: 40, Kind.TREE: 40},
    NeedKind.WORK: {Kind.JOB: 100, Kind.SKILL: 60, Kind.NEWS: 60, Kind.ROOM: 30},
    NeedKind.OTHER: {Kind.SKILL: 50, Kind.GOODS: 50, Kind.ROOM: 50, Kind.NEWS: 50, Kind.MONEY: 50},
}
# The same for what a partner does.
DOES: dict[NeedKind, dict[ServiceField, int]] = {
    NeedKind.HOUSE: {ServiceField.REPAIR: 100},
    NeedKind.SAFETY: {ServiceField.REPAIR: 80, ServiceField.HEALTH: 50},
    NeedKind.HYGIENE: {ServiceField.REPAIR: 60},
    NeedKind.PARKING: {},
    NeedKind.CHILDREN: {ServiceField.CHILDREN: 100, ServiceField.INFANTS: 90, ServiceField.CULTURE: 60,
                        ServiceField.MIND: 50},
    NeedKind.ELDERS: {ServiceField.HEALTH: 100, ServiceField.BEAUTY: 80, ServiceField.FOOD: 80,
                      ServiceField.CULTURE: 60, ServiceField.MIND: 50},
    NeedKind.CULTURE: {ServiceField.CULTURE: 100, ServiceField.CHILDREN: 50},
    NeedKind.WORK: {ServiceField.MIND: 40, ServiceField.BEAUTY: 30},
    NeedKind.OTHER: {ServiceField.OTHER: 50},
}  # fmt: skip
# For whom a kind of need mostly is, where nobody said it.
MOSTLY: dict[NeedKind, tuple[Group, ...]] = {
    NeedKind.ELDERS: (Group.ALONE, Group.AGE_70),
    NeedKind.CHILDREN: (Group.HARDSHIP_CHILD,),
}
# Points for the terms: free is whole.
ASKS: dict[Terms, int] = {Terms.FREE: 5, Terms.EXCHANGE: 3, Terms.LOW_FEE: 2}
# Of how many at one time: a room is one, a piece of news is for everyone.
ALL_AT_ONCE = (Kind.NEWS,)

SUGGESTED = 10  # on one page
BIDS = 6  # of one need, looked at when many want the same
AT_ONCE = 100  # needs in one plan
LEAST = 30  # a score below this is no suggestion
ANSWER_WITHIN = timedelta(days=3)
CONFIRM_WITHIN = timedelta(days=5)
CARRY_OUT_WITHIN = timedelta(days=14)  # where no day was said
STARS = range(1, 6)
