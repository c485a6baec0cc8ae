"""A fair of today with two stalls: one that a neighbour keeps, one that waits for an answer."""

from datetime import time
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest

from hehuo.core import clock
from hehuo.domain.run.fairs import actions


@pytest.fixture
def colleague(somebody):
    from hehuo.domain.ground.access.kinds import Role

    return somebody("方晓红", Role.WORKER)


@pytest.fixture
def kinds():
    return {kind.name: kind for kind in actions.begin_kinds()}


@pytest.fixture
def fair(worker, kinds, somebody):
    """Today's fair: `stall` stands and is kept by `keeper`, `asked` waits."""
    made = actions.plan_fair(
        actor=worker, title="文苑集市", on=clock.today(), place="文苑广场", from_time=time(9), to_time=time(11)
    )
    keeper, other = somebody("温良玉"), somebody("申屠静")
    stall = actions.ask_stall(actor=keeper, fair=made, kind=kinds["义剪理发"], unit="礼乐义工", gives="理发 30 位")
    stall = actions.approve_stall(actor=worker, stall=stall, number=1)
    asked = actions.ask_stall(actor=other, fair=made, kind=kinds["配钥匙"], unit="巧匠友邻队")
    return SimpleNamespace(fair=made, stall=stall, asked=asked, keeper=keeper, other=other)


def workbook(*rows, title="集市记录", sheets=None) -> bytes:
    """A workbook of these rows, or of several sheets by name."""
    book = openpyxl.Workbook()
    for number, (name, lines) in enumerate((sheets or {title: rows}).items()):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for line in lines:
            sheet.append(line)
    held = BytesIO()
    book.save(held)
    return held.getvalue()
