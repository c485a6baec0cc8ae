"""Row 6 against pretix: five thousand at its door and at ours, on one PostgreSQL, a third of them each turn about."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from hehuo.core.db.scope import community_scope
from hehuo.domain.run.fairs import queries
from hehuo.ops.bench import check_in
from hehuo.ops.bench.check_in import PEOPLE, Gate
from hehuo.ops.bench.peers.comparison import ROUNDS, Comparison, address_for, compared
from hehuo.ops.bench.peers.environments import Peer
from hehuo.ops.bench.server import Ask, Load, Server, asking, serving

NAME = "pretix"
FIGURES = {"rate": ("", "次/秒"), "p50": ("：p50", "毫秒"), "p95": ("：p95", "毫秒"), "cpu": ("：CPU", "毫秒/次")}


def rows() -> Iterator[Comparison]:
    """All of it, on PostgreSQL."""
    community = check_in.an_office()
    with community_scope(community):
        gate, pretix = check_in.open_gate(community), Peer(NAME, address_for(NAME))
        try:
            yield from _compared(gate, pretix, pretix.ask("fill", size=PEOPLE))
        finally:
            pretix.leave()


def _compared(gate: Gate, pretix: Peer, sold: dict[str, Any]) -> Iterator[Comparison]:
    """The statements of one scan; what all the others came to; and how many are noted at the end."""
    first, *codes = gate.codes
    bought, *others = sold["codes"]
    sent = pretix.ask("statements", code=bought, door=sold["list"])
    loads = _in_turn([gate.scan(code) for code in codes], [_redeem(sold, code) for code in others], pretix)
    for figure, (what, unit) in FIGURES.items():
        mine, found = ([getattr(load, figure) for load in house] for house in loads)
        yield compared(6, f"扫码签到{what}", unit, mine, {NAME: found})
    yield compared(6, "扫码签到：语句", "条", [gate.statements(first)], {NAME: [sent]})
    mine, found = (sum(load.errors for load in house) for house in loads)
    yield Comparison(6, "扫码签到：出错", "次", mine, {NAME: found})
    came = queries.persons_of(gate.fair) or 0
    yield Comparison(6, f"扫码签到：记下的人数（来了 {PEOPLE:,}）", "人", came, {NAME: pretix.ask("came")})


def _in_turn(ours: list[Ask], theirs: list[Ask], pretix: Peer) -> tuple[list[Load], list[Load]]:
    """Everybody once at both doors: a part of them at ours, the same part at theirs, and so on."""
    mine, found = [], []
    with serving() as our_server:
        their_server = Server(**pretix.ask("serve"))
        for part in range(ROUNDS):
            mine.append(our_server.each(ours[part::ROUNDS]))
            found.append(their_server.each(theirs[part::ROUNDS]))
    return mine, found


def _redeem(sold: dict[str, Any], code: str) -> Ask:
    """A client's step: what the scanner's app sends, and its answer."""
    headers = {"Authorization": f"Device {sold['token']}", "Content-Type": "application/json"}
    body = json.dumps({"secret": code, "lists": [sold["list"]]})
    return asking("POST", sold["path"], headers=headers, body=body, expects=HTTPStatus.CREATED)
