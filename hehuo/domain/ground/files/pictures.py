"""Pictures are saved again: what a camera wrote beside the picture (place, time, device) is gone."""

import io
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, floor

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from hehuo.core.errors import Invalid
from hehuo.domain.ground.files.kinds import (
    COVER_COLUMNS,
    COVER_ROWS,
    JPEG,
    PICTURES,
    PIXELS,
    PNG,
    QUALITY,
    SIDE,
    THUMBNAIL_SIDE,
    Format,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept, with its small twin (always JPEG)."""

    format: Format
    content: bytes
    thumbnail: bytes
    width: int
    height: int


def resave(content: bytes) -> Picture:
    """The picture upright, at most SIDE long, without any data beside it. Raises Invalid."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below
            with Image.open(io.BytesIO(content), formats=PICTURES) as opened:
                return _resaved(opened)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Invalid("upload", _("这张照片打不开，可能传坏了。请重新拍一张，或者换一张。")) from None


def covered(content: bytes, squares: Collection[int]) -> Picture:
    """The picture with these squares painted over: counted from 0, row by row, COVER_COLUMNS in a row."""
    with Image.open(io.BytesIO(content), formats=PICTURES) as opened:
        picture = _on_white(opened.convert("RGBA")).convert("RGB")
    brush = ImageDraw.Draw(picture)
    wide, high = picture.width / COVER_COLUMNS, picture.height / COVER_ROWS
    for square in squares:
        row, column = divmod(square, COVER_COLUMNS)
        brush.rectangle(
            (floor(column * wide), floor(row * high), ceil((column + 1) * wide), ceil((row + 1) * high)), fill="black"
        )
    return resave(_bytes_of(picture, "JPEG"))


def _resaved(opened: Image.Image) -> Picture:
    if opened.width * opened.height > PIXELS:
        raise Invalid("upload", _("这张照片太大，请用手机的普通尺寸再拍一张。"))
    opened.draft("RGB", (SIDE, SIDE))  # a JPEG is decoded at the size that is needed, not at its full size
    upright = ImageOps.exif_transpose(opened)
    clear = upright.mode in {"RGBA", "LA"} or "transparency" in upright.info
    kept = upright.convert("RGBA" if clear else "RGB")
    kept.thumbnail((SIDE, SIDE))
    small = kept.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Picture(
        format=PNG if clear else JPEG,
        content=_bytes_of(kept, "PNG" if clear else "JPEG"),
        thumbnail=_bytes_of(_on_white(small), "JPEG"),
        width=kept.width,
        height=kept.height,
    )


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _bytes_of(picture: Image.Image, name: str) -> bytes:
    picture.info.clear()  # neither EXIF nor comments nor a colour profile with a name in it
    out = io.BytesIO()
    picture.save(out, name, quality=QUALITY, optimize=True)
    return out.getvalue()
