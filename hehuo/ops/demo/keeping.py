"""Years with partners: a list of neighbours, help asked for and solved, visits, one stands still, one leaves."""

import io
from datetime import timedelta

import xlsxwriter

from hehuo.core import clock
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements import queries
from hehuo.domain.build.agreements.kinds import ExitKind
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import Party
from hehuo.domain.build.stewards import actions
from hehuo.domain.build.stewards.kinds import Period, Urgency
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.names import Inventor
from hehuo.ops.demo.people import Office, office

KINDS = ["党员", "外卖骑手", "居民代表", "楼长", "快递员"]
TEAMS = ["流动先锋队", "巧匠友邻队", "随手拍小分队", "环境美化队", "助老队"]
AREAS = ["文苑社区", "墟镇社区", "中福社区"]
PEOPLE, TWICE = 163, 23
# Place B's own kinds of partner (domain facts 1.1).
CATEGORIES = {
    "社培合伙人": Party.ORGANISATION, "绿美合伙人": Party.SINGLE, "邻里合伙人": Party.SINGLE,
    "流动邻里合伙人": Party.SINGLE, "邻里友好合伙商家": Party.ORGANISATION,
}  # fmt: skip
HEAD = ("序号", "社区", "姓名", "性别", "类别", "手机", "所在队伍", "加入时间")


def tell() -> None:
    """The street's list of neighbours at Wenyuan; stewards at Haiwan and Binjiang; a pause and a farewell."""
    with cast.in_community("wenyuan"):
        _neighbours(office(), PEOPLE, TWICE)
        _farewell(office())
        for name, party in CATEGORIES.items():
            partners.ensure_category(name=name, party=party)
    for code in ("haiwan", "binjiang"):
        with cast.in_community(code):
            _stewards(office())
    with cast.in_community("binjiang"):
        _pause(office())
    with cast.in_community("haiwan"):
        _neighbours(office(), 8, 2)
        _stays(office())


def _neighbours(people: Office, count: int, twice: int) -> None:
    """So many persons, some of them on two lines, and one line without a name that waits for somebody."""
    with standing(day(21), 10):
        intake = partners.receive_list(
            actor=people.worker, file_name="邻里合伙人花名册.xlsx", content=neighbour_list(count, twice)
        )
        partners.take_list(actor=people.worker, intake=intake)


def neighbour_list(count: int, twice: int) -> bytes:
    """The list as the street keeps it, of invented people."""
    inventor, out = Inventor("neighbour-partners"), io.BytesIO()
    rows = [_row(inventor, number) for number in range(count)]
    rows += [[*row[:5], TEAMS[(number + 2) % 5], row[6]] for number, row in enumerate(rows[:twice])]
    rows.append([AREAS[0], "", "女", KINDS[0], "", TEAMS[0], ""])
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("邻里合伙人")
        sheet.write_row(0, 0, ["“邻里合伙人”花名册"])
        sheet.write_row(1, 0, HEAD)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number + 1, 0, [number, *row])
    return out.getvalue()


def _row(inventor: Inventor, number: int) -> list[str]:
    sex = "m" if number % 2 else "f"
    since = day(400 - number).isoformat()
    return [
        AREAS[number % 3], inventor.name(sex), "男" if sex == "m" else "女", KINDS[number % 5], inventor.phone(),
        TEAMS[number % 5], since,
    ]  # fmt: skip


def _stewards(people: Office) -> None:
    """Two requests solved, one open; a visit with its next step; the stewards take turns by the month."""
    agreement = _own(people)
    contact, steward = agreement.partner.contact, queries.stewardships().filter(agreement=agreement)[0].person
    actions.set_rota(actor=people.worker, agreement=agreement, period=Period.MONTH, from_on=day(40), first=steward)
    for ago, days, what, result in (
        (25, 2, "夏天太晒，想借两把遮阳伞", "居委会借出两把，月底还"),
        (18, 1, "周五停电，课怎么上", "物业接了发电机，课照上"),
    ):
        with standing(day(ago), 9):
            asked = actions.ask_help(actor=contact, agreement=agreement, what=what, urgency=Urgency.SOON)
        with standing(day(ago), 11):
            actions.take_help(actor=steward, asked=asked)
            actions.say_word(actor=steward, asked=asked, text="收到，我去问。")
        with standing(day(ago - days), 16):
            actions.solve_help(actor=steward, asked=asked, result=result)
        with standing(day(ago - days), 18):
            actions.confirm_help(actor=contact, asked=asked)
    with standing(day(14), 15):
        actions.note_visit(
            actor=steward, agreement=agreement, on=clock.today(), said="课上人多，想多借一间",
            next_step="看看月底哪间空", next_on=clock.today() + timedelta(days=21),
        )  # fmt: skip
    with standing(day(0), 8):
        actions.ask_help(actor=contact, agreement=agreement, what="想在公示栏贴下个月的课表", urgency=Urgency.ORDINARY)


def _pause(people: Office) -> None:
    """A partner stands still until its wiring is mended."""
    other = next(each for each in queries.in_force() if each.pk != _own(people).pk)
    with standing(day(1), 9):
        agreements.suspend_agreement(actor=people.worker, agreement=other, why="仓库电线老化，换好验过再开工")


def _farewell(people: Office) -> None:
    """A partner leaves by its own wish: said, and waiting for the secretary."""
    other = next(each for each in queries.in_force() if each.pk != _own(people).pk)
    with standing(day(2), 10):
        agreements.start_exit(
            actor=other.partner.contact, agreement=other, kind=ExitKind.OWN_WISH, why="老师回老家了，人手不够"
        )


def _stays(people: Office) -> None:
    """A partner that thought of leaving, and was asked to stay."""
    agreement = _own(people)
    with standing(day(33), 10):
        leaving = agreements.start_exit(
            actor=agreement.partner.contact, agreement=agreement, kind=ExitKind.OWN_WISH, why="屋顶太晒，怕孩子中暑"
        )
    with standing(day(31), 15):
        agreements.decide_exit(
            actor=people.secretary, leaving=leaving, leaves=False, decision="搭了遮阳棚，谈过了，接着办"
        )


def _own(people: Office) -> Agreement:
    """The agreement of the partner who plays in the demo."""
    return queries.in_force().filter(partner__contact=people.partner).order_by("number")[0]
