"""A file that cannot be read gets one clear sentence, and changes nothing."""

import io
import zipfile

import pytest

from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.rosters.planning import Known, plan_roster
from hehuo.domain.ground.intakes.tables import workbooks

PEOPLE = [["房号", "姓名", "身份证号"], ["1-1-101", "高雪", "999999198810250875"]]


def fault(content: bytes, name: str = "花名册.xlsx") -> tuple[str, str]:
    with pytest.raises(FileFault) as refused:
        plan_roster(content, name, known=Known(estates=["海湾花园"]))
    say = refused.value.say
    assert say.count("\n") == 0
    assert say.endswith("。")
    return refused.value.code, say


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_an_empty_file():
    assert fault(b"") == ("file_empty", "「花名册.xlsx」是空的，里面没有内容。请核对是不是选错了文件。")
    assert fault(b"\xef\xbb\xbf\r\n \r\n", "a.csv")[0] == "file_empty"


def test_a_file_of_200_megabytes():
    code, say = fault(b"a" * (200 * 1024 * 1024))
    assert code == "file_too_large"
    assert "200 MB，最多收 50 MB" in say


def test_a_zip_bomb_is_not_opened():
    bomb = packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * (60 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert fault(bomb)[0] == "file_bomb"


def test_a_file_with_a_password():
    locked = workbooks._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert fault(locked) == ("file_locked", "「花名册.xlsx」加了打开密码。请在 WPS 或 Excel 里取消密码，另存后再传。")


def test_an_old_workbook():
    code, say = fault(workbooks._OLE + b"\0" * 600, "旧.xls")
    assert code == "file_old"
    assert "另存为 .xlsx" in say


def test_what_is_no_table():
    assert fault(packed(word__document=b"<w/>"))[0] == "file_not_table"
    assert fault(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "照片.png")[0] == "file_not_table"


def test_a_broken_workbook(workbook):
    whole = workbook(花名册=PEOPLE)
    assert fault(whole[: len(whole) // 2])[0] == "file_broken"
    assert fault(packed(xl__workbook=b"<nonsense").replace(b"xl/workbook", b"xl/workbook"))[0] == "file_not_table"
    assert fault(packed(**{"xl/workbook.xml": b"<nonsense"}))[0] == "file_broken"


def test_wrong_columns(workbook):
    code, say = fault(workbook(表=[["商品", "单价", "备注", "电话", "姓名"], ["米", 3, "", "", ""]]))
    assert code == "columns_unknown"
    assert "花名册" in say


def test_a_header_and_nothing_below(workbook):
    assert fault(workbook(表=PEOPLE[:1]))[0] == "rows_missing"


def test_formulas_are_sent_back_with_the_first_cell_named(workbook):
    code, say = fault(workbook(表=[*PEOPLE, ["1-1-102", '=A1&"1"', ""]]))
    assert code == "file_formulas"
    assert "「表」B3 的「姓名」是公式" in say


def test_a_formula_in_a_row_of_totals_stands_in_nobodys_way(workbook):
    plan = plan_roster(
        workbook(表=[*PEOPLE, ["合计", "=COUNTA(B2:B2)", ""]]), "a.xlsx", known=Known(estates=["海湾花园"])
    )
    assert (plan.read, plan.refused) == (1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_any_usual_writing(encoding, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in PEOPLE)
    plan = plan_roster(text.encode(encoding), "a.csv", known=Known(estates=["海湾花园"]))
    assert [household.people[0].name for household in plan.households.values()] == ["高雪"]
