"""Words that tell of danger to life, why, and which article says whose duty it is. A table proposes; a person confirms.

What rings must be seen today. The rest only lifts the urgency that is proposed at sorting.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger: how people speak of it, why it cannot wait, and the article."""

    code: str
    title: Promise
    words: re.Pattern[str]
    why: Promise
    article: Promise
    rings: bool = True


def _about(what: str, how: str, within: int = 14) -> re.Pattern[str]:
    """`what` and `how` close to each other, in either order, inside one sentence."""
    gap = rf"[^。！？!?；;]{{0,{within}}}?"
    return re.compile(rf"(?:{what}){gap}(?:{how})|(?:{how}){gap}(?:{what})")


_FALLS = "|".join(
    (
        r"掉(?!在|头|线|价|电)|脱落|往下[掉吊落]|要掉|快掉|悬|松动|空了|空鼓|鼓起|摇摇|砸|一捅就|挂[倒在]|只剩一头",
        "翘起|剥落|吊倒|垮|塌",
    )
)

TABLE: tuple[Danger, ...] = (
    Danger(
        "facade", _("高处的东西要掉"),
        _about(r"外墙|墙皮|墙面|墙砖|瓷砖|面砖|保温层|屋檐|阳台板|雨棚|遮阳棚|广告牌|招牌|空调外?机|玻璃|水泥块|砖头|门头|院墙|围墙|天花板",
               _FALLS + "|要倒|倾斜"),
        _("砸到人就是命，先拉警戒线再找责任人。"), _("民法典第一千二百五十三条：建筑物、搁置物、悬挂物脱落坠落"),
    ),
    Danger(
        "wires", _("电线裸露、漏电"),
        _about(r"电线|电缆|线头|电表箱|配电箱|电箱|插座|插线板|灯杆|线路|灯(?=[^。]{0,6}短路)",
               r"露|裸|漏电|冒火|打火|火花|短路|烧焦|没盖|盖子没|门吊|断了|破皮|掉下来|泡水|麻手"),
        _("伸手就摸得到，先断电、先围起来。"), _("民法典第九百四十二条：物业服务人应当采取合理措施保护人身安全"),
    ),
    Danger(
        "rail", _("栏杆、扶手断了"), _about(r"栏杆|护栏|扶手|护窗", r"断|脱|松|晃|掉|锈穿|缺|坏"),
        _("有人靠上去就翻下去，先绑牢、先挡住。"), _("民法典第九百四十二条：共有部分的维修养护"),
    ),
    Danger(
        "cover", _("井盖坏了、没了"),
        _about(r"井盖|窨井|雨水井|井口|污水井", r"没盖|没了|丢|裂|破|塌|松|掉下去|翘|敞|缺"),
        _("踩上去就掉下去，先盖住、先围起来。"), _("民法典第一千二百五十八条第二款：窨井等地下设施"),
    ),
    Danger(
        "gas", _("燃气味、漏气"), _about(r"煤气|燃气|天然气|液化气", r"漏|味|泄|臭|闻到"),
        _("先关阀、开窗、出门，再打燃气公司电话。"), _("城镇燃气管理条例第四十条：发现隐患应当立即报告"),
    ),
    Danger(
        "lift", _("电梯困人、坠落"), _about(r"电梯", r"困|关人|关在|坠|往下掉|急停|冲顶|门夹"),
        _("先停用，贴告示，打维保电话。"), _("特种设备安全法第四十五条：维护保养单位应当立即赶赴现场"),
    ),
    Danger(
        "thrown", _("高空抛物"), _about(r"楼上|高空|上头|窗户", r"往下[丢扔倒甩砸]|抛物|丢烟头|扔东西", 8),
        _("会伤人，也会着火；要留证据、上门说清楚。"), _("民法典第一千二百五十四条：禁止从建筑物中抛掷物品"),
        rings=False,
    ),
    Danger(
        "battery", _("楼道里给电动车充电"), _about(r"电动车|电瓶|电瓶车|充电", r"楼道|楼梯|门厅|过道|门缝|飞线"),
        _("一着火就堵住逃生的路。"), _("高层民用建筑消防安全管理规定第三十七条；消防法第二十八条"), rings=False,
    ),
    Danger(
        "fire_lane", _("消防通道堵了"),
        _about(r"消防通道|消防车|救护车|安全出口|疏散通道", r"堵|停满|停车|占|进不来|咋进|锁"),
        _("真出事车进不来。"), _("消防法第二十八条：不得占用、堵塞、封闭疏散通道、安全出口、消防车通道"), rings=False,
    ),
    Danger(
        "piled", _("楼道堆东西"), _about(r"楼道|楼梯间|过道|天花板", r"堆满|堆了|堆到|纸壳|纸箱|捡破烂|杂物"),
        _("一着火就堵住逃生的路。"), _("消防法第二十八条：不得占用疏散通道"), rings=False,
    ),
)  # fmt: skip
BY_CODE = {each.code: each for each in TABLE}


def danger_in(words: str) -> Danger | None:
    """The danger that these words may tell of, those that ring first; None where the table has none."""
    return next((each for each in sorted(TABLE, key=lambda each: not each.rings) if each.words.search(words)), None)


def ringing_in(words: str) -> Danger | None:
    """The danger in these words that must be seen today."""
    found = danger_in(words)
    return found if found and found.rings else None
