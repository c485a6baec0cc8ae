"""A worker at doors without a signal: what is noted waits on the phone, and arrives once."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.needs.models import Voice
from hehuo.web import outbox
from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor, overflow, overflow_in_large_text, violations

RECORD = "/c/haiwan/needs/record/"
KEPT = """async () => {
    const paths = [];
    for (const name of await caches.keys())
        for (const each of await (await caches.open(name)).keys()) paths.push(name + " " + new URL(each.url).pathname);
    return paths;
}"""


@pytest.fixture
def office(transactional_db):
    """Haiwan with two workers."""
    community = Community.objects.create(code="haiwan", name="海湾社区", phone="020-0000 0119")
    with community_scope(community):
        for username, name in (("zhou", "周玉梅"), ("chen", "陈国栋")):
            account = Account.objects.create_account(username, "long enough 9")
            Grant.objects.create(person=Person.objects.create(name=name, account_id=account.id), role=Role.WORKER)
    return community


@pytest.fixture
def photo(tmp_path):
    """As a phone takes it: far larger than a page needs."""
    path = tmp_path / "楼道.jpg"
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(path, "JPEG", quality=95)
    return path


def enter(visitor, username):
    return visitor.open(f"/enter/?next={RECORD}").fill({"账号": username, "密码": "long enough 9"}).tap("进来")


def press(visitor, name):
    """Press what leads to no other page."""
    visitor.page.get_by_role("button", name=name).first.click()
    return visitor


def kept_in(page):
    """Under which builds the phone keeps the empty form."""
    return [each.split()[0] for each in page.evaluate(KEPT) if each.endswith(f"{RECORD}offline/")]


def wait_until(page, holds):
    """Look again for up to ten seconds."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(KEPT))


def voices():
    return list(Voice.objects.order_by("id").values_list("words", flat=True))


@pytest.fixture
def outside(office, open_browser, judge):
    """The worker has opened the page once; now she stands in a stairwell without a signal, and opens it again."""
    page = open_browser(PHONE)
    worker = enter(Visitor(page), "zhou")
    wait_until(page, lambda: kept_in(page))
    page.context.set_offline(True)
    page.goto(RECORD)
    judge.watch(page)
    return worker


def test_two_needs_and_a_photo_wait_and_arrive_once(office, outside, photo, judge):
    page = outside.page
    outside.reads("没有信号，照样能记").does_not_read("周玉梅")
    outside.fill({"原话": "楼道灯又坏了", "谁说的": "陈嬢嬢"}).upload(photo)
    press(outside, "记下")
    expect(page.get_by_text("1 条，只在这台手机上")).to_be_visible()
    press(outside.fill({"原话": "想要个晒被子的地方"}), "记下")
    expect(page.get_by_text("没有信号，2 条存在这台手机上")).to_be_visible()
    outside.reads("楼道灯又坏了", "陈嬢嬢 · 照片 1 张", "等信号补传")
    assert (violations(page), overflow(page), overflow_in_large_text(page)) == ([], "", "")

    page.close()
    page = page.context.new_page()
    page.goto(RECORD)
    expect(page.get_by_text("没有信号，2 条存在这台手机上")).to_be_visible()
    second = page.context.new_page()
    second.goto(RECORD)
    page.context.set_offline(False)  # both tabs notice
    expect(page.locator("[data-outbox-list]")).to_be_hidden(timeout=15_000)
    with community_scope(office):
        assert voices() == ["楼道灯又坏了", "想要个晒被子的地方"]
        kept = File.objects.get()
        assert (kept.is_public, kept.width, kept.height) == (False, 1600, 1067)
        assert kept.about_id == Voice.objects.get(words="楼道灯又坏了").id
    assert judge.faults == []


def test_an_answer_lost_on_the_way_makes_no_second_voice(office, open_browser):
    page = open_browser(PHONE)
    worker = enter(Visitor(page), "zhou")

    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()  # the server takes it, and nobody hears
        return route.abort()

    page.route(f"**{RECORD}", lose)
    press(worker.fill({"原话": "路灯坏了"}), "记下")
    expect(page.get_by_text("1 条存在这台手机上")).to_be_visible()
    assert not worker.offers("接着记")  # it may be there already: a change would be lost
    page.unroute(f"**{RECORD}")
    page.reload()
    expect(page.get_by_text("补传好了 1 条")).to_be_visible()
    with community_scope(office):
        assert voices() == ["路灯坏了"]


def test_an_entry_goes_under_the_name_of_who_wrote_it_or_not_at_all(office, outside):
    page = outside.page
    press(outside.fill({"原话": "周玉梅听到的"}), "记下")
    expect(page.get_by_text("1 条存在这台手机上")).to_be_visible()
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.get_by_text("1 条存在这台手机上，您登录后自己补传")).to_be_visible()
    enter(outside, "chen")
    expect(page.get_by_text("另有 1 条是周玉梅记的，等本人登录后再补传")).to_be_visible()
    outside.does_not_read("周玉梅听到的")
    with community_scope(office):
        assert voices() == []
    page.context.clear_cookies()
    enter(outside, "zhou")
    expect(page.get_by_text("补传好了 1 条")).to_be_visible()
    with community_scope(office):
        assert Voice.objects.get().collector.name == "周玉梅"


def test_what_the_server_refuses_stays_and_is_mended(office, open_browser, tmp_path):
    page = open_browser(PHONE)
    worker = enter(Visitor(page), "zhou")
    broken = tmp_path / "坏的.jpg"
    broken.write_bytes(b"no picture at all")
    press(worker.fill({"原话": "井盖松了", "谁说的": "何婉仪"}).upload(broken), "记下")
    expect(page.get_by_text("1 条没传上去，要改一改")).to_be_visible()
    worker.reads("「坏的.jpg」不是能收的文件")
    assert (violations(page), overflow(page)) == ([], "")
    press(press(worker, "接着记"), "不要照片")
    worker.tap("记下").reads("记下了：何婉仪。")
    with community_scope(office):
        assert voices() == ["井盖松了"]
    press(worker.fill({"原话": "记错了"}).upload(broken), "记下")
    expect(page.get_by_text("1 条没传上去，要改一改")).to_be_visible()
    press(worker, "不要了")
    expect(page.locator("[data-outbox-list]")).to_be_hidden()


def test_a_new_build_replaces_what_the_phone_keeps(office, open_browser, monkeypatch):
    page = open_browser(PHONE)
    enter(Visitor(page), "zhou")
    first = f"hehuo-{outbox.build()['version']}"
    wait_until(page, lambda: kept_in(page) == [first])
    newer = {**outbox.build(), "version": "newer"}
    monkeypatch.setattr(outbox, "build", lambda: newer)
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
    wait_until(page, lambda: kept_in(page) == ["hehuo-newer"])
    page.context.set_offline(True)
    page.goto(RECORD)
    Visitor(page).reads("没有信号，照样能记")


@pytest.mark.parametrize("javascript", [True, False])
def test_with_a_signal_it_is_a_form_like_any_other(office, open_browser, photo, javascript):
    worker = enter(Visitor(open_browser(PHONE, javascript=javascript)), "zhou")
    worker.fill({"原话": "楼道灯又坏了", "谁说的": "何婉仪"}).upload(photo).tap("记下").reads("记下了：何婉仪。")
    with community_scope(office):
        assert (voices(), File.objects.get().width) == (["楼道灯又坏了"], 1600 if javascript else 2400)
