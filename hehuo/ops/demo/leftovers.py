"""What came after in Haiwan: who collects for the shelter and until when, and a door whose surplus went on."""

import io
from datetime import date, timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files import queries as kept
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.kinds import Base
from hehuo.domain.run.levies.models import Levy
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing

RATE, DOOR = 6000, 128_000
OFFERS = (("港湾门禁安装部", DOOR, "含税，质保 3 年"), ("南沙智安电子", 146_000, "含税，质保 2 年"))
PAGE, LINE_FROM, LINE_STEP = (620, 880), 150, 46  # the minutes as a phone sees them: a sheet with lines of writing


def tell() -> None:
    """The shelter of these weeks, and the door of the first building, whose account hangs on the board."""
    with cast.in_community("haiwan"):
        shelter = queries.begun().get(title="单车棚加盖")
        _who_collects(shelter)
        _a_later_day(shelter)
        common = funds.open_fund(actor=None, name="海湾公共收益", nature=FundNature.COMMON, keeper="港湾农商银行")
        door = _door(shelter.fund, _buildings(shelter)[0])
        _its_surplus(door, common)


def _who_collects(shelter: Levy) -> None:
    """Two of three buildings have somebody; the third had, until yesterday."""
    worker, neighbours = cast.holder(Role.WORKER), cast.residents(30)
    one, two, three = _buildings(shelter)[:3]
    said = (
        (one, neighbours[3], "每晚 7 点到 8 点，一楼信报箱旁"), (two, neighbours[9], "周六上午 9 点到 11 点，2 栋大堂"),
        (three, neighbours[15], "每晚 8 点，3 栋门口"),
    )  # fmt: skip
    with standing(day(7), 9):
        named = [
            actions.name_collector(actor=worker, levy=shelter, place=place, person=person, hours=hours)
            for place, person, hours in said
        ]
    with standing(day(1), 9):
        actions.end_collector(actor=worker, collector=named[-1])


def _buildings(shelter: Levy) -> list[Place]:
    return list(queries.collecting_places(shelter).filter(kind=PlaceKind.BUILDING))


def _a_later_day(shelter: Levy) -> None:
    with standing(day(3), 9):
        actions.ask_extension(
            actor=cast.holder(Role.WORKER), levy=shelter, to_on=shelter.due_on + timedelta(days=15),
            why="有几户出远门，月底才回来",
        )  # fmt: skip
    with standing(day(2), 9):
        actions.grant_extension(actor=cast.holder(Role.SECRETARY), levy=shelter)


def _door(fund: Fund, place: Place) -> Levy:
    """Every home paid; the door was paid for."""
    worker, secretary, clerk = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY), cast.holder(Role.CLERK)
    with standing(day(26), 9):
        levy = actions.draft_levy(
            actor=worker, title=f"{place.name}门禁换新", why="门禁坏了半年，外卖、推销随便进。", fund=fund, place=place,
            base=Base.PER_HOME, rate_fen=RATE, due_on=clock.today() + timedelta(days=20), only_lived_in=False,
        )  # fmt: skip
        quotes = [
            actions.add_quote(actor=worker, levy=levy, supplier=name, total_fen=fen, terms=terms)
            for name, fen, terms in OFFERS
        ]
        actions.choose_quote(actor=worker, levy=levy, quote=quotes[0], why="便宜，质保长")
        actions.note_decision(
            actor=worker, levy=levy, decided_on=clock.today(), decided_by="第 5 次板凳会", present=19,
            decision="同意换，每户 60 元，多退少补。", papers=[_minutes("板凳会记录.jpg")],
        )  # fmt: skip
        actions.ask_levy(actor=worker, levy=levy)
    with standing(day(25), 9):
        levy = actions.approve_levy(actor=secretary, levy=levy)
        _cover(levy)
    with standing(_open_day(5), 10):
        for share in queries.shares_of(levy):
            funds.receive(actor=clerk, due=share.due, fen=share.fen, on=clock.today(), memo="转账")
        actions.close_levy(actor=secretary, levy=levy)
        cost = actions.ask_cost(
            actor=worker, levy=levy, fen=DOOR, what="门禁一套", party=OFFERS[0][0], proof="合同、验收单"
        )
        books.approve_request(actor=secretary, request=cost.request)
        books.settle_request(actor=clerk, request=cost.request, on=clock.today())
    return levy


def _its_surplus(levy: Levy, common: Fund) -> None:
    """Decided on the bench, asked, approved, moved, and on the wall the same day."""
    worker, secretary, clerk = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY), cast.holder(Role.CLERK)
    with standing(_open_day(3), 11):
        move = actions.ask_move(
            actor=worker, levy=levy, target=common, decided_on=clock.today(), decided_by="第 6 次板凳会",
            decision="余款不退，并入公共收益，留作以后修门。", papers=[_minutes("第6次板凳会记录.jpg")],
        )  # fmt: skip
        move = actions.approve_move(actor=secretary, move=move)
        _cover(move)
        actions.make_move(actor=clerk, move=move, on=clock.today())
        actions.publish_levy(actor=secretary, levy=levy)


def _cover(thing: object) -> None:
    """The secretary covers the names at the foot, and everyone may see the rest."""
    (file,) = kept.files_of(thing.id)  # type: ignore[attr-defined]
    files.cover_file(actor=cast.holder(Role.SECRETARY), file=file, squares=range(80, 96))


def _minutes(name: str) -> ContentFile:
    """A sheet as it lies before the camera: a heading, lines of writing, names at the foot."""
    sheet = Image.new("RGB", PAGE, "#F4EFE3")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((190, 60, 430, 92), fill="#3A362F")
    for number in range(14):
        top = LINE_FROM + number * LINE_STEP
        pen.rectangle((60, top, 560 - (number * 97) % 180, top + 12), fill="#7C7466")
    drawn = io.BytesIO()
    sheet.save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), name=name)


def _open_day(ago: int) -> date:
    """So many days ago, but in this month: the months before are closed."""
    return max(day(ago), clock.today().replace(day=1))
