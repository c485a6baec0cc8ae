"""What a voice's words suggest for the need it may become: a name, a class, who can settle it, how it presses.

A proposal on the sorting page, made by a table of words; whoever sorts changes it with one key.
"""

import re
from dataclasses import dataclass

from hehuo.domain.plan.needs import dangers, likening
from hehuo.domain.plan.needs.kinds import Layer, NeedKind, Urgency

TITLE = 30  # letters

_KINDS: tuple[tuple[NeedKind, re.Pattern[str]], ...] = (
    (NeedKind.SAFETY, re.compile(
        r"消防|着火|起火|充电|电线|线头|电表箱|井盖|栏杆|扶手|门禁|门锁|单元门|监控|往下[丢扔倒]|抛物|"
        r"烈性犬|狼狗|牵绳|拴绳|套绳|狗.{0,4}(?:扑|咬|追)|小偷|外墙.{0,6}掉|墙皮"
    )),
    (NeedKind.PARKING, re.compile(
        r"停车|车位|乱停|道闸|减速带|开车|路都|三轮|麻木|人行道|堵到单元|破面包车|旧车|僵尸车|电动车"
    )),
    (NeedKind.HYGIENE, re.compile(
        r"垃圾|狗屎|狗尿|捡屎|臭|粪|污水|化粪池|老鼠|蟑螂|蚊|种菜|养鸡|鸡|喇叭|噪|吵|堆|捡破烂"
    )),
    (NeedKind.HOUSE, re.compile(r"漏|防水|墙|管道|疏通|下水|落水管|水管|灯|电梯|楼梯|门|积水|进水|裂|暖气|屋顶|楼顶")),
    (NeedKind.CHILDREN, re.compile(r"孩子|伢|小学生|放学|托管|暑假")),
    (NeedKind.ELDERS, re.compile(r"老人|养老|助餐|食堂|陪诊|轮椅|护理|独居")),
    (NeedKind.CULTURE, re.compile(r"跳舞|合唱|唱歌|书|棋|太极|球|活动室|锻炼|健身|学")),
    (NeedKind.WORK, re.compile(r"找工作|就业|招工|摆摊|培训")),
)  # fmt: skip
_LAYERS: tuple[tuple[Layer, re.Pattern[str]], ...] = (
    (Layer.STREET, re.compile(r"公交|马路|街上|菜市场外|学校|医院|市政|红绿灯")),
    (Layer.BUILDING, re.compile(r"楼道|单元|楼梯|楼顶|顶楼|屋顶|电梯|门禁|楼上|楼下|外墙|落水管|管道")),
    (Layer.ESTATE, re.compile(r"小区|停车|车位|垃圾|花坛|草坪|路灯|化粪池|污水|大门|道闸|狗|井盖")),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal for a new need."""

    title: str
    kind: NeedKind
    layer: Layer
    urgency: Urgency


def guess(words: str) -> Guess:
    """What these words suggest; 其他, 社区 and 平常 where the table knows nothing."""
    danger = dangers.danger_in(words)
    urgency = Urgency.NORMAL if danger is None else Urgency.CRITICAL if danger.rings else Urgency.URGENT
    kind = NeedKind.SAFETY if danger else next((kind for kind, of in _KINDS if of.search(words)), NeedKind.OTHER)
    layer = next((layer for layer, of in _LAYERS if of.search(words)), Layer.COMMUNITY)
    return Guess(_title(words), kind, layer, urgency)


def _title(words: str) -> str:
    """The first of the words that say the matter, without what people begin with."""
    parts = [part for part in likening.core_of(words).split("，") if part]
    return "，".join(parts)[:TITLE].rstrip("，") or words[:TITLE]
