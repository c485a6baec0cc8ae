"""Opening what was sent: the lines of a text or of a Word document, or one sentence why not.

Sizes are looked at before anything is unpacked; a document type, a macro or a lock is refused, never opened.
"""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.texts import text_of
from hehuo.domain.plan.notes.kinds import LINES_LIMIT

FILE_LIMIT = 10 << 20
UNPACKED_LIMIT = 40 << 20  # of the one part that is read
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ASIDE = {"word/comments.xml": "批注", "word/footnotes.xml": "脚注", "word/endnotes.xml": "尾注"}


@dataclass(frozen=True, slots=True)
class Paper:
    """What was sent, line by line as it stands; `notes` say what else was seen in it and not read."""

    lines: list[str]
    notes: list[str] = field(default_factory=list)


def open_paper(content: bytes, name: str) -> Paper:
    """The lines of a .txt or .docx. Raises FileFault; nothing was changed then."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FileFault("file_empty", _("「%s」是空的，里面没有字。请核对是不是选错了文件。") % name)
    if len(content) > FILE_LIMIT:
        said = {"name": name, "size": len(content) >> 20, "limit": FILE_LIMIT >> 20}
        raise FileFault(
            "file_too_large",
            _("「%(name)s」有 %(size)d MB，最多收 %(limit)d MB。请删去图片，或一个本子传一个文件。") % said,
        )
    if content.startswith(_OLE):
        raise FileFault("file_old", _("「%s」是旧版 .doc，或加了打开密码。请用 WPS 或 Word 另存为 .docx 再传。") % name)
    paper = _document(content, name) if content.startswith(b"PK") else Paper(_decoded(content, name).splitlines())
    return _bounded(paper, name)


def read_pasted(text: str) -> Paper:
    """Text that was pasted into the page. Raises FileFault."""
    name = _("粘贴的文字")
    if not text.strip():
        raise FileFault("file_empty", _("还没有文字。请粘贴走访记录，或者选一个文件。"))
    return _bounded(Paper(text.splitlines()), name)


def _bounded(paper: Paper, name: str) -> Paper:
    if len(paper.lines) > LINES_LIMIT:
        said = {"name": name, "n": len(paper.lines), "limit": LINES_LIMIT}
        raise FileFault(
            "too_many_lines", _("「%(name)s」有 %(n)d 行，一次最多读 %(limit)d 行。请一个本子传一个文件。") % said
        )
    if not any(line.strip() for line in paper.lines):
        raise FileFault("file_empty", _("「%s」是空的，里面没有字。请核对是不是选错了文件。") % name)
    return paper


def _decoded(content: bytes, name: str) -> str:
    """The text of a file. Raises FileFault for a page, a formatted text or what is no text at all."""
    text = text_of(content)
    if "\x00" in text:
        raise _no_notes(name)
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "{\\rtf")):
        raise _no_notes(name)
    strange = sum(letter == "\ufffd" or unicodedata.category(letter) == "Cc" for letter in text[:20_000])
    strange -= sum(text[:20_000].count(blank) for blank in "\t\r\n\f\v")
    if strange > max(20, len(text[:20_000]) // 100):
        raise _no_notes(name)
    return text


def _no_notes(name: str) -> FileFault:
    return FileFault("file_not_notes", _("「%s」不是走访记录。这里收 .docx 和 .txt，也可以把文字粘贴进来。") % name)


def _broken(name: str) -> FileFault:
    return FileFault("file_broken", _("「%s」打不开：文件坏了，或者没有传完整。请重新复制一份再传。") % name)


def _document(content: bytes, name: str) -> Paper:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        parts = {part.filename: part for part in packed.infolist()}
        _check(parts, name)
        with packed.open(_BODY) as body:
            xml = body.read(UNPACKED_LIMIT + 1)  # what the list of contents says may be a lie
    # NotImplementedError is how zipfile says that it does not know a way of packing, RuntimeError that it is locked.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _broken(name) from error
    if len(xml) > UNPACKED_LIMIT:
        raise _bomb(name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _broken(name)
    try:
        root = ElementTree.fromstring(xml)  # noqa: S314  # no document type, bounded size: nothing can be expanded
    except (ElementTree.ParseError, ValueError) as error:
        raise _broken(name) from error
    text = root.find(f"{_W}body")
    lines = [] if text is None else [line for block in text for line in _block(block)]
    aside = [what for part, what in _ASIDE.items() if part in parts]
    return Paper(lines, [_("文件里的%s没有读，请自己看一眼。") % "、".join(aside)] if aside else [])


def _check(parts: dict[str, zipfile.ZipInfo], name: str) -> None:
    if _BODY not in parts:
        raise _no_notes(name)
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise FileFault("file_macro", _("「%s」里带宏，为了安全没有打开。请另存为不带宏的 .docx 再传。") % name)
    if any(part.flag_bits & 1 for part in parts.values()):
        raise FileFault("file_locked", _("「%s」加了密码。请取消密码，另存后再传。") % name)
    if parts[_BODY].file_size > UNPACKED_LIMIT:
        raise _bomb(name)


def _bomb(name: str) -> FileFault:
    return FileFault("file_bomb", _("「%s」解开后大得不正常，为了安全没有打开。请把文字复制出来粘贴。") % name)


def _block(block: ElementTree.Element) -> Iterator[str]:
    """A paragraph gives its lines; a table gives one line a row, the cells parted by tabs, as a text file has them."""
    if block.tag == f"{_W}p":
        yield from _text(block).split("\n")
    elif block.tag == f"{_W}tbl":
        for row in block.iter(f"{_W}tr"):
            cells = [" ".join(_text(cell).split()) for cell in row.findall(f"{_W}tc")]
            yield "\t".join(cells)
    elif block.tag in {f"{_W}sdt", f"{_W}sdtContent"}:
        for inner in block:
            yield from _block(inner)


def _text(element: ElementTree.Element) -> str:
    """The words in an element; what was struck out with changes tracked is not among them."""
    found: list[str] = []
    _gather(element, found)
    return "".join(found)


def _gather(element: ElementTree.Element, found: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            found.append(child.text or "")
        elif child.tag == f"{_W}tab":
            found.append("\t")
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            found.append("\n")
        elif child.tag not in {_FALLBACK, f"{_W}del", f"{_W}pPr", f"{_W}tcPr"}:
            if child.tag == f"{_W}p" and found and element.tag == f"{_W}tc":
                found.append(" ")
            _gather(child, found)
