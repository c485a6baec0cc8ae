"""The fairs of Wenyuan and Haiwan: a year from its own list, one just over, one today, one ahead."""

import io
from datetime import date, time, timedelta

import xlsxwriter

from hehuo.core import clock
from hehuo.domain.run.fairs import actions, kinds, queries
from hehuo.domain.run.fairs.models import Fair
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import BEGINNING, day, month, standing
from hehuo.ops.demo.people import Office, office

PLACES = {"wenyuan": "文苑广场", "haiwan": "海湾广场"}
UNITS = ("礼乐义工", "巧匠友邻队", "区中医院", "社区卫生站", "辖区律所", "移动营业厅")
FIRST = {"义剪理发": "礼乐义工", "家电维修": "巧匠友邻队", "血压血糖检测": "社区卫生站", "法律咨询": "辖区律所"}


def tell() -> None:
    """The list of the months before, then three fairs of the office's own."""
    for code, place in PLACES.items():
        with cast.in_community(code):
            people = office()
            _months_before(people, place)
            _last(people, place)
            _ahead(people, clock.today(), "今天的集市", place)
            _ahead(people, clock.today() + timedelta(days=20), "下月集市", place)


def _months_before(people: Office, place: str) -> None:
    """One fair a month, written down by hand: one figure cannot be read, and the sum is wrong."""
    with standing(day(40)):
        intake = actions.receive_list(actor=people.worker, content=_list(place), file_name="集市登记.xlsx")
        actions.take_list(actor=people.worker, intake=intake)
    with standing(day(1)):
        actions.receive_list(actor=people.worker, content=_list(place, extra="补锅"), file_name="补登的集市.xlsx")


def _list(place: str, extra: str = "") -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet, row = book.add_worksheet("集市记录"), 1
    sheet.write_row(0, 0, ["日期", "地点", "摊位类别", "承办单位", "服务人次", "备注"])
    for back in range(BEGINNING // 31, 1, -1):
        on = month(back) + timedelta(days=15)
        for number, name in enumerate(kinds.BEGINNING):
            said: object = "不少" if (back, number) == (3, 4) else 24 + (back * 5 + number * 7) % 19
            sheet.write_row(row, 0, [on.isoformat(), place, name, UNITS[(back + number) % 6], said, ""])
            row += 1
    if extra:
        sheet.write_row(row, 0, [(month(2) + timedelta(days=15)).isoformat(), place, extra, "志愿者", 12, ""])
    sheet.write_row(row + 1, 0, ["累计", "", "", "", 5_000, ""])
    book.close()
    return held.getvalue()


def _last(people: Office, place: str) -> None:
    """Ten days ago: two stalls tapped and put right, one away, persons counted at the gate by hand."""
    on = day(10)
    with standing(day(20)):
        fair = _planned(people, on, "上次的集市", place)
        stalls = [
            actions.add_stall(
                actor=people.worker, fair=fair, kind=kind, unit=FIRST[kind.name], number=number, keeper=keeper
            )
            for number, (kind, keeper) in enumerate(
                zip(queries.kinds().filter(name__in=FIRST), people.next_neighbours(4), strict=True), 1
            )
        ]
    with standing(on, 10):
        for _tap in range(7):
            actions.count(actor=stalls[0].keeper or people.worker, stall=stalls[0])
        actions.note_total(actor=people.worker, stall=stalls[1], visits=31, counted_by="何师傅")
        actions.note_total(actor=people.worker, stall=stalls[2], visits=44, counted_by="卫生站")
    with standing(day(9)):
        actions.correct(actor=people.worker, stall=stalls[1], visits=33, why="登记本上漏了两位")
        actions.mark_away(actor=people.worker, stall=stalls[3])
        actions.note_persons(actor=people.worker, fair=fair, persons=62)


def _ahead(people: Office, on: date, title: str, place: str) -> None:
    """Stalls asked for on the phone: some stand, two wait for a yes."""
    with standing(day(3)):
        fair = _planned(people, on, title, place)
        asked = [
            actions.ask_stall(
                actor=unit,
                fair=fair,
                kind=kind,
                unit=FIRST[kind.name],
                gives="自带工具，先到先办。" if number % 2 else "",
            )
            for number, (kind, unit) in enumerate(
                zip(queries.kinds().filter(name__in=FIRST), people.neighbours[:4], strict=True)
            )
        ]
        for number, stall in enumerate(asked[:2], 1):
            actions.approve_stall(actor=people.worker, stall=stall, number=number)


def _planned(people: Office, on: date, title: str, place: str) -> Fair:
    return actions.plan_fair(
        actor=people.worker, title=title, on=on, place=place, from_time=time(9), to_time=time(11, 30),
        note="旧物可以拿来换。",
    )  # fmt: skip
