"""Bytes that somebody sent as text: Windows, WPS and phones each write them another way."""


def text_of(content: bytes) -> str:
    """UTF-16 with BOM, UTF-8 with or without it, else GB18030; letters that are none are marked `\\ufffd`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
