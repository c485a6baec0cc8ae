"""What is sent is opened as text, or refused in one sentence before anything is unpacked."""

import io
import zipfile
from pathlib import Path

import pytest

from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.plan.notes import papers
from hehuo.domain.plan.notes.kinds import LINES_LIMIT

PAPERS = Path(__file__).parents[3] / "papers"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body="<w:p><w:r><w:t>3-1-602 张倩：灯坏了</w:t></w:r></w:p>", *, head="", **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            packed.writestr(f"word/{name}", content)
    return out.getvalue()


def code_of(content, name="走访.docx"):
    with pytest.raises(FileFault) as fault:
        papers.open_paper(content, name)
    return fault.value.code


def test_the_same_notes_are_the_same_lines_as_text_and_as_document():
    text = papers.open_paper((PAPERS / "visits-binjiang.txt").read_bytes(), "a.txt")
    word = papers.open_paper((PAPERS / "visits-binjiang.docx").read_bytes(), "a.docx")
    assert [line.strip() for line in word.lines] == [line.strip() for line in text.lines]
    assert len(text.lines) == 138


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_usual_encoding(encoding):
    written = "3-1-602 张倩：㙓头的灯坏了\r\n3-1-603 李四：我也是"
    paper = papers.open_paper(written.encode(encoding), "a.txt")
    assert paper.lines == written.splitlines()


def test_tables_breaks_tabs_and_what_was_struck_out():
    row = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in ("5.17", "8-1-202", "灯坏了"))
    struck = (
        "<w:p><w:del><w:r><w:delText>没有</w:delText></w:r></w:del><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>"
    )
    paper = papers.open_paper(document(f"{struck}<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "a.docx")
    assert paper.lines == ["一", "二", "5.17\t8-1-202\t灯坏了"]


def test_comments_are_not_read_and_that_is_said():
    paper = papers.open_paper(document(**{"comments.xml": "<w/>"}), "a.docx")
    assert paper.notes == ["文件里的批注没有读，请自己看一眼。"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"   \n\n", "file_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "file_old"),
        (b"PK\x03\x04 no archive", "file_broken"),
        (document(**{"vbaProject.bin": b"macro"}), "file_macro"),
        (document("<w:p>"), "file_broken"),
        (document(head='<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'), "file_broken"),
        (b"<!DOCTYPE html><html><body>3-1-602</body></html>", "file_not_notes"),
        (b"\x00\x01\x02\x03" * 200, "file_not_notes"),
        (bytes(range(1, 32)) * 40, "file_not_notes"),
    ],
)  # fmt: skip
def test_what_is_no_visit_notes_is_refused(content, code):
    assert code_of(content) == code


def test_a_workbook_is_no_document():
    assert code_of((PAPERS / "roster-yucai.xlsx").read_bytes()) == "file_not_notes"


def test_a_bomb_is_not_unpacked():
    assert code_of(document("<w:p/>" + " " * (papers.UNPACKED_LIMIT + 1))) == "file_bomb"


def test_a_list_of_contents_that_lies_is_found_out():
    packed = bytearray(document("<w:p/>" + " " * 200_000))
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 24 : at + 28] = (50).to_bytes(4, "little")  # says that it is small
    assert code_of(bytes(packed)) == "file_broken"


def test_fifty_megabytes_and_a_million_lines_are_too_much():
    assert code_of(b"x" * (50 << 20)) == "file_too_large"
    assert code_of("灯\n".encode() * 1_000_000) == "too_many_lines"
    with pytest.raises(FileFault, match="一次最多读"):
        papers.read_pasted("灯\n" * (LINES_LIMIT + 1))


def test_nothing_pasted_is_said():
    with pytest.raises(FileFault, match="还没有文字"):
        papers.read_pasted(" \n ")
