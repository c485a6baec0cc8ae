"""Step 1: who lives here, from the lists that offices keep."""

from pathlib import Path

from hehuo.domain.ground.intakes import queries
from hehuo.domain.ground.intakes.actions import receiving, taking
from hehuo.domain.ground.intakes.rosters.planning import plan_roster
from hehuo.domain.ground.people.models import Person

PAPERS = Path(__file__).parents[2] / "papers"

NEIGHBOURS = [
    "吴秀兰",
    "许慧敏",
    "黄锦添",
    "梁润生",
    "何婉仪",
    "李佩珊",
    "张家豪",
    "郑晓彤",
    "林子健",
    "麦雅琪",
    "邓志豪",
    "叶嘉欣",
    "曾国强",
    "彭丽华",
    "罗俊杰",
    "蔡美玲",
]


def look_at_roster(worker, content, name):
    """Read a roster and show what it would do; nothing of the roll has changed."""
    plan = plan_roster(content, name, known=queries.known_places(), remembered={})
    intake = receiving.stage_roster(
        actor=worker, plan=plan, file_name=name, content=content, expected=receiving.counts_of(plan=plan)
    )
    return plan, intake


def haiwan_is_on_the_roll(told):
    """Sixteen neighbours, each with a home of their own in Haiwan garden."""
    rows = [
        f"海湾花园,1栋,1单元,{floor}0{door},{NEIGHBOURS[2 * (floor - 1) + door - 1]},户主,199005100{floor}{door}"
        for floor in range(1, 9)
        for door in (1, 2)
    ]
    content = "\n".join(["小区,楼栋,单元,房号,姓名,与户主关系,电话", *rows]).encode()
    _plan, intake = look_at_roster(told.worker, content, "海湾花园.csv")
    taking.take_roster(actor=told.worker, intake=intake)
    told.neighbours = [Person.objects.get(name=name) for name in NEIGHBOURS]
