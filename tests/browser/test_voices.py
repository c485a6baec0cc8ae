"""Place A: the books of five advisers go from file to published list, every voice sorted by keyboard, none lost."""

from collections import Counter
from pathlib import Path

import pytest

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs import actions
from hehuo.domain.plan.needs.kinds import NeedState, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.domain.plan.notes.models import Passage
from hehuo.ops.demo.voices import CHAT, LIST, THANKS, Sorted
from tests.browser.conftest import DESK, PHONE
from tests.browser.visitor import Visitor

BOOK = Path(__file__).parents[1] / "papers" / "visits-binjiang.docx"
CLASSES = ("house", "safety", "hygiene", "parking", "children", "elders", "culture", "work", "other")
KINDS = dict(zip(CLASSES, "qwerasdfg", strict=True))
LAYERS = dict(zip(("building", "estate", "community", "street"), "zxcv", strict=True))
URGENCIES = dict(zip(("critical", "urgent", "normal", "low"), "yuio", strict=True))
PRESSING = dict(zip(("acute", "hard", "worry", "hope"), "6789", strict=True))


@pytest.fixture
def office(transactional_db):
    community = Community.objects.create(code="binjiang", name="滨江社区", phone="0719-0000119", address="滨江路 9 号")
    with community_scope(community):
        ensure_place(kind=PlaceKind.ESTATE, name="滨江小区")
        account = Account.objects.create_account("zhou", "long enough 9")
        worker = Person.objects.create(name="周玉梅", account_id=account.id)
        Grant.objects.create(person=worker, role=Role.WORKER)
        yield community


def enter(page, judge):
    desk = Visitor(page, judge)
    judge.watch(page)
    return desk.open("/enter/?next=/c/binjiang/notes/").fill({"账号": "zhou", "密码": "long enough 9"}).tap("进来")


def wanted() -> dict[str, Sorted | VoiceState]:
    """What the worker decides for each sentence of the book."""
    places = {f"{each.row}.{each.part}": each.words for each in Passage.objects.filter(kind="voice")}
    decided: dict[str, Sorted | VoiceState] = {}
    for lines, what in [(each.lines, each) for each in LIST] + [(THANKS, VoiceState.THANKS), (CHAT, VoiceState.CHAT)]:
        for line in lines.split():
            decided[places[line if "." in line else f"{line}.1"]] = what
    return decided


def press(page, *keys):
    """Keys that change nothing but the page; the last leads on."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(keys[-1])


def sort_one(page, what) -> str:
    """One voice by keyboard alone: how it went."""
    if isinstance(what, VoiceState):
        press(page, "t" if what == VoiceState.THANKS else "b")
        return "aside"
    offered = page.locator("[data-deck] ol.lines li").evaluate_all(
        "all => all.map(each => each.querySelector('b').innerText)"
    )
    if what.title in offered:
        press(page, str(offered.index(what.title) + 1))
        return "one key"
    numbers = page.locator("#going option").evaluate_all("all => all.map(each => each.innerText)")
    if found := [each for each in numbers if each.endswith(f" {what.title}")]:
        page.keyboard.press("p")
        page.keyboard.type(found[0][:8])
        press(page, "Tab", "Enter")
        return "by number"
    page.locator("#id_title").press("Control+a")
    page.keyboard.type(what.title)
    page.evaluate("document.activeElement.blur()")
    press(
        page,
        KINDS[what.kind],
        LAYERS[what.layer],
        URGENCIES[what.urgency],
        *(PRESSING[each] for each in what.pressing),
        "n",
    )
    return "new"


@pytest.mark.long
def test_the_book_goes_from_file_to_published_list_by_keyboard(office, open_browser, judge):
    page = open_browser(DESK)
    desk = enter(page, judge)
    desk.upload(BOOK).tap("读一读").reads("待核对", "137", "120")
    desk.tap("要看一眼").reads("一行里分出了几件事")
    desk.open(page.url.split("?")[0]).tap("收入 137 条声音").reads("收好了 137 条声音")
    actions.liken_new()  # as the worker does
    decided = wanted()
    desk.tap("去分一分").reads("137 条声音，等着分")
    ways = Counter()
    for _number in range(137):
        ways[sort_one(page, decided[page.locator("#in-hand").inner_text()[1:-1]])] += 1
    desk.reads("没有要分的了")
    assert ways["new"] == len(LIST)
    assert ways["one key"] > 60
    assert Counter(Voice.objects.values_list("state", flat=True)) == {"joined": 132, "thanks": 4, "chat": 1}
    for each in LIST:
        assert Need.objects.get(title=each.title).voice_count == len(each.lines.split())
    press(page, "0")
    desk.reads("1 条声音，等着分")
    sort_one(page, decided[page.locator("#in-hand").inner_text()[1:-1]])
    desk.way("需求清单").tap(LIST[0].title).tap("公布", exact=True).fill({"下一步": "请电工来看"})
    desk.tap("公布", exact=True).reads("公布了，编号", "请电工来看", "2 户")
    desk.tap("给回音").choose("办成了").fill({"回音": "换了箱盖"}).tap("发给说过的人").reads(
        "上门告诉回音", "张倩", "张婆婆"
    )
    desk.choose("3-1-602").tap("说到了").does_not_read("张倩")
    desk.tap("打印回音单").reads("您说的事，有回音了")
    assert Need.objects.get(title=LIST[0].title).state == NeedState.ANSWERED
    assert judge.faults == []


def test_on_a_phone_by_tap_and_a_line_is_put_right(office, open_browser, judge):
    page = open_browser(PHONE)
    desk = enter(page, judge)
    text = "3-1-602 张倩：楼道灯坏了。还有，墙皮往下掉\n3-1-603 李四：楼道灯坏了半年\n大概就这样"
    desk.fill({"或者粘贴文字": text}).tap("读一读").tap("墙皮往下掉").reads("本子上这一行", "高处的东西要掉")
    desk.fill({"谁说的": "张大倩"}).tap("改好").reads("第 1 行改好了")
    desk.open(f"/c/binjiang/notes/{Passage.objects.first().notes_id}/").tap("收入 3 条声音").tap("去分一分")
    actions.liken_new()
    desk.choose("房屋设施", "本栋").tap("立成新需求").reads("归到了新需求", "墙皮往下掉", "已经响了")
    desk.choose("马上办").tap("立成新需求").tap("归进来", under="楼道灯坏了").reads("没有要分的了")
    desk.tap("撤销").reads("1 条声音，等着分").tap("像是一回事的").reads("没有像的了")
    desk.open("/c/binjiang/needs/voices/").reads("每条声音的下落").tap("墙皮往下掉")
    desk.fill({"看到了什么": "拉了警戒线"}).tap("去看过了").reads("有人去看过了", "粘贴的文字")
    assert judge.faults == []


def test_without_scripts_a_form_does_the_same(office, open_browser):
    page = open_browser(PHONE, javascript=False)
    desk = Visitor(page)
    desk.open("/enter/?next=/c/binjiang/notes/").fill({"账号": "zhou", "密码": "long enough 9"}).tap("进来")
    desk.fill({"或者粘贴文字": "3-1-602 张倩：楼道灯坏了"}).tap("读一读").tap("收入 1 条声音").tap("去分一分")
    desk.fill({"叫什么": "楼道灯"}).choose("房屋设施").tap("立成新需求").reads("没有要分的了")
    assert Need.objects.get().voice_count == 1
