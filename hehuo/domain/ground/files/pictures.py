"""Pictures are saved again: what a camera wrote beside the picture (place, time, device) is gone."""

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from hehuo.core.errors import Invalid
from hehuo.domain.ground.files.kinds import JPEG, PICTURES, PIXELS, PNG, QUALITY, SIDE, THUMBNAIL_SIDE, Format


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
