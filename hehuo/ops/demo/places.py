"""The other places as data: what each is known for, with its own figures; the people are invented."""

from dataclasses import dataclass, field

from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.ground.funds.kinds import FundNature, Source
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState, Urgency
from hehuo.ops.demo.telling import Wish


@dataclass(frozen=True, slots=True)
class Pot:
    """A fund with last month's lines: (source, line, fen, what it was) in, (line, fen, what for) out."""

    name: str
    nature: FundNature
    keeper: str
    opening: int
    came: tuple[tuple[Source, str, int, str], ...] = ()
    went: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ally:
    """The place's partner and its weekly course; `price` and `market` in fen, 0 where it is free."""

    name: str
    category: str
    project: str
    way: Way
    audience: str
    offer: str
    course: str
    weekday: int
    hour: int
    price: int = 0
    market: int | None = None
    nature: ShareNature = ShareNature.SERVICE
    gives: str = ""
    earned: int = 0  # last month, where a share of it goes to the fund


@dataclass(frozen=True, slots=True)
class Place:
    """What one community tells."""

    code: str
    call: str
    slogan: str
    room: str
    ally: Ally
    wishes: tuple[Wish, ...]
    pots: tuple[Pot, ...] = field(default=())


_K, _N, _U = NeedKind, NeedState, Urgency

PLACES = (
    Place(
        "binjiang", "三类合伙人招募", "商企、社群、个人，都有一份", "太极活动室",
        Ally("滨江太极传习社", "社群团队", "太极教学", Way.VOLUNTEER, "中老年", "20 名教练，分时段带练",
             "太极晚练", 6, 19, gives="活动室，周六晚上"),
        (
            Wish("车堵门口", _K.PARKING, ("车停到单元门口，担架抬不进来", "晚上回来没处停", "消防通道被占了"), 24,
                 _N.UNDERWAY, _U.URGENT),
            Wish("外墙掉皮", _K.SAFETY, ("墙皮掉下来砸了车", "楼下走路提心吊胆"), 26, _N.OPEN, _U.CRITICAL),
            Wish("污水往外冒", _K.HYGIENE, ("下水道一下雨就冒", "一楼厨房返水"), 60, _N.ANSWERED,
                 answer="保洁公司按成本价疏通，主管换了 40 米。"),
            Wish("遛狗不牵绳", _K.OTHER, ("狗吓着孩子", "花坛里都是狗屎"), 12),
        ),
        (
            Pot("社区经费", FundNature.FISCAL, "大坝街道办事处", 1_250_000,
                ((Source.GRANT, "专项补助", 3_000_000, "街道拨付 · 老旧小区修缮"),),
                (("房屋修缮", 1_860_000, "3 栋外墙抹灰"), ("保洁疏通", 240_000, "下水道疏通，成本价"))),
        ),
    ),
    Place(
        "zhongfu", "阵地换服务", "房子给您用，服务给大家", "邻里之家",
        Ally("中福启智培训中心", "商企", "四点半课堂", Way.BUILDING, "双职工家庭小学生",
             "出钱装修，图书角、手工室、科普角；困难家庭 8 名孩子免费", "四点半课堂", 3, 19,
             gives="一楼闲置用房"),
        (
            Wish("四点半孩子没人接", _K.CHILDREN, ("放学到下班差两个钟头", "奶奶腿不好，接不动了", "想就近写作业"), 25,
                 _N.UNDERWAY, _U.URGENT),
            Wish("装充电棚", _K.SAFETY, ("飞线充电吓人", "电车没处充"), 80, _N.ANSWERED,
                 answer="物业加了带顶的充电棚。"),
            Wish("水电小修找不到人", _K.HOUSE, ("换个水龙头要等三天",), 10),
        ),
        (
            Pot("社区经费", FundNature.FISCAL, "礼乐街道办事处", 860_000,
                ((Source.GRANT, "以奖代补", 500_000, "街道拨付 · 以奖代补"),),
                (("活动", 128_000, "免费活动 10 场的材料"),)),
        ),
    ),
    Place(
        "wenyuan", "微工坊伙伴招募", "家门口，带着孩子也能做工", "文苑微工坊",
        Ally("礼乐微工坊", "商企", "包装组装手工活", Way.SPACE, "在家带孩子的家长", "按件计酬，时间自己定",
             "上岗小课", 2, 19, gives="居民活动室东间"),
        (
            Wish("家门口的零活", _K.WORK, ("带孩子走不开，想有点零活", "按件算就行", "上午送完孩子有三个钟头"), 28,
                 _N.UNDERWAY),
            Wish("每月办一次便民集市", _K.CULTURE, ("剪头发、修伞，都想在楼下", "上次的集市人多"), 70, _N.ANSWERED,
                 answer="每月一场，12 类服务，今年来了 5,000 人次。"),
            Wish("新搬来的不认识人", _K.OTHER, ("来了半年，一个邻居不认识",), 9),
        ),
        (
            Pot("社区经费", FundNature.FISCAL, "礼乐街道办事处", 420_000,
                ((Source.GRANT, "以奖代补", 300_000, "街道拨付 · 以奖代补"),),
                (("集市", 96_000, "便民服务集市棚子"),)),
        ),
    ),
    Place(
        "nanbeitai", "社区发展合伙人招募", "夜里亮灯，周末开门", "南北台多功能室",
        Ally("拾光陶艺工作室", "商企", "亲子陶泥", Way.LOW_FEE, "亲子家庭", "技能和工具，每月 1 场免费",
             "亲子陶泥", 6, 19,
             price=3200, market=9800, nature=ShareNature.DONATION, gives="多功能室，周六晚上", earned=360_000),
        (
            Wish("孩子周末有手工课", _K.CHILDREN, ("周末想带孩子做手工", "外面的陶泥课太贵"), 26, _N.UNDERWAY),
            Wish("老人练八段锦", _K.ELDERS, ("晚上想练八段锦", "下雨就没地方"), 15),
            Wish("合唱队要个排练的地方", _K.CULTURE, ("唱歌怕吵着楼上",), 8),
        ),
        (
            Pot("南北台社区慈善基金", FundNature.CHARITY, "南沙区慈善会", 430_000,
                ((Source.FAIR, "义卖", 126_800, "慈善集市义卖"),), (("助学", 50_000, "开学文具包"),)),
        ),
    ),
    Place(
        "shuanglong", "幸福合伙人招募令", "您的一间车库，大家的一间屋", "幸福小屋",
        Ally("双龙腰鼓队", "社群团队", "腰鼓教练", Way.VOLUNTEER, "退休居民", "教练 3 名，鼓自带", "腰鼓", 4, 19,
             gives="幸福小屋，周四晚上"),
        (
            Wish("装监控", _K.SAFETY, ("电瓶丢了两回", "门口没有监控", "一户出五十，我出"), 90, _N.ANSWERED, _U.URGENT,
                 "201 户每户 50 元，装了 16 个点，账贴在门口。"),
            Wish("门口建个亭子", _K.CULTURE, ("老人没处坐", "下雨天等车没处躲"), 26, _N.UNDERWAY),
            Wish("物业怎么管", _K.OTHER, ("没有物业，谁扫地？", "收多少要大家定"), 11),
        ),
        (
            Pot("育才小区监控户筹", FundNature.LEVY, "永安街道办事处", 0,
                ((Source.LEVY, "监控户筹", 1_005_000, "201 户 × 50.00 元"),),
                (("安防", 968_000, "监控 16 个点，含安装"),)),
            Pot("物业费", FundNature.FEES, "育才小区共管账户", 312_000,
                ((Source.FEE, "物业费", 745_000, "九成七的住户已交"),), (("保洁", 220_000, "保洁员工资"),)),
        ),
    ),
    Place(
        "binhu", "公益创投伙伴招募", "有求必应", "公益坊",
        Ally("滨湖共治社工服务中心", "社会组织", "楼栋议事陪伴", Way.PURCHASE, "楼栋居民", "社工 6 名",
             "楼栋议事课", 5, 19, gives="公益坊二楼工位"),
        (
            Wish("地下室翻新", _K.HOUSE, ("地下室又潮又黑", "自行车没处放", "楼栋小组开了三次动员会"), 85, _N.ANSWERED,
                 answer="五栋的地下室刷白、装灯、划了车位。"),
            Wish("给我们楼起个名字", _K.CULTURE, ("五栋五栋叫着生分", "起个名字，大家投票"), 22, _N.UNDERWAY),
            Wish("楼栋一起吃顿饭", _K.CULTURE, ("包饺子叫上我", "生日会也行"), 9),
        ),
        (
            Pot("公益创投资金", FundNature.FISCAL, "方兴社区中心", 2_600_000,
                ((Source.GRANT, "年度创投", 100_000_000, "年度公益创投，一百万元"),),
                (("创投项目", 2_450_000, "助老类 6 个项目首期"), ("创投项目", 1_980_000, "儿童类 5 个项目首期"))),
        ),
    ),
)  # fmt: skip
