"""Opening a file that somebody sent: what cannot be read safely is refused in one sentence, before it is opened."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO

import openpyxl
import python_calamine
from django.utils.translation import gettext as _

from hehuo.domain.ground.intakes.kinds import FileFault
from hehuo.domain.ground.intakes.texts import text_of

Cell = int | float | str | bool | date | datetime | time | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]

FILE_LIMIT = 50 * 1024 * 1024
UNPACKED_LIMIT = 400 * 1024 * 1024
PACKED_AT_MOST = 150  # times; a table of real text packs 5 to 20 times
MARKS_LIMIT = 5 * 1024 * 1024  # openpyxl is slow: comments and hidden columns are read from small files only
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*?><f[ >/]')


@dataclass(slots=True)
class RawSheet:
    """One sheet: rows with their numbers in the file, and what calamine does not see. Columns count from 0."""

    name: str
    rows: Iterable[tuple[int, list[Cell]]]
    merges: list[Merge] = field(default_factory=list)  # as ((row, column), (row, column)), rows from 1
    formulas: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def open_table_file(content: bytes, name: str) -> list[RawSheet]:
    """The sheets of an xlsx or CSV file. Raises FileFault, and has then changed nothing."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FileFault("file_empty", _("「%s」是空的，里面没有内容。请核对是不是选错了文件。") % name)
    if len(content) > FILE_LIMIT:
        raise FileFault(
            "file_too_large",
            _("「%(name)s」有 %(size)d MB，最多收 %(limit)d MB。请按楼栋拆成几个文件，或删去图片后再传。")
            % {"name": name, "size": len(content) >> 20, "limit": FILE_LIMIT >> 20},
        )
    if content.startswith(_OLE):
        raise _old_or_locked(content, name)
    if content.startswith(b"PK"):
        return _workbook(content, name)
    return [RawSheet(name, _csv_rows(content, name))]


def _old_or_locked(content: bytes, name: str) -> FileFault:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileFault("file_locked", _("「%s」加了打开密码。请在 WPS 或 Excel 里取消密码，另存后再传。") % name)
    return FileFault("file_old", _("「%s」是旧版格式（.xls 或 .doc）。请用 WPS 或 Excel 另存为 .xlsx 再传。") % name)


def _workbook(content: bytes, name: str) -> list[RawSheet]:
    packed = _checked_zip(content, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
        sheets = [_raw_sheet(book.get_sheet_by_name(sheet.name)) for sheet in visible]
    except python_calamine.PasswordError:
        raise FileFault("file_locked", _("「%s」加了打开密码。请取消密码，另存后再传。") % name) from None
    except (python_calamine.CalamineError, ValueError, KeyError, OSError) as error:
        raise _broken(name) from error
    _find_formulas(packed, book, sheets)
    _find_marks(content, packed, sheets)
    return sheets


def _broken(name: str) -> FileFault:
    return FileFault("file_broken", _("「%s」打不开：文件坏了，或者没有传完整。请重新导出或复制一份再传。") % name)


def _checked_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """The archive of a workbook, its sizes and its inside looked at before anything is unpacked."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise _broken(name) from error
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 10 * 1024 * 1024 and part.file_size > PACKED_AT_MOST * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > UNPACKED_LIMIT or swollen:
        raise FileFault(
            "file_bomb",
            _("「%s」解开后大得不正常，为了安全没有打开。请用 WPS 或 Excel 另存一份正常的表格再传。") % name,
        )
    if any(part.flag_bits & 1 for part in parts):
        raise FileFault("file_locked", _("「%s」加了密码。请取消密码，另存后再传。") % name)
    if "xl/workbook.xml" not in packed.namelist() and "xl/workbook.bin" not in packed.namelist():
        raise FileFault("file_not_table", _("「%s」不是 Excel 表格。这里收 .xlsx 和 .csv，请另存后再传。") % name)
    return packed


def _raw_sheet(sheet: python_calamine.CalamineSheet) -> RawSheet:
    top, left = sheet.start or (0, 0)
    padding: list[Cell] = [""] * left
    # calamine's rows begin at the sheet's first used row; its columns at the first used one.
    rows = ((number, padding + row) for number, row in enumerate(sheet.iter_rows(), top + 1))
    merges = [((r1 + 1, c1), (r2 + 1, c2)) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []]
    return RawSheet(sheet.name, rows, merges)


def _find_formulas(packed: zipfile.ZipFile, book: python_calamine.CalamineWorkbook, sheets: list[RawSheet]) -> None:
    """Note the cells that hold a formula: read as text from the packed sheets, in the workbook's own order."""
    parts = sorted(
        (name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )
    if len(parts) != len(book.sheet_names):
        return
    by_name = dict(zip(book.sheet_names, parts, strict=True))
    for sheet in sheets:
        with packed.open(by_name[sheet.name]) as part:
            sheet.formulas.update(_formula_cells(part))


def _formula_cells(part: IO[bytes]) -> Iterator[tuple[int, int]]:
    """(row, column) of each formula, read a piece at a time: a sheet may unpack to hundreds of megabytes."""
    rest = b""
    while chunk := part.read(1 << 20):
        text = rest + chunk
        end = text.rfind(b"<c ") if b"<f" in text else len(text) - 200
        end = end if end > 0 else len(text)
        for letters, row in _FORMULA.findall(text, 0, end):
            yield int(row), column_index(letters.decode())
        rest = text[end:]
    for letters, row in _FORMULA.findall(rest):
        yield int(row), column_index(letters.decode())


def column_index(letters: str) -> int:
    """`A` is 0, `AA` is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 is `A`, 26 is `AA`."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _find_marks(content: bytes, packed: zipfile.ZipFile, sheets: list[RawSheet]) -> None:
    """Comments and hidden columns, where there are any."""
    names = packed.namelist()
    has_marks = any("comments" in name for name in names) or any(
        b'hidden="1"' in packed.open(name).read(4096) for name in names if name.startswith("xl/worksheets/sheet")
    )
    if len(content) > MARKS_LIMIT or not has_marks:
        return
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in sheets:
        marked = book[sheet.name]
        for letters, column in marked.column_dimensions.items():
            if column.hidden:
                sheet.hidden.update(range((column.min or column_index(letters) + 1) - 1, column.max or 0))
        for row in marked.iter_rows():
            for cell in row:
                if cell.comment:
                    sheet.comments[(cell.row, cell.column - 1)] = cell.comment.text.strip()


def _csv_rows(content: bytes, name: str) -> Iterator[tuple[int, list[Cell]]]:
    text = _decoded(content, name)
    head = text[:20_000]
    delimiter = max(",\t;，", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[Cell]]] = []
    begin = 1
    for cells in reader:
        rows.append((begin, list(cells)))
        begin = reader.line_num + 1
    return iter(rows)


def _decoded(content: bytes, name: str) -> str:
    """The text of a CSV file. Raises FileFault for what is none."""
    text = text_of(content)
    if "\x00" in text[:4096]:
        raise FileFault("file_not_table", _("「%s」不是表格。这里收 .xlsx 和 .csv，请另存后再传。") % name)
    if text.count("\ufffd") > max(20, len(text) // 200):
        raise FileFault("file_not_table", _("「%s」里的文字认不出来。请用 WPS 或 Excel 另存为 .xlsx 再传。") % name)
    return text
