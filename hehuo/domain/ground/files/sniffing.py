"""What a file really is, by its content."""

import io
import zipfile

from hehuo.domain.ground.files.kinds import DOCX, PDF, XLSX, Format

_OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


def is_picture(content: bytes) -> bool:
    """Whether the first bytes are those of a picture that Pillow is asked to open."""
    return content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def format_of(content: bytes) -> Format | None:
    """The format of a paper, or None where it is none that we take. Macros make it none."""
    if content.startswith(b"%PDF-"):
        return PDF
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((found for part, found in _OFFICE.items() if part in names), None)
