"""May I? For recipes and their setups; what a part makes is asked of the room that makes it."""

import re

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.people.models import Person
from hehuo.domain.share.recipes.kinds import PLACES, PieceState
from hehuo.domain.share.recipes.models import Piece, Recipe, Setup

_PRIVATE = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")  # a phone, an identity number


def may_write(actor: Person | None) -> Verdict:
    """Those who run the work with partners: workers and the secretary."""
    return may(actor, Power.RUN_RECRUITMENT)


def may_change(actor: Person | None, recipe: Recipe) -> Verdict:
    """Its words and parts, while it is not public."""
    return all_of(may_write(actor), no(_("已经公开了。要改，先收回来。")) if recipe.is_shared else YES)


def may_share(actor: Person | None, recipe: Recipe, *, parts: int, words: str) -> Verdict:
    """Who may publish; with something in it, and nobody's number."""
    return all_of(
        may(actor, Power.PUBLISH),
        no(_("已经公开了。")) if recipe.is_shared else YES,
        YES if parts else no(_("里面还没有一件事。先从做成的项目、招募令、公约或课程存一件进来。")),
        YES if recipe.story.strip() else no(_("请先写写怎么做成的，要留意什么，别人才用得上。")),
        no(_("里面有手机号或身份证号，去掉再公开。")) if _PRIVATE.search(words) else YES,
    )


def may_take_back(actor: Person | None, recipe: Recipe) -> Verdict:
    """Who may publish may also take it back; what others took stays with them."""
    return all_of(may(actor, Power.PUBLISH), YES if recipe.is_shared else no(_("没有公开，不用收回。")))


def may_set_up(actor: Person | None, recipe: Recipe, *, kind: str) -> Verdict:
    """In an estate or a building."""
    return all_of(may_write(actor), YES if kind in PLACES else no(_("做法要落到一个小区，或者一栋楼。")))


def may_work_on(actor: Person | None, setup: Setup) -> Verdict:
    """While it goes on here."""
    return all_of(may_write(actor), no(_("这里已经停了：%s") % setup.stopped_why) if setup.is_stopped else YES)


def may_make(actor: Person | None, piece: Piece) -> Verdict:
    """One thing a part and a place."""
    said = {"what": piece.part.title, "state": piece.get_state_display()}
    return all_of(
        may_work_on(actor, piece.setup),
        YES if piece.state == PieceState.WAITING else no(_("「%(what)s」现在是「%(state)s」，不用再起草。") % said),
    )
