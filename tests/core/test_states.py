"""A move that the table does not have is refused by name."""

import pytest

from hehuo.core.errors import Conflict
from hehuo.domain.plan.needs.kinds import NEED_MOVES, NeedState


def test_allowed_moves_pass():
    NEED_MOVES.check(NeedState.DRAFT, NeedState.OPEN)


def test_other_moves_name_both_states():
    with pytest.raises(Conflict) as refusal:
        NEED_MOVES.check(NeedState.DRAFT, NeedState.ANSWERED)
    assert refusal.value.say == "现在是「整理中」，不能改成「办成了」。请刷新页面，看看别人是否已经办了。"
