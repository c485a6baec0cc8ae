"""What a poster says where nobody has written it yet: of a need its own title, of a room the partners' hours."""

from itertools import pairwise

from hehuo.domain.build.recruitment.timetables import WEEKDAYS
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.needs.models import Need

CELL, TIMES = 40, 80  # letters that a poster has room for
TERMS = "先试一次"  # kept as written, like the list of what is not done: an office words its own


def wanted_of(need: Need) -> str:
    """Who or what is looked for."""
    return need.title[:CELL]


def times_of(space: Space) -> str:
    """When partners may have a room: `周一至周五 18:30—21:30，周六、周日 08:00—18:30`."""
    rules = [rule for rule in space.opening_rules.all() if rule.audience == Audience.PARTNER]
    said = [f"{days(rule.weekdays)} {rule.from_time:%H:%M}—{rule.to_time:%H:%M}" for rule in rules]
    return "，".join(said)[:TIMES]


def days(digits: str) -> str:
    """Weekdays given as digits (Monday is 1), in words: three and more in a row are 周一至周三."""
    names = [WEEKDAYS[int(digit) - 1] for digit in digits]
    in_a_row = all(int(later) == int(earlier) + 1 for earlier, later in pairwise(digits))
    return f"{names[0]}至{names[-1]}" if in_a_row and len(digits) > 2 else "、".join(names)
