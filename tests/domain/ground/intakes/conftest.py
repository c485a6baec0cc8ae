"""Papers as offices have them, and sheets made up for one test."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

PAPERS = Path(__file__).parents[3] / "papers"


@pytest.fixture(scope="session")
def yucai() -> bytes:
    """The roster of Yucai estate: a sheet of homes and a sheet of people."""
    return (PAPERS / "roster-yucai.xlsx").read_bytes()


@pytest.fixture(scope="session")
def heyuan() -> bytes:
    """The roster of a whole large estate: one CSV in GB18030."""
    return gzip.decompress((PAPERS / "roster-heyuan.csv.gz").read_bytes())


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """An xlsx file of sheets given as lists of rows; `touch` may do more to the workbook."""

    def make(touch: Callable[[Any], None] | None = None, **sheets: list[list[Any]]) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out)
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
        if touch:
            touch(book)
        book.close()
        return out.getvalue()

    return make
