"""What is proven is what runs: the tests' lock holds the office's packages at the same versions."""

import re

from tests.house.plan import ROOT


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==([\w.]+)", text, flags=re.MULTILINE))


def test_the_dev_lock_holds_the_core_and_node_locks() -> None:
    dev = pins("dev")
    for name in ("core", "node"):
        assert {package: dev.get(package) for package in pins(name)} == pins(name)


def test_every_pin_has_its_hash() -> None:
    for name in ("core", "node", "dev"):
        blocks = re.split(r"^(?=[a-zA-Z0-9])", (ROOT / "requirements" / f"{name}.txt").read_text(), flags=re.MULTILINE)
        assert [block.split()[0] for block in blocks[1:] if "--hash=sha256:" not in block] == []
