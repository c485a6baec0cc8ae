"""Others beside us: recorded figures as ratios, and rounds taken turn about."""

from datetime import date

from hehuo.ops.bench.peers.comparison import Comparison, compared
from hehuo.ops.bench.peers.recorded import Recorded
from hehuo.ops.bench.server import Load

DOOR = Recorded("pretix 1", "两核", date(2026, 11, 26), rate=20, p50=200, p95=300, cpu=60, statements=25)


def test_a_recorded_figure_stands_beside_ours_as_a_ratio_and_says_where_and_when_it_was_taken():
    ours = Load(rate=500, p50=8, p95=20, cpu=3, errors=0)
    beside = list(DOOR.beside(ours, statements=5))
    assert [times for _what, times, _goal in beside] == [25, 25, 15, 20, 5]
    assert beside[0][0] == "比录下的快（20 次/秒；pretix 1，两核，2026-11-26 录）"


def test_how_many_times_faster_is_asked_of_each_round_and_the_middle_one_counts():
    rates = compared(6, "签到", "次/秒", [400, 100, 600], {"pretix": [20, 10, 20]})
    assert rates == Comparison(6, "签到", "次/秒", 400, {"pretix": 20}, {"pretix": 20})
    times = compared(6, "签到：p95", "毫秒", [10], {"pretix": [150]})
    assert times == Comparison(6, "签到：p95", "毫秒", 10, {"pretix": 150}, {"pretix": 15})
