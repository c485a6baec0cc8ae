"""What is committed says nothing about the machine it was made on or where its packages came from."""

import re

from tests.house.plan import ROOT, tracked

# Written with classes, so that this file does not hold what it looks for.
FORBIDDEN = {
    "machine path": r"/w[o]rk/|/r[o]ot/|/h[o]me/\w|/t[m]p/[a-z]|C:\\Us[e]rs",
    "package registry": r"pypi\.o[r]g|pythonh[o]sted|npmjs\.o[r]g|npmm[i]rror|debian\.o[r]g|/s[i]mple/",
    "download address": r"https?://\S*(\.whl|\.tgz|\.deb)\b",
    "the sketches the design came from": r"shared/d[e]sign",
}
BINARY = {".png", ".jpg", ".ico", ".xlsx", ".xls", ".gz", ".zip", ".woff2", ".pdf", ".docx"}


def test_no_tracked_file_holds_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in FORBIDDEN.items():
            if hit := re.search(pattern, text):
                found.append(f"{path.relative_to(ROOT)}: {what}: {hit[0]}")
    assert found == []


def test_no_secret_is_tracked() -> None:
    assert [str(path) for path in tracked() if path.name in {"keys.json", ".env"}] == []
