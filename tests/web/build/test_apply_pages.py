"""Applying in steps: on a phone, without entering, left and gone on with; and the reviewers' sheets."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hehuo.core import ids
from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.recruitment import assessed, drafting
from hehuo.domain.build.recruitment.actions import applications, assessing, calls, screening
from hehuo.domain.build.recruitment.kinds import CheckState, Stage
from hehuo.domain.build.recruitment.models import Application, Draft, ScreeningItem

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"


def who(**changes):
    category = ensure_category(name="个人")
    said = {
        "key": str(ids.uuid7()), "name": "孟玲", "category": str(category.id), "contact_name": "孟玲",
        "phone": "199 0059 4522",
    }  # fmt: skip
    return {**said, **changes}


WHAT = {"project": "尤克里里", "resident_yuan": "40", "market_yuan": "90"}


def photo():
    held = BytesIO()
    Image.new("RGB", (40, 30), "white").save(held, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", held.getvalue(), "image/jpeg")


@pytest.fixture
def begun(client, call):
    """The first step is made; the browser has the code."""
    assert client.post(f"{HOME}calls/{call.id}/apply/", who()).status_code == 302
    return Draft.objects.get()


def code_of(client, draft):
    return client.session["drafts"][str(draft.id)]


def test_a_stranger_applies_in_five_steps_and_a_double_tap_applies_once(client, call, roof):
    key = str(ids.uuid7())
    for _ in range(2):
        assert client.post(f"{HOME}calls/{call.id}/apply/", who(key=key)).status_code == 302
    draft = Draft.objects.get()
    page = f"{HOME}apply/{draft.id}/"
    assert client.post(f"{page}2/", WHAT)["Location"] == f"{page}3/"
    assert client.post(f"{page}3/", {"space": str(roof.id), "times_said": "周六15:00-17:00"})["Location"] == f"{page}4/"
    assert client.post(f"{page}4/", {"paper_safety": photo(), "papers_said": ""})["Location"] == f"{page}5/"
    check = client.get(f"{page}5/").content.decode()
    assert all(words in check for words in ("尤克里里", "199****4522", "安全承诺书：交了", "联系人身份核验：还没交"))
    for _ in range(2):
        assert client.post(f"{page}send/")["Location"] == page
    application = Application.objects.get()
    assert (application.phone, application.resident_fen, application.space) == ("19900594522", 4000, roof)
    item = ScreeningItem.objects.get(application=application, slug="safety")
    assert (item.state, item.file.kind) == (CheckState.OPEN, "image")
    shown = client.get(page).content.decode()
    assert (application.number in shown, "最晚" in shown) == (True, True)


@pytest.mark.parametrize(("field", "value"), [("phone", "1990059"), ("name", ""), ("category", "")])
def test_what_was_entered_stays_when_something_is_wrong(client, call, field, value):
    answer = client.post(f"{HOME}calls/{call.id}/apply/", who(**{field: value, "credit_code": "留着的"}))
    assert (answer.status_code, "留着的" in answer.content.decode(), Draft.objects.count()) == (422, True, 0)


def test_a_price_that_cannot_be_read_stays_in_its_field(client, begun):
    answer = client.post(f"{HOME}apply/{begun.id}/2/", {**WHAT, "resident_yuan": "四十"})
    assert (answer.status_code, "四十" in answer.content.decode()) == (422, True)


def test_what_looks_odd_is_said_kindly_at_its_step_and_keeps_nobody_back(client, begun):
    page = f"{HOME}apply/{begun.id}/"
    answer = client.post(f"{page}2/", {**WHAT, "resident_yuan": "80"})
    assert answer["Location"] == f"{page}2/?look=1"
    shown = client.get(answer["Location"]).content.decode()
    assert ("价格高于市场价的一半" in shown, f"{page}3/" in shown) == (True, True)
    assert "没有这个场地" not in shown


def test_it_is_left_and_gone_on_with_on_another_phone(client, begun, call):
    page = f"{HOME}apply/{begun.id}/"
    assert client.post(f"{page}2/", {"project": "", "offer": "带二十把琴", "leave": "1"})["Location"] == page
    code = code_of(client, begun)
    assert (code in client.get(page).content.decode(), "想做什么" in client.get(page).content.decode()) == (True, True)
    other = Client()
    assert other.get(f"{page}2/")["Location"] == f"{HOME}apply/resume/"
    wrong = other.post(f"{HOME}apply/resume/", {"code": code, "last_four": "0000"})
    assert (wrong.status_code, "后四位不对" in wrong.content.decode()) == (422, True)
    typed = f"{code[:4].lower()} {code[4:]}"
    assert other.post(f"{HOME}apply/resume/", {"code": typed, "last_four": "4522"})["Location"] == page
    assert "带二十把琴" in other.get(f"{page}2/").content.decode()
    assert client.get(f"{HOME}calls/{call.id}/apply/").content.decode().count("没填完") == 1


def test_who_has_entered_goes_on_without_a_code(as_person, resident, call):
    mine = as_person(resident)
    mine.post(f"{HOME}calls/{call.id}/apply/", who())
    draft = Draft.objects.get()
    elsewhere = as_person(resident)
    assert str(draft.id) in elsewhere.get(f"{HOME}apply/resume/").content.decode()
    assert elsewhere.get(f"{HOME}apply/{draft.id}/2/").status_code == 200


def test_nothing_is_sent_before_what_must_be_said(client, begun):
    answer = client.post(f"{HOME}apply/{begun.id}/send/")
    assert (answer.status_code, "还差：想做什么" in answer.content.decode()) == (422, True)
    assert Application.objects.count() == 0


def test_what_came_back_is_put_right_with_the_same_code(client, begun, worker):
    page = f"{HOME}apply/{begun.id}/"
    client.post(f"{page}2/", WHAT)
    client.post(f"{page}send/")
    application = Application.objects.get()
    assert client.get(f"{page}2/")["Location"] == page
    applications.return_application(actor=worker, application=application, why="请补安全承诺书")
    assert "请补安全承诺书" in client.get(page).content.decode()
    assert client.post(f"{page}complete/")["Location"] == f"{page}1/"
    assert "尤克里里" in client.get(f"{page}2/").content.decode()
    client.post(f"{page}4/", {"paper_safety": photo(), "papers_said": "都齐了"})
    assert client.post(f"{page}send/").status_code == 302
    application.refresh_from_db()
    assert (application.stage, application.papers_said, Application.objects.count()) == (Stage.RECEIVED, "都齐了", 1)
    assert drafting.papers_of(begun).keys() == {"safety"}


def test_a_call_starts_from_a_template_and_shows_all_its_fields(as_person, worker, need, body):
    ensure_category(name="商企")
    desk = as_person(worker)
    form = desk.get(f"{HOME}calls/new/?kind=business").context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {name: "" if value is None else value for name, value in said.items()}
    said |= {
        "needs": [str(need.id)], "reviewers": [str(person.id) for person in body], "contact_phone": "020-1",
        "oversight_phone": "020-12345", "spaces": [],
    }  # fmt: skip
    assert desk.post(f"{HOME}calls/new/", {**said, "criteria": "回应需求 30"}).status_code == 422
    assert desk.post(f"{HOME}calls/new/", said).status_code == 302
    (call,) = calls.Call.objects.all()
    desk.post(f"{HOME}calls/{call.id}/publish/")
    page = desk.get(f"{HOME}calls/{call.id}/").content.decode()
    for words in (
        "营业执照",
        "合伙人：按约定来",
        "3 位评审",
        "回应居民需求 25 分",
        "020-12345",
        "先试一到三个月",
        "商企",
    ):
        assert words in page
    assert "监督电话 020-12345" in desk.get(f"{HOME}calls/{call.id}/poster/").content.decode()
    assert "回应居民需求 25" in desk.get(f"{HOME}calls/{call.id}/edit/").content.decode()


def test_a_reviewer_scores_and_sees_the_others_only_then(*, as_person, worker, farm, call, body):
    desk = as_person(worker)
    for person in body:
        desk.post(f"{HOME}calls/{call.id}/reviewers/", {"person": str(person.id)})
    again = desk.post(f"{HOME}calls/{call.id}/reviewers/", {"person": str(body[0].id)})
    assert (again.status_code, "已经在名单里" in again.content.decode()) == (422, True)
    screening.start_screening(actor=worker, application=farm)
    for item in ScreeningItem.objects.filter(application=farm):
        screening.check_item(actor=worker, item=item, state=CheckState.PASSED, evidence="看过")
    screening.pass_screening(actor=worker, application=farm)
    first, second, third = assessed.sheets_of(farm)
    points = {f"points_{number}": str(each["weight"]) for number, each in enumerate(call.criteria)}
    assessing.give_scores(
        actor=second.person, assessment=second, words="不错", points={each["name"]: 1 for each in call.criteria}
    )
    page, table = f"{HOME}assessments/{first.id}/", as_person(first.person)
    sheet = table.get(page).content.decode()
    assert ("打完分，才看得到" in sheet, sheet.count('id="id_words"')) == (True, 1)  # a label means one field
    assert table.post(page, {**points, "words": ""}).status_code == 422
    assert table.post(page, {**points, "words": "孩子们喜欢"}).status_code == 302
    assert ("平均 52.50" in table.get(page).content.decode(), table.get(page).status_code) == (True, 200)
    assert as_person(third.person).get(page).status_code == 404
    back = as_person(third.person)
    assert back.post(f"{HOME}assessments/{third.id}/step-back/", {"words": "是我表弟"}).status_code == 302
    desk = as_person(worker)
    shown = desk.get(f"{HOME}applications/{farm.id}/").content.decode()
    assert ("52.50" in shown, "不到 3 位" in shown) == (True, True)
    assert "评审平均" in desk.get(f"{HOME}applications/?in_hand={farm.id}").content.decode()
    assert "请再请一位" in desk.get(f"{HOME}applications/look/").content.decode()
