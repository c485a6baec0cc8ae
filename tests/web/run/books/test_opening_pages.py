"""Opening balances on the desk: looked at first, then set in one act; the page carries the table between."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import actions, queries
from hehuo.domain.ground.ledger.models import Transaction

AT = "/c/haiwan/money/openings/"
TABLE = '资金,用途,期初余额,日期\n社区经费,,"12,345.60",2024-08-31\n海湾社区慈善基金,不限用途,0,2024-08-31\n'
HIDDEN = re.compile(r'<input type="hidden" name="(content|name|act)" value="([^"]*)"')


@pytest.fixture
def desk(fiscal, charity, as_person, somebody):
    return as_person(somebody("何会计", Role.ACCOUNTANT))


def look(browser, text: str):
    return browser.post(AT, {"file": SimpleUploadedFile("期初.csv", text.encode())})


def carried(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def test_from_the_file_to_the_books_and_once(desk, fiscal):
    assert "先看再录" in desk.get(AT).text
    seen = look(desk, TABLE).text
    said = ("要录 1 行", "社区经费 · 不限用途", "12,345.60", "每个资金一共", "1 行是 0", "都对，录进去")
    assert [word for word in said if word not in seen] == []
    assert Transaction.objects.count() == 0
    sent = carried(seen)
    assert sorted(sent) == ["act", "content", "name"]
    done = desk.post(AT, sent, follow=True)
    assert ("录好了 1 行期初余额" in done.text, queries.balance_of_fund(fiscal)) == (True, 1_234_560)
    assert "没有重复录" in desk.post(AT, sent, follow=True).text
    again = look(desk, TABLE).text
    assert ("1 行以前录过" in again, "都对，录进去" in again, Transaction.objects.count()) == (True, False, 1)


def test_a_table_with_faults_names_each_row(desk):
    answer = look(desk, TABLE + "社区经费,,1,2024-08-31\n社区经费,养老,1.2O,1899-01-01\n")
    said = ("一行也没记", "第 4 行", "第 5 行", "1.2O", "2 处要改")
    assert (answer.status_code, [word for word in said if word not in answer.text]) == (422, [])


def test_what_changed_between_the_look_and_the_act_is_refused(desk, fiscal):
    sent = carried(look(desk, TABLE).text)
    actions.set_opening(actor=None, fund=fiscal, fen=5, on=date(2024, 8, 31))
    answer = desk.post(AT, sent)
    assert (answer.status_code, "已经录过期初余额" in answer.text) == (422, True)
    broken = desk.post(AT, sent | {"content": "不是表"})
    assert (broken.status_code, "没有传完整" in broken.text) == (422, True)
    assert desk.post(AT, {}).status_code == 422


def test_who_may_not_reads_who_may(fiscal, charity, as_person, clerk, resident):
    page = as_person(clerk).get(AT)
    assert ("要由街道会计或社区书记来办" in page.text, "看一看" in page.text) == (True, False)
    refused = look(as_person(clerk), TABLE)
    assert (refused.status_code, "都对，录进去" in refused.text) == (422, False)
    assert as_person(resident).get(AT).status_code == 403


def test_a_text_that_would_be_a_tag_stays_a_text(desk):
    answer = look(desk, "资金,用途,期初余额,日期\n<script>x</script>,,1,2024-08-31\n")
    assert ("<script>x" in answer.text, "&lt;script&gt;" in answer.text) == (False, True)
