"""What a result says, in one sentence a neighbour would use."""

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.plan.ballots import counting
from hehuo.domain.plan.ballots.counting import Test
from hehuo.domain.plan.ballots.kinds import Roll, Way
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.ballots.queries import MatterResult


def square_metres(area_x100: int) -> str:
    """`2607167` as `26,071.67`."""
    return money.yuan(area_x100)


def units(ballot: Ballot) -> str:
    """What one voice of this roll is counted as."""
    return _("户") if ballot.roll == Roll.HOUSEHOLDS else _("人")


def say_result(ballot: Ballot, result: MatterResult) -> str:
    """Carried or not and by how much it fell short; of a consultation who stands first."""
    if result.money is not None:
        return _say_bought(result)
    tests = result.followed_tests or result.tests
    if not tests:
        return _say_leaders(ballot, result)
    if result.is_carried:
        return _("通过了：来的够了，同意的也够了。")
    reached = [_name(test, ballot) for test in tests if test.holds]
    short = [_short(test, ballot) for test in tests if not test.holds]
    said = {"short": _("，").join(short), "reached": _("、").join(reached)}
    return (_("没有通过：%(reached)s够了，%(short)s。") if reached else _("没有通过：%(short)s。")) % said


def _name(test: Test, ballot: Ballot) -> str:
    names = {
        ("quorum", "number"): _("来的户数") if ballot.roll == Roll.HOUSEHOLDS else _("来的人数"),
        ("quorum", "area"): _("来的面积"),
        ("yes", "number"): _("同意的户数") if ballot.roll == Roll.HOUSEHOLDS else _("同意的人数"),
        ("yes", "area"): _("同意的面积"),
    }
    return names[test.gate, test.measure]


def _short(test: Test, ballot: Ballot) -> str:
    short = _("%s ㎡") % square_metres(test.short) if test.measure == "area" else f"{test.short} {units(ballot)}"
    return _("%(name)s还差 %(short)s") % {"name": _name(test, ballot), "short": short}


def _say_leaders(ballot: Ballot, result: MatterResult) -> str:
    way, names = Way(result.matter.way), {each.choice.position: each.choice.name for each in result.choices}
    order = counting.leaders(way, result.counted, len(result.choices))
    value = (
        result.counted.points if way == Way.RANK else {key: sum_.number for key, sum_ in result.counted.choices.items()}
    )
    most = max(value.values(), default=0)
    if not most:
        return _("没有人投票。")
    first = [names[choice] for choice in order if value.get(choice, 0) == most]
    said = {"names": _("」和「").join(first), "n": most, "unit": _("分") if way == Way.RANK else units(ballot)}
    return (
        _("「%(names)s」一样多，都是 %(n)s %(unit)s。") if len(first) > 1 else _("「%(names)s」最多，%(n)s %(unit)s。")
    ) % said


def _say_bought(result: MatterResult) -> str:
    bought = [each.choice for each in result.choices if each.each is not None]
    return _("%(n)s 个项目办得成，一共 %(yuan)s 元。") % {
        "n": len(bought), "yuan": money.yuan(sum(choice.cost_fen for choice in bought)),
    }  # fmt: skip
