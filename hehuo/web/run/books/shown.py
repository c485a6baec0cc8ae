"""A month's account as the pages show it: each pot with its flow and its lines, questions beside each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.domain.ground.funds.kinds import NATURE_RULES as NATURES
from hehuo.domain.ground.funds.kinds import SUBSIDIES, FundNature
from hehuo.domain.ground.postings import queries as board
from hehuo.domain.ground.postings.models import Question
from hehuo.web.design.charts import Stream


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of a pot: what, by which rule or paper, how much, what then stood there, what was asked about it."""

    id: UUID
    on: date
    what: str
    proof: str
    kind: str
    paper: str
    is_income: bool
    fen: int
    balance: int
    questions: list[Question]

    @property
    def amount(self) -> int:
        """The amount under a heading that says which way it went; a reversal is below nothing."""
        return self.fen if self.is_income else -self.fen

    @property
    def asked(self) -> int:
        return len(self.questions)

    @property
    def is_answered(self) -> bool:
        return bool(self.questions) and all(question.answer for question in self.questions)


@dataclass(frozen=True, slots=True)
class PotShown:
    """One pot of a month."""

    id: str
    name: str
    nature: str
    article: str
    keeper: str
    is_mirror: bool
    opening: int
    income: int
    spent: int
    closing: int
    earned: int
    receipts: int
    lines: list[LineShown]  # newest first
    sources: list[Stream]
    uses: list[Stream]

    @property
    def into(self) -> list[LineShown]:
        """What came in, oldest first, as on paper."""
        return [line for line in reversed(self.lines) if line.is_income]

    @property
    def out(self) -> list[LineShown]:
        """What went out, oldest first, as on paper."""
        return [line for line in reversed(self.lines) if not line.is_income]

    @property
    def granted(self) -> int:
        """The part of the income that was given, not earned."""
        return self.income - self.earned

    @property
    def largest(self) -> int:
        """The largest stream, for the bars."""
        return max((stream.fen for stream in [*self.sources, *self.uses]), default=0)


def pots_of(account: Mapping[str, Any]) -> list[PotShown]:
    """The pots of a month's account, side by side; one statement more for all questions."""
    ids = [line["id"] for pot in account.get("pots", []) for line in (*pot["in"], *pot["out"])]
    asked: dict[UUID, list[Question]] = {}
    for question in board.questions().filter(about_id__in=ids).order_by("asked_at", "id"):
        asked.setdefault(question.about_id, []).append(question)
    return [_pot(pot, asked) for pot in account.get("pots", [])]


def _pot(pot: Mapping[str, Any], asked: Mapping[UUID, list[Question]]) -> PotShown:
    rule = FundNature(pot["nature"])
    from_lines, to_lines = _streams(pot["in"]), _streams(pot["out"])
    return PotShown(
        id=pot["fund"], name=pot["name"], nature=str(rule.label), article=str(NATURES[rule].article),
        keeper=pot["keeper"], is_mirror=NATURES[rule].is_mirror,
        opening=pot["opening"], income=pot["income"], spent=pot["spent"], closing=pot["closing"],
        earned=pot["earned"], receipts=pot["receipts"], lines=_lines(pot, asked),
        sources=_with_rest(from_lines, pot["spent"] - pot["income"], _("动用结余")),
        uses=_with_rest(to_lines, pot["income"] - pot["spent"], _("留到下月")),
    )  # fmt: skip


def _lines(pot: Mapping[str, Any], asked: Mapping[UUID, list[Question]]) -> list[LineShown]:
    both = [(line, True) for line in pot["in"]] + [(line, False) for line in pot["out"]]
    balance, found = pot["opening"], []
    for line, is_income in sorted(both, key=lambda pair: (pair[0]["on"], pair[0]["number"])):
        fen = line["fen"] if is_income else -line["fen"]
        balance += fen
        key = UUID(line["id"])
        shown = LineShown(
            id=key, on=date.fromisoformat(line["on"]), what=line["what"], proof=line["proof"], kind=line["line"],
            paper=_paper(line), is_income=is_income, fen=fen, balance=balance, questions=asked.get(key, []),
        )  # fmt: skip
        found.append(shown)
    return found[::-1]


def _paper(line: Mapping[str, Any]) -> str:
    if line.get("ids"):
        return ""
    if line["receipt_no"]:
        return _("%(issuer)s票据 %(no)s") % {"issuer": line["receipt_issuer"], "no": line["receipt_no"]}
    return _("凭证 %s 号") % line["number"]


def _streams(lines: Sequence[Mapping[str, Any]]) -> list[Stream]:
    """Lines of one kind together: earned green, given blue, spent ochre; the largest first."""
    sums: dict[tuple[str, str], int] = {}
    for line in lines:
        colour = "ochre" if not line["source"] else "blue" if line["source"] in SUBSIDIES else "green"
        sums[line["line"], colour] = sums.get((line["line"], colour), 0) + line["fen"]
    found = [Stream(name, fen, colour) for (name, colour), fen in sums.items() if fen > 0]
    return sorted(found, key=lambda stream: -stream.fen)


def _with_rest(streams: list[Stream], rest: int, name: str) -> list[Stream]:
    return [*streams, Stream(name, rest, "gold")] if rest > 0 else streams
