"""A levy through its pages: drafted, approved, collected, settled, published; and what a stranger reads of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.levies import queries
from hehuo.domain.run.levies.models import Cash, Levy
from tests.domain.run.levies.test_levies import paid

AT = "/c/haiwan/levies/"
QUOTES = "报价单位,总价,质保\n安瞳电子,550,3年\n鹰眼数码,700,2年\n老周弱电,600,1年"


def do(browser, levy, act: str, **said):
    return browser.post(f"{AT}{levy.id}/manage/", {"act": act, **said}, follow=True)


def text(answer) -> str:
    return answer.content.decode()


def test_from_the_matter_to_its_account(as_person, office):
    browser = as_person(office.worker)
    said = {
        "title": "装监控", "why": "丢车", "payers": str(office.estate.id), "fund": str(office.fund.id), "base": "home",
        "rate_fen": "50", "only_lived_in": "on", "due_on": "2099-01-01", "key": str(office.estate.id),
    }  # fmt: skip
    assert browser.post(f"{AT}new/", said | {"rate_fen": "五十"}).status_code == 422
    browser.post(f"{AT}new/", said)
    levy = Levy.objects.get()
    bad = do(browser, levy, "file", file=SimpleUploadedFile("报价.csv", b"nothing"))
    assert (bad.status_code, "没有认出报价" in text(bad)) == (422, True)
    assert "录了 3 家报价" in text(do(browser, levy, "file", file=SimpleUploadedFile("报价.csv", QUOTES.encode())))
    assert do(browser, levy, "choose", quote=str(levy.quotes.first().id), why="").status_code == 422
    do(browser, levy, "choose", quote=str(levy.quotes.first().id), why="总价最低")
    decision = {"decided_on": "2024-01-01", "decided_by": "板凳会", "present": "21", "decision": "同意"}
    assert "决定记下了" in text(do(browser, levy, "decision", **decision))
    assert "送审了" in text(do(browser, levy, "ask"))
    assert do(browser, levy, "approve").status_code == 403
    assert as_person(office.clerk).get(f"{AT}{levy.id}/").status_code == 404  # nobody is asked yet

    assert "批好了" in text(do(as_person(office.secretary), levy, "approve"))
    levy.refresh_from_db()
    paid(office, levy, *(share.home.short for share in queries.shares_of(levy)))
    assert "收完了" in text(do(as_person(office.secretary), levy, "close"))
    cost = {"what": "工程款", "fen": "550", "party": "安瞳电子", "key": str(office.fund.id)}
    assert "工程款" in text(do(as_person(office.worker), levy, "cost", **cost))
    request = queries.costs_of(levy).get().request
    books.approve_request(actor=office.secretary, request=request)
    books.settle_request(actor=office.clerk, request=request, on=clock.today())
    assert "余款定了" in text(do(as_person(office.worker), levy, "settle", surplus="keep", words="留着维修"))
    assert "公布了" in text(do(as_person(office.secretary), levy, "publish"))


def test_what_everyone_reads_names_no_home(client, as_person, office, levy):
    paid(office, levy, "1-101", "1-102", "1-201", "2-101")
    page = text(client.get(f"{AT}{levy.id}/"))
    assert all(word in page for word in ("育才小区装监控", "到场 21 户", "安瞳电子", "快齐了", "200.00"))
    assert "1-102" not in page
    assert "育才小区装监控" in text(client.get(AT))
    resident = office.homes[2].households.get().people.get()
    assert "出了 50.00 元，已经到账" in text(as_person(resident).get(f"{AT}{levy.id}/"))
    for page in ("manage/", "shares/", "chain/"):
        assert as_person(resident).get(f"{AT}{levy.id}/{page}").status_code == 403


def test_nearly_done_the_sum_is_not_shown_either(client, office, levy):
    rooms = [share.home.short for share in queries.shares_of(levy)]
    paid(office, levy, *rooms[:-1])
    page = text(client.get(f"{AT}{levy.id}/"))
    assert "650.00" not in page
    paid(office, levy, rooms[-1])
    assert "700.00" in text(client.get(f"{AT}{levy.id}/"))


def test_a_chain_is_pasted_looked_at_and_noted(as_person, office, levy):
    browser, there = as_person(office.worker), f"{AT}{levy.id}/chain/"
    message = (
        "#接龙\n1. 1-101 赵大海 同意\n2. 1-102 马骏 同意\n3. 9-999 谁 同意\n4. 2栋 钱三妹 同意\n5. 1-201 赵三妹 退出"
    )
    said = {"message": message, "on": "2024-05-01"}
    page = text(browser.post(there, said))
    told = ("同意的 3 户", "没有这个名字，请核对", "不在要出钱的户里", "退出了，没有记", "按姓名在 2 栋找到")
    assert [word for word in told if word not in page] == []
    share = next(each for each in queries.shares_of(levy) if each.home.short == "1-101")
    browser.post(there, said | {"share": str(share.id), "note": "yes"})
    assert [each.home.short for each in queries.shares_of(levy) if each.pledged_on] == ["1-101"]
    assert browser.post(there, {"message": "", "on": "2024-05-01"}).status_code == 422


def test_cash_from_a_door_to_the_clerk(as_person, office, levy):
    share = next(each for each in queries.shares_of(levy) if each.home.short == "1-101")
    browser, there = as_person(office.leader), f"{AT}{levy.id}/doors/"
    said = {"share": str(share.id), "fen": "50", "receipt_no": "7", "on": "2024-05-01", "key": str(share.id)}
    assert "2-101" not in text(browser.get(there))
    assert browser.post(there, said | {"fen": "60"}).status_code == 422
    assert "在我手里" in text(browser.post(there, said, follow=True))
    cash = Cash.objects.get()
    assert as_person(office.worker).post(f"{AT}{levy.id}/cash/{cash.id}/take/").status_code == 403
    assert "点收了" in text(as_person(office.clerk).post(f"{AT}{levy.id}/cash/{cash.id}/take/", follow=True))
    assert "交齐了" in text(as_person(office.clerk).get(f"{AT}{levy.id}/shares/"))
    assert as_person(office.homes[0].households.get().people.get()).get(there).status_code == 403


def test_the_list_costs_the_same_for_fourteen_homes_as_for_one(as_person, office, levy, django_assert_max_num_queries):
    browser = as_person(office.clerk)
    browser.get(f"{AT}{levy.id}/shares/")
    with django_assert_max_num_queries(8):
        browser.get(f"{AT}{levy.id}/shares/")
