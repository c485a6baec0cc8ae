"""The kinds of file that are taken, and how each is recognised by its first bytes, never by its name."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    IMAGE = "image", _("照片")
    PDF = "pdf", _("PDF")
    WORD = "word", _("文档")
    SHEET = "sheet", _("表格")


@dataclass(frozen=True, slots=True)
class Format:
    """How a kept file is called and served."""

    kind: FileKind
    mime: str
    suffix: str


JPEG = Format(FileKind.IMAGE, "image/jpeg", "jpg")
PNG = Format(FileKind.IMAGE, "image/png", "png")
PDF = Format(FileKind.PDF, "application/pdf", "pdf")
DOCX = Format(FileKind.WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLSX = Format(FileKind.SHEET, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
FORMATS = {each.mime: each for each in (JPEG, PNG, PDF, DOCX, XLSX)}

# Pictures are opened by Pillow under these names only; each is saved again as JPEG or, with transparency, as PNG.
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
PIXELS = 60_000_000  # a phone's largest setting; a header that claims more is refused before anything is decoded
SIDE = 2400  # the longer side of a kept picture
THUMBNAIL_SIDE = 480
QUALITY = 85
COVER_COLUMNS, COVER_ROWS = 8, 12  # the squares of a picture that may be covered before everyone sees it
