"""The five places and their street offices, as data."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Town:
    """A community of the demo. `estates`: name → (buildings, stairwells, floors), two homes a landing."""

    code: str
    name: str
    street: str
    phone: str
    address: str
    estates: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    lived_in: int = 0  # how many of the homes have people in the demo


@dataclass(frozen=True, slots=True)
class Street:
    """A street office."""

    code: str
    name: str
    region: str


STREETS = (
    Street("daba", "大坝街道", "湖北省丹江口市"),
    Street("lile", "礼乐街道", "广东省江门市江海区"),
    Street("yongan", "永安街道", "湖北省咸宁市咸安区"),
    Street("gangwan", "港湾街道", "广东省广州市南沙区"),
    Street("fangxing", "方兴社区中心", "安徽省合肥市包河区"),
)

TOWNS = (
    Town("haiwan", "海湾社区", "gangwan", "020-84680001", "海湾大道 18 号", {"海湾花园": (6, 2, 6)}, 110),
    Town("nanbeitai", "南北台社区", "gangwan", "020-84680002", "南北台路 6 号", {"南北台苑": (3, 2, 6)}, 18),
    Town("binjiang", "滨江社区", "daba", "0719-5220001", "滨江路 9 号", {"滨江家园": (3, 2, 6)}, 18),
    Town("zhongfu", "中福社区", "lile", "0750-3860001", "中福路 3 号", {"中福花园": (3, 2, 6)}, 18),
    Town("wenyuan", "文苑社区", "lile", "0750-3860002", "文苑街 21 号", {"文苑新村": (3, 2, 6)}, 18),
    # Yucai's homes and people come from its own roster: taking it in is the first thing to do there.
    Town("shuanglong", "双龙社区", "yongan", "0715-8230001", "永安大道 66 号", {"育才小区": (0, 0, 0)}),
    Town("binhu", "滨湖世纪社区", "fangxing", "0551-63570001", "徽州大道 100 号", {"滨湖和园": (4, 2, 8)}, 24),
)
