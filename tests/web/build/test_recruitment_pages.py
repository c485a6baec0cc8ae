"""The way in as pages: calls, applying on a phone, the board, and every move as a button."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock, ids
from hehuo.core.db.models import Installation
from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.recruitment import findings, queries
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Application, Call, Decision
from tests.house.plan import ROOT

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"


def applying(**changes):
    category = ensure_category(name="商企")
    said = {
        "key": str(ids.uuid7()), "name": "南沙悦溪音乐工作室", "category": str(category.id), "project": "尤克里里",
        "contact_name": "孟玲", "phone": "199 0059 4522", "times_said": "周六15:00-17:00", "resident_yuan": "40",
        "market_yuan": "90.00",
    }  # fmt: skip
    return {**said, **changes}


def test_everyone_reads_a_call_and_its_poster(client, call):
    for address in ("calls/", f"calls/{call.id}/", f"calls/{call.id}/poster/", f"calls/{call.id}/apply/"):
        page = client.get(HOME + address)
        assert (page.status_code, call.title in page.content.decode()) == (200, True)
    poster = client.get(f"{HOME}calls/{call.id}/poster/").content.decode()
    assert poster.count("<li><span><b>社区合伙人</b>") == 9


def test_the_desk_is_for_those_who_run_the_recruitment(client, as_person, resident, farm):
    addresses = ("applications/", f"applications/{farm.id}/", "calls/desk/", "applications/enter/")
    assert [client.get(HOME + address).status_code for address in addresses] == [302] * 4
    assert [as_person(resident).get(HOME + address).status_code for address in addresses] == [403] * 4


def test_a_call_is_written_published_and_closed(as_person, worker, need, roof):
    desk = as_person(worker)
    form = desk.get(f"{HOME}calls/new/").context["form"]
    said = {name: value for name, value in form.initial.items() if value is not None}
    for name, field in form.fields.items():
        initial = field.initial() if callable(field.initial) else field.initial
        said.setdefault(name, "" if initial is None else initial)
    said |= {"categories": [], "contributions": [], "reviewers": []}
    said |= {"needs": [str(need.id)], "spaces": [str(roof.id)], "contact_phone": "020-0000 0119", "slogan": "来种菜"}
    said |= {f"wanted_{need.id}": "自然课老师一位", f"terms_{need.id}": "先试一堂课"}
    assert desk.post(f"{HOME}calls/new/", {**said, f"wanted_{need.id}": "字" * 41}).status_code == 422
    assert desk.post(f"{HOME}calls/new/", said).status_code == 302
    call = Call.objects.get()
    again = desk.get(f"{HOME}calls/{call.id}/edit/").content.decode()
    assert ("自然课老师一位" in again, "周一至周五 18:30—21:30" in again) == (True, True)
    assert desk.post(f"{HOME}calls/{call.id}/publish/").status_code == 302
    for address in (f"calls/{call.id}/", f"calls/{call.id}/poster/"):
        page = desk.get(HOME + address).content.decode()
        for words in ("自然课老师一位", need.title, "先试一堂课", "周一至周五 18:30—21:30"):
            assert words in page
    assert desk.post(f"{HOME}calls/{call.id}/close/").status_code == 302
    assert desk.get(f"{HOME}calls/desk/").status_code == 200
    call.refresh_from_db()
    assert call.state == "closed"


def test_the_board_shows_everyone_in_at_most_ten_statements(as_person, worker, farm, django_assert_max_num_queries):
    Installation.objects.create(is_demo=False)
    desk = as_person(worker)
    desk.get(f"{HOME}partners/")  # the community and the mark are asked once in a process
    with django_assert_max_num_queries(10):
        page = desk.get(f"{HOME}applications/?in_hand={farm.id}")
    assert (page.status_code, page.content.decode().count("board-column")) == (200, 10)
    assert farm.name in desk.get(f"{HOME}applications/?view=table&way=space&mine=").content.decode()


@pytest.mark.parametrize("stage", Stage)
def test_an_application_costs_at_most_eleven_statements(
    *, as_person, worker, farm, stage, django_assert_max_num_queries
):
    Installation.objects.create(is_demo=False)
    Application.objects.filter(pk=farm.pk).update(stage=stage)
    desk = as_person(worker)
    desk.get(f"{HOME}partners/")
    with django_assert_max_num_queries(11):
        assert desk.get(f"{HOME}applications/{farm.id}/").status_code == 200


def test_every_move_is_a_button(*, as_person, worker, secretary, farm, roof, body):
    desk, page = as_person(worker), f"{HOME}applications/{farm.id}/"
    assert desk.post(f"{page}move/", {"act": "start"}).status_code == 302
    refused = desk.post(f"{page}move/", {"act": "pass"})
    assert (refused.status_code, "初审还差" in refused.content.decode()) == (422, True)
    for item in queries.screening_of(farm):
        assert desk.get(f"{HOME}screening/{item.id}/").status_code == 200
        form = {"state": "passed", "evidence": "原件已看"}
        assert desk.post(f"{HOME}screening/{item.id}/", form).status_code == 302
    assert desk.post(f"{page}move/", {"act": "pass"}).status_code == 302
    times = {"key": str(ids.uuid7()), "space": str(roof.id), "day": "2024-07-02", "capacity": "30"}
    early = desk.post(f"{page}trial/", {**times, "starts": "10:00", "ends": "11:00"})
    assert (early.status_code, "18:30" in early.content.decode()) == (422, True)
    assert desk.post(f"{page}trial/", {**times, "starts": "19:30", "ends": "20:30"}).status_code == 302
    members = {"members": [str(member.id) for member in body]}
    assert desk.post(f"{page}decide/", members).status_code == 422
    exempted = as_person(secretary).post(f"{page}move/", {"act": "exempt", "why": "去年试过三次，都满意"})
    assert exempted.status_code == 302
    assert as_person(worker).post(f"{page}decide/", members).status_code == 302
    decision = Decision.objects.get()
    sitting = f"{HOME}decisions/{decision.id}/"
    for member in body:
        table = as_person(member)
        assert table.get(sitting).status_code == 200
        assert table.post(f"{sitting}answer/", {"answer": "yes", "opinion": ""}).status_code == 302
    waiting = as_person(worker).get(sitting).content.decode()
    assert ("「公布」要由社区书记来办" in waiting, f"{sitting}post/" in waiting) == (True, False)
    assert sitting in as_person(worker).get(page).content.decode()
    assert as_person(worker).post(f"{sitting}post/").status_code == 403
    assert as_person(secretary).post(f"{sitting}post/").status_code == 302
    farm.refresh_from_db()
    assert farm.stage == Stage.POSTED
    assert as_person(worker).get(page).status_code == 200


def test_an_ending_without_a_reason_is_asked_for_again(as_person, worker, farm):
    answer = as_person(worker).post(f"{HOME}applications/{farm.id}/move/", {"act": "refuse", "why": ""})
    assert (answer.status_code, "理由" in answer.content.decode()) == (422, True)


def test_a_worker_enters_mends_joins_and_parts(as_person, worker, call, farm):
    desk = as_person(worker)
    assert desk.post(f"{HOME}applications/enter/", applying(credit_code="91999999MA3RFM6N5T")).status_code == 302
    second = Application.objects.exclude(pk=farm.pk).get()
    assert "像是同一家" in desk.get(f"{HOME}applications/{second.id}/").content.decode()
    assert desk.get(f"{HOME}applications/{second.id}/mend/").status_code == 200
    mended = applying(credit_code="91999999MA3RFM6N5T", project="尤克里里小班")
    assert desk.post(f"{HOME}applications/{second.id}/mend/", mended).status_code == 302
    assert desk.post(f"{HOME}applications/{farm.id}/join/{second.id}/").status_code == 302
    assert desk.post(f"{HOME}applications/{second.id}/part/").status_code == 302
    second.refresh_from_db()
    assert (second.project, second.joined_into) == ("尤克里里小班", None)


def test_tables_are_looked_at_first_and_then_taken_in(as_person, worker):
    desk = as_person(worker)
    for kind, name in (("import", "applications-gangwan.xlsx"), ("import-feedback", "trial-feedback.csv")):
        content = (ROOT / "tests" / "papers" / name).read_bytes()
        address = f"{HOME}applications/{kind}/"
        look = desk.post(address, {"upload": SimpleUploadedFile(name, content), "look": "1"})
        assert (look.status_code, "什么都没写进去" in look.content.decode()) == (200, True)
        assert "收好了" in desk.post(address, {"upload": SimpleUploadedFile(name, content)}).content.decode()
    wrong = desk.post(f"{HOME}applications/import/", {"upload": SimpleUploadedFile("空.xlsx", b" ")})
    assert (wrong.status_code, "是空的" in wrong.content.decode()) == (422, True)
    assert (Application.objects.count(), clock.today().year) == (31, 2024)


def test_one_look_is_a_page_a_paper_and_a_workbook_and_a_word_on_each_is_kept(as_person, worker):
    desk = as_person(worker)
    content = (ROOT / "tests" / "papers" / "applications-gangwan.xlsx").read_bytes()
    desk.post(f"{HOME}applications/import/", {"upload": SimpleUploadedFile("报名.xlsx", content)})
    address = f"{HOME}applications/look/"
    page = desk.get(address).content.decode()
    assert ("第 14 行" in page, "等您说" in page) == (True, True)
    by_name = desk.get(f"{address}?by=name&back=1&flag=price&open=1").content.decode()
    assert ("价格高于市场价的一半：" in by_name, "碰到负面清单：" in by_name) == (True, False)
    assert "第 1 页，共 " in desk.get(f"{address}print/").content.decode()
    book = openpyxl.load_workbook(BytesIO(b"".join(desk.get(f"{address}findings.xlsx?flag=negative"))))
    assert [row[1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [45]
    found = next(each for each in findings.look().findings if each.flag == "negative")
    word = f"{HOME}applications/{found.application.id}/look/{found.key}/"
    assert "灵芝" in desk.get(word).content.decode()
    refused = desk.post(word, {"word": "settled", "why": ""})
    assert (refused.status_code, "怎么核实的" in refused.content.decode()) == (422, True)
    assert desk.post(word, {"word": "stands", "why": "现场看过"}).status_code == 302
    assert "现场看过" in desk.get(address).content.decode()
    assert desk.get(f"{HOME}applications/{found.application.id}/look/{'0' * 32}/").status_code == 404
