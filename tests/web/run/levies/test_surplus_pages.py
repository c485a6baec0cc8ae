"""Who collects, a later day, papers and the way of what is left, through their pages; and what a stranger reads."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hehuo.core import clock
from hehuo.domain.ground.files import actions as keeping
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.levies import actions, queries
from hehuo.domain.run.levies.models import Collector
from tests.domain.run.levies.test_levies import paid, spent
from tests.web.run.levies.test_levy_pages import AT, do, text

KEY = "0190c5d2-0000-7000-8000-0000000000aa"


def photo() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (80, 120), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("签到表.jpg", drawn.getvalue())


def lasts_until(levy, days: int) -> str:
    return clock.date.fromordinal(levy.due_on.toordinal() + days).isoformat()


class TestWhoCollects:
    def test_named_told_to_the_homes_and_ended(self, as_person, office, levy, somebody):
        neighbour, there = somebody("马骏"), f"{AT}{levy.id}/collectors/"
        place = Place.objects.get(path="育才小区/1栋")
        said = {"place": str(place.id), "person": "马骏", "hours": "每晚 7 点，1 栋大堂", "key": KEY}
        desk = as_person(office.worker)
        assert "还没有指定谁来收" in text(desk.get(there))
        assert "花名册里没有「没有人」" in text(desk.post(there, said | {"person": "没有人"}))
        assert "不能自己指定自己" in text(desk.post(there, said | {"person": "周玉梅"}))
        page = text(desk.post(there, said, follow=True))
        assert all(word in page for word in ("写好了，马骏收到了通知", "育才小区 1栋 · 马骏", "每晚 7 点，1 栋大堂"))
        assert "育才小区 1栋 马骏" in text(desk.get(f"{AT}{levy.id}/manage/"))

        resident = office.homes[0].households.get().people.get()
        mine = text(as_person(resident).get(f"{AT}{levy.id}/"))
        assert "现金交给马*" in mine
        assert "每晚 7 点，1 栋大堂" in mine
        assert "马骏" not in mine
        other = text(as_person(office.homes[6].households.get().people.get()).get(f"{AT}{levy.id}/"))
        assert ("马*" in other, "交给楼栋长" in other) == (False, True)
        assert "1-101" in text(as_person(neighbour).get(f"{AT}{levy.id}/doors/"))
        assert as_person(office.leader).get(f"{AT}{levy.id}/doors/").status_code == 403

        named = Collector.objects.get()
        assert as_person(neighbour).post(f"{there}{named.id}/end/").status_code == 403
        assert "马骏不再收" in text(as_person(office.worker).post(f"{there}{named.id}/end/", follow=True))
        assert as_person(neighbour).get(f"{AT}{levy.id}/doors/").status_code == 403

    def test_who_was_ended_gives_back_what_they_hold(self, as_person, office, levy, somebody):
        neighbour, place = somebody("马骏"), Place.objects.get(path="育才小区/1栋")
        named = actions.name_collector(actor=office.worker, levy=levy, place=place, person=neighbour, hours="晚上")
        share = queries.shares_of(levy).first()
        actions.note_cash(actor=neighbour, share=share, fen=5000, receipt_no="7")
        actions.end_collector(actor=office.worker, collector=named)
        browser = as_person(neighbour)
        assert "我管的户：收现金" in text(browser.get(f"{AT}{levy.id}/"))
        assert "在我手里" in text(browser.get(f"{AT}{levy.id}/doors/"))

    def test_a_stranger_reads_nothing_of_who_holds_cash_when(self, client, office, levy, somebody):
        place = Place.objects.get(path="育才小区/1栋")
        actions.name_collector(
            actor=office.worker, levy=levy, place=place, person=somebody("马骏"), hours="每晚 7 点，1 栋大堂"
        )
        page = text(client.get(f"{AT}{levy.id}/"))
        assert ("马*" in page, "每晚 7 点" in page) == (False, False)
        assert client.get(f"{AT}{levy.id}/collectors/").status_code == 302

    def test_the_page_costs_the_same_for_many(self, as_person, office, levy, somebody, django_assert_max_num_queries):
        browser, there = as_person(office.worker), f"{AT}{levy.id}/collectors/"
        for number, place in enumerate(queries.collecting_places(levy)):
            actions.name_collector(
                actor=office.worker, levy=levy, place=place, person=somebody(f"马{number}"), hours="晚上"
            )
        browser.get(there)
        with django_assert_max_num_queries(11):
            browser.get(there)


class TestALaterDay:
    def test_asked_granted_and_the_old_day_beside_the_new_one(self, as_person, office, levy):
        desk = as_person(office.worker)
        refused = do(desk, levy, "extend", to_on=lasts_until(levy, -1), why="早点收完")
        assert (refused.status_code, "只能往后延" in text(refused), "早点收完" in text(refused)) == (422, True, True)
        page = text(do(desk, levy, "extend", to_on=lasts_until(levy, 10), why="放假，好多户不在家"))
        assert "延期，等审批" in page
        assert do(desk, levy, "grant").status_code == 403
        assert "只差三户" in text(do(as_person(office.secretary), levy, "keep_day", why="只差三户"))
        do(as_person(office.worker), levy, "extend", to_on=lasts_until(levy, 10), why="放假，好多户不在家")
        old = levy.due_on
        assert "延好了" in text(do(as_person(office.secretary), levy, "grant"))
        resident = office.homes[0].households.get().people.get()
        page = text(as_person(resident).get(f"{AT}{levy.id}/"))
        assert f"原定 {old.month} 月 {old.day} 日，延期了" in page
        assert "延期：放假，好多户不在家" in page


class TestPapers:
    def test_a_photo_of_the_minutes_is_public_only_where_it_is_covered(self, as_person, client, office, levy):
        desk = as_person(office.worker)
        assert "添上了" in text(do(desk, levy, "paper", upload=photo()))
        (kept,) = files.files_of(levy.id)
        assert "签到表.jpg" in text(desk.get(f"{AT}{levy.id}/manage/"))
        assert f"{AT}{levy.id}/manage/" in text(desk.get(f"/c/haiwan/files/{kept.id}/"))
        client.logout()
        assert "遮过的" not in text(client.get(f"{AT}{levy.id}/"))
        shown = keeping.cover_file(actor=office.secretary, file=kept, squares=[0, 1])
        page = text(client.get(f"{AT}{levy.id}/"))
        assert (f"files/{shown.id}/small/" in page, str(kept.id) in page, "签到表" in page) == (True, False, False)

    def test_with_the_decision_in_one_go(self, as_person, office, draft):
        said = {"decided_on": "2024-01-01", "decided_by": "板凳会", "present": "21", "decision": "同意"}
        do(as_person(office.worker), draft, "decision", **said, papers=[photo(), photo()])
        assert files.files_of(draft.id).count() == 2

    def test_who_does_not_ask_for_money_adds_none(self, as_person, office, levy):
        assert do(as_person(office.secretary), levy, "paper", upload=photo()).status_code == 422
        assert not files.files_of(levy.id).exists()


class TestWhatIsLeft:
    def test_it_goes_to_another_pot_and_everyone_reads_where(self, as_person, client, office, levy):
        common = funds.open_fund(actor=None, name="育才公共收益", nature=FundNature.COMMON, keeper="工商银行")
        paid(office, levy, *(share.home.short for share in queries.shares_of(levy)))
        actions.close_levy(actor=office.secretary, levy=levy)
        spent(office, levy, 55_000)
        there, desk = f"{AT}{levy.id}/move/", as_person(office.worker)
        assert there in text(desk.get(f"{AT}{levy.id}/manage/"))
        said = {
            "act": "ask_move", "key": KEY, "target": str(common.id), "decided_on": "2024-01-02",
            "decided_by": "第 12 次板凳会", "decision": "并入公共收益，修大门",
        }  # fmt: skip
        refused = desk.post(there, said)
        assert (refused.status_code, "请附会议记录" in text(refused)) == (422, True)
        assert "修大门" in text(refused)  # nothing entered is lost
        page = text(desk.post(there, said | {"papers": [photo()]}, follow=True))
        assert all(word in page for word in ("等审批", "签到表.jpg", "育才公共收益"))
        assert desk.post(there, {"act": "approve_move"}).status_code == 422
        assert "退回了" in text(
            as_person(office.secretary).post(there, {"act": "return_move", "why": "再问"}, follow=True)
        )
        again = said | {"papers": [photo()], "key": KEY.replace("aa", "ab")}
        assert "退回过的" in text(as_person(office.worker).post(there, again, follow=True))
        assert "轮到报账员拨" in text(as_person(office.secretary).post(there, {"act": "approve_move"}, follow=True))
        clerk = as_person(office.clerk)
        assert clerk.post(there, {"act": "make_move", "on": ""}).status_code == 422
        done = clerk.post(there, {"act": "make_move", "on": clock.today().isoformat()}, follow=True)
        assert "记进两边的账了" in text(done)
        assert pots.balance_of_fund(common) == 15_000

        move = queries.surplus_move_of(levy)
        client.logout()
        page = text(client.get(f"{AT}{levy.id}/"))
        told = ("余款拨到了另一个资金", "育才公共收益", "150.00", "第 12 次板凳会", "并入公共收益，修大门")
        assert [word for word in told if word not in page] == []
        assert "月底结账公示以后点得开" in page
        assert client.get(f"{AT}moves/{move.id}/").headers["Location"] == f"{AT}{levy.id}/"
        assert as_person(office.clerk).get(f"{AT}moves/{move.id}/").headers["Location"] == there
        assert "公布了" in text(do(as_person(office.secretary), levy, "publish"))
        levy.refresh_from_db()
        printed = text(client.get(f"/c/haiwan/postings/{levy.posting_id}/print/"))
        assert "拨到「育才公共收益」" in printed

    def test_a_resident_comes_to_neither_desk(self, as_person, office, levy):
        browser = as_person(office.homes[0].households.get().people.get())
        for page in ("move/", "collectors/"):
            assert browser.get(f"{AT}{levy.id}/{page}").status_code == 403

    def test_without_a_pot_that_may_take_it_the_page_says_what_to_do(self, as_person, office, levy):
        paid(office, levy, "1-101")
        actions.close_levy(actor=office.secretary, levy=levy)
        assert "没有能收这笔余款的资金" in text(as_person(office.worker).get(f"{AT}{levy.id}/move/"))
