"""Visit notes: at Binjiang five advisers' books become a needs list; at Haiwan one book waits to be looked at."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import hehuo
from hehuo.core import clock
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Layer, NeedKind, NeedState, Pressing, Urgency, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.domain.plan.notes import actions, papers, queries
from hehuo.domain.plan.notes.models import Notes
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

PAPER = Path(hehuo.__file__).parents[1] / "tests" / "papers" / "visits-binjiang.docx"
_K, _L, _U, _P, _S = NeedKind, Layer, Urgency, Pressing, NeedState


@dataclass(frozen=True, slots=True)
class Sorted:
    """A need as the worker words it, and the lines of the book behind it: 60.2 is the second matter of line 60."""

    title: str
    kind: NeedKind
    layer: Layer
    urgency: Urgency
    lines: str
    state: NeedState = NeedState.OPEN
    says: str = ""  # the next step, or the answer
    pressing: tuple[Pressing, ...] = ()


LIST = (
    Sorted("3 号楼 1 单元电表箱没盖，电线露在外头", _K.SAFETY, _L.BUILDING, _U.CRITICAL, "5 16", _S.ANSWERED,
           "当天断电，供电所换了箱盖。", (_P.ACUTE,)),
    Sorted("2 号楼 3 单元门头外墙要掉", _K.SAFETY, _L.BUILDING, _U.CRITICAL, "38 66 94.2", _S.UNDERWAY,
           "围挡已拉，等施工队报价", (_P.ACUTE,)),
    Sorted("楼道铁皮雨棚只剩一头挂着", _K.SAFETY, _L.BUILDING, _U.CRITICAL, "8", _S.ANSWERED, "第二天拆下来了。"),
    Sorted("栏杆和扶手断了", _K.SAFETY, _L.BUILDING, _U.CRITICAL, "102 106", says="请焊工来焊"),
    Sorted("井盖裂了、松了", _K.SAFETY, _L.ESTATE, _U.CRITICAL, "50 59.2", says="报市政，先用木板盖住"),
    Sorted("车堵在单元门口，救护车进不来", _K.PARKING, _L.ESTATE, _U.URGENT, "9 35.1 36 53 67 78 107",
           says="划禁停线，周四开板凳会", pressing=(_P.ACUTE, _P.WORRY)),
    Sorted("车位不够，停车全靠抢", _K.PARKING, _L.ESTATE, _U.NORMAL, "29 63 64 65 68 70.2 85 96",
           says="量东边空地，看能划几个位", pressing=(_P.HARD,)),
    Sorted("外来车占了小区的位子", _K.PARKING, _L.ESTATE, _U.NORMAL, "46.2 48", says="问三家道闸的价"),
    Sorted("消防通道停满了车", _K.SAFETY, _L.ESTATE, _U.URGENT, "24 112.1", says="请消防队来讲一次，当场挪车"),
    Sorted("人行道上停三轮车", _K.PARKING, _L.STREET, _U.NORMAL, "71.1 123 126", says="和街道城管一起去谈"),
    Sorted("僵尸车没人要", _K.PARKING, _L.ESTATE, _U.LOW, "11 20 122.1", _S.ANSWERED, "三台都拖走了。"),
    Sorted("进门坡道开车太快", _K.PARKING, _L.ESTATE, _U.NORMAL, "46.1 69 98", says="装两道减速带"),
    Sorted("楼道灯不亮", _K.HOUSE, _L.BUILDING, _U.NORMAL, "12 17 28 59.1 93 95 128 132", _S.UNDERWAY,
           "电工一栋一栋查，先换 1 号楼", (_P.WORRY,)),
    Sorted("后面的路晚上没有灯", _K.HOUSE, _L.ESTATE, _U.NORMAL, "32.2 60.2 112.2", says="报街道路灯所"),
    Sorted("顶楼漏雨", _K.HOUSE, _L.BUILDING, _U.URGENT, "23 40 52 61.1 80 92 119.1 127.2",
           says="9 号楼先开会，算防水要多少钱", pressing=(_P.WORRY,)),
    Sorted("外墙渗水", _K.HOUSE, _L.BUILDING, _U.NORMAL, "79 121", says="雨停以后请人看"),
    Sorted("落水管断了，水浇窗子", _K.HOUSE, _L.BUILDING, _U.NORMAL, "15 91 133", says="请维修公司报价"),
    Sorted("化粪池满了往外冒", _K.HYGIENE, _L.ESTATE, _U.URGENT, "31 39 45 51.1 71.2 75 77 90 129", _S.ANSWERED,
           "保洁公司抽了三车，以后半年抽一次。", (_P.ACUTE,)),
    Sorted("4 号楼主管道总是堵", _K.HYGIENE, _L.BUILDING, _U.NORMAL, "87.2 88 108", says="请人用摄像头看管子"),
    Sorted("大门口一下雨就积水", _K.HYGIENE, _L.ESTATE, _U.NORMAL, "58 76 86", says="清沟"),
    Sorted("垃圾桶不够", _K.HYGIENE, _L.ESTATE, _U.NORMAL, "14 73 114", says="加两个桶，下午多收一次"),
    Sorted("遛狗不牵绳", _K.SAFETY, _L.ESTATE, _U.NORMAL, "7 22 25 60.1 97 115 130 135", says="写进居民公约，先上门劝"),
    Sorted("狗屎没人捡", _K.HYGIENE, _L.ESTATE, _U.NORMAL, "26 27 34 42 55.1 72 84 99 100 104 113 118",
           says="放四个狗便箱"),
    Sorted("大狗要登记", _K.SAFETY, _L.COMMUNITY, _U.NORMAL, "57 89 105", says="请派出所来登记"),
    Sorted("给狗划块地方", _K.OTHER, _L.ESTATE, _U.LOW, "87.1", _S.DECLINED, "小区里没有空地，河边绿道七点前可以遛。"),
    Sorted("楼道里堆东西", _K.SAFETY, _L.BUILDING, _U.URGENT, "10 13 62 74 101", says="周六一起清"),
    Sorted("电动车在楼道里充电", _K.SAFETY, _L.BUILDING, _U.URGENT, "61.2 119.2 127.1", says="先劝离，充电棚一起办"),
    Sorted("建个充电棚", _K.SAFETY, _L.ESTATE, _U.URGENT, "54 81 120", says="选址，征求意见", pressing=(_P.HOPE,)),
    Sorted("装电梯", _K.HOUSE, _L.BUILDING, _U.NORMAL, "43.1 116", says="先问 7 号楼各户", pressing=(_P.HOPE,)),
    Sorted("门禁和门锁坏了", _K.SAFETY, _L.BUILDING, _U.NORMAL, "33 43.2", says="换锁芯"),
    Sorted("楼顶养鸡", _K.HYGIENE, _L.BUILDING, _U.NORMAL, "18 21 125", _S.ANSWERED, "说通了，鸡送回老家了。"),
    Sorted("草坪种菜浇粪", _K.HYGIENE, _L.ESTATE, _U.NORMAL, "41 49 103", says="上门说，改种花"),
    Sorted("老鼠和蟑螂", _K.HYGIENE, _L.ESTATE, _U.NORMAL, "51.2 122.2", says="请疾控来放药"),
    Sorted("夜里吵", _K.HYGIENE, _L.ESTATE, _U.LOW, "55.2 94.1 136", says="写进居民公约"),
    Sorted("楼上往下丢东西", _K.SAFETY, _L.BUILDING, _U.URGENT, "19 35.2", says="装朝上的摄像头，先贴告示"),
)  # fmt: skip
THANKS = "6 32.1 37 70.1"
CHAT = "111"

AT_HAIWAN = """海湾花园上门记录（2026年）
一、林叔(老党员)走访本
1-1-201 陈阿姨：后门台阶缺了一角，下雨天滑。第二个，阳台边的瓷砖松动，快掉下来了。
1-1-202 梁伯：你们来得勤，坐下喝茶。
1-1-203 敲门没人应
"""
STILL_TO_READ = """二、何姨(楼栋长)走访本
2-1-301 何先生：楼道的声控灯不亮。还有，快递箱挡了半边门。
2-1-302 冯师傅，单车棚漏水
大概走了八户
"""


def tell() -> None:
    """Each in its own community."""
    with cast.in_community("binjiang"):
        _binjiang(office())
    with cast.in_community("haiwan"):
        _haiwan(office())


def _binjiang(people: Office) -> None:
    with standing(day(24), 10):
        notes = _receive(people, papers.open_paper(PAPER.read_bytes(), PAPER.name), PAPER.name)
        actions.take_notes(actor=people.worker, notes=notes)
        needs.liken_new()
    voices = {f"{each.row}.{each.part}": each.voice for each in queries.passages_that(notes, are="voice") if each.voice}
    with standing(day(24), 16):
        for voice in list(Voice.objects.exclude(danger="")):
            needs.see_danger(actor=people.worker, voice=voice, found="去看过了，先围起来，挂了牌子")
    for number, each in enumerate(LIST):
        with standing(day(22), 9 + number // 10, 5 * (number % 10)):
            _sort(people, each, _of(voices, each.lines))
    with standing(day(22), 15):
        for lines, state in ((THANKS, VoiceState.THANKS), (CHAT, VoiceState.CHAT)):
            for voice in _of(voices, lines):
                needs.set_aside(actor=people.worker, voice=voice, state=state)


def _receive(people: Office, paper: papers.Paper, name: str) -> Notes:
    return actions.receive_notes(actor=people.worker, paper=paper, name=name)


def _of(voices: dict[str, Voice], lines: str) -> list[Voice]:
    """The voices of these lines."""
    return [voices[line if "." in line else f"{line}.1"] for line in lines.split()]


def _sort(people: Office, each: Sorted, voices: list[Voice]) -> Need:
    """Joined, published, and as far as it came."""
    worker, ended = people.worker, each.state in {NeedState.ANSWERED, NeedState.DECLINED}
    need = needs.open_need(
        actor=worker, title=each.title, kind=each.kind, layer=each.layer, urgency=each.urgency, voices=voices,
        pressing=each.pressing,
    )  # fmt: skip
    step = "" if ended else each.says
    need = needs.publish_need(
        actor=worker, need=need, next_step=step, due_on=clock.today() + timedelta(days=10 if ended else 36)
    )
    if each.state == NeedState.UNDERWAY:
        need = needs.take_up_need(actor=worker, need=need)
    elif ended:
        settled = each.state == NeedState.ANSWERED
        need = needs.answer_need(actor=worker, need=need, answer=each.says, settled=settled)
        if each.kind != NeedKind.HYGIENE:  # the last doors of some still wait
            needs.tell_doors(actor=worker, need=need, voices=voices)
    return need


def _haiwan(people: Office) -> None:
    """One book taken in, its danger waiting for today, one answer waiting for a door; another book to be read."""
    with standing(day(2), 17):
        notes = _receive(people, papers.read_pasted(AT_HAIWAN), "林叔的本子")
        actions.take_notes(actor=people.worker, notes=notes)
        first = Voice.objects.filter(passages__notes=notes).order_by("id")[:1]
        need = needs.open_need(actor=people.worker, title="后门台阶缺角", kind=NeedKind.HOUSE, voices=list(first))
        need = needs.publish_need(actor=people.worker, need=need, next_step="请师傅来补")
    with standing(day(1), 16):
        needs.answer_need(actor=people.worker, need=need, answer="昨天补好了。", settled=True)
    with standing(day(1), 17):
        _receive(people, papers.read_pasted(STILL_TO_READ), "何姨的本子")
    needs.liken_new()
