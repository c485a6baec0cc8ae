"""All applications looked over in one go: everything that a person has to look at, with its row and its reason.

Nothing is decided here. A finding is read from what lies there now; a person's word on it is a ruling, and holds as
long as the finding says the same.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.domain.build.recruitment import assessed, flags, queries
from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.recruitment.kinds import OPEN_STAGES, SIDE_BY_SIDE, CheckState, Flag, RulingWord, Stage
from hehuo.domain.build.recruitment.models import Application, Ruling, ScreeningItem
from hehuo.domain.ground.intakes import queries as intakes
from hehuo.domain.ground.intakes.kinds import RowState
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import OpeningRule

LOOKED_AT = (*OPEN_STAGES[:3], Stage.RETURNED)  # what is before the decision can still be put right
# Problems of a row that its application says for itself.
_SAID_ELSEWHERE = frozenset({"credit_code", "time_unread", "duplicate", "other_community", "phone_missing"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one application, with the word of a person where there is one."""

    application: Application
    flag: Flag
    detail: str
    other: Application | None = None
    ruling: Ruling | None = None

    @property
    def key(self) -> str:
        """What makes it the same finding when it is looked for again."""
        other = self.other.id if self.other else ""
        return hashlib.sha256(f"{self.flag.value}|{self.detail}|{other}".encode()).hexdigest()[:32]

    @property
    def say(self) -> str:
        """The reason in one sentence."""
        if self.other is None:
            return flags.say(self.flag, self.detail)
        said = {"flag": self.flag.label, "where": self.other.place_in_file, "name": self.other.name, "why": self.detail}
        return _("%(flag)s：%(where)s「%(name)s」，%(why)s") % said

    @property
    def is_open(self) -> bool:
        """Whether nobody has said a word on it yet."""
        return self.ruling is None or not self.ruling.word


@dataclass(frozen=True, slots=True)
class TrayLine:
    """A row of the newest file that was not taken in, or not wholly: where it stands and why."""

    sheet: str
    row: int
    say: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What one look over everything finds."""

    looked_at: int
    findings: Sequence[Finding]
    tray: Sequence[TrayLine]

    @property
    def open(self) -> int:
        return sum(finding.is_open for finding in self.findings)

    @property
    def counts(self) -> list[tuple[Flag, int]]:
        """How many there are of each kind, in the order of the kinds; a kind without any is left out."""
        counted = Counter(finding.flag for finding in self.findings)
        return [(flag, counted[flag]) for flag in Flag if counted[flag]]

    @property
    def applications(self) -> int:
        """How many applications have something to look at."""
        return len({finding.application.id for finding in self.findings})


def look() -> Look:
    """Every finding in the applications before the decision, in the order of the file; eight statements at most."""
    found = list(queries.pipeline().filter(stage__in=LOOKED_AT))
    return Look(len(found), _ruled(sorted(_all(found), key=_in_file)), tray())


def findings_of(application: Application) -> list[Finding]:
    """What one look over everything finds in one application."""
    return [finding for finding in look().findings if finding.application.id == application.id]


def finding(application: Application, key: str) -> Finding | None:
    """One finding by its key; None where it is not found any more."""
    return next((each for each in findings_of(application) if each.key == key), None)


def held_back() -> dict[UUID, Finding]:
    """Applications that wait for a word before they get a room: forbidden fields, second papers, the banned."""
    return {
        each.application.id: each
        for each in reversed(look().findings)
        if each.flag in (Flag.NEGATIVE, Flag.DUPLICATE, Flag.BANNED)
        and (each.ruling is None or each.ruling.word != RulingWord.SETTLED)
    }


def tray() -> list[TrayLine]:
    """What the newest file says beside the applications: rows left out, prices and ways nobody could read."""
    newest = intakes.recent_intakes("applications").first()
    rows = intakes.rows_of(newest) if newest else ()
    return [
        TrayLine(row.sheet, row.number, problem["say"], row.state == RowState.TRAY)
        for row in rows
        for problem in row.problems
        if row.state in intakes.OPEN and not _is_said(problem["code"])
    ]


def _is_said(code: str) -> bool:
    return code in _SAID_ELSEWHERE or code.startswith(("flag_", "phone_"))


def _all(found: Sequence[Application]) -> Iterable[Finding]:
    here = {application.id: application for application in found}
    public, passed = _public_hours(), _passed_items(found)
    short = {key for key, scores in assessed.of_all(found).items() if scores.is_short}
    pairs = [pair for pair in queries.duplicates() if pair.second.id in here]
    twins = {frozenset((pair.kept.id, pair.second.id)) for pair in pairs}
    for application in found:
        for flag in application.flags:
            yield Finding(application, Flag(flag["flag"]), flag["detail"])
        for one in (
            *flags.public_times(application, public.get(application.space_id, ())),
            *flags.licences(application, seen=passed.get(application.id, frozenset())),
        ):
            yield Finding(application, one.flag, one.detail)
        if application.id in short:
            yield Finding(application, Flag.REVIEWERS, "")
    for pair in pairs:
        yield Finding(here[pair.second.id], Flag.DUPLICATE, why_same(pair.why), other=pair.kept)
    for clash in queries.clashes():
        if clash.other.id in here and frozenset((clash.one.id, clash.other.id)) not in twins:
            room = clash.other.space_said or str(clash.other.space)
            yield Finding(here[clash.other.id], Flag.CLASH, f"{room} {clash.when}", other=clash.one)


def why_same(mark: str) -> str:
    """By what two papers look like one firm, in words."""
    return {
        "code": _("信用代码一样"), "phone": _("电话一样"), "name": _("名称一样"), "project": _("联系人和项目一样"),
    }[mark]  # fmt: skip


def _public_hours() -> dict[Any, list[OpenTime]]:
    found: dict[Any, list[OpenTime]] = {}
    for rule in OpeningRule.objects.filter(audience=Audience.RESIDENT):
        for digit in rule.weekdays:
            found.setdefault(rule.space_id, []).append(OpenTime(int(digit) - 1, rule.from_time, rule.to_time))
    return found


def _passed_items(found: Sequence[Application]) -> dict[UUID, set[str]]:
    passed: dict[UUID, set[str]] = {}
    rows = ScreeningItem.objects.filter(application__in=found, state=CheckState.PASSED)
    for application_id, slug in rows.values_list("application_id", "slug"):
        passed.setdefault(application_id, set()).add(slug)
    return passed


def _ruled(found: Sequence[Finding]) -> list[Finding]:
    """Each finding with the word that was said on it."""
    ids = {each.application.id for each in found}
    rulings = Ruling.objects.filter(application__in=ids).select_related("ruled_by")
    known = {(ruling.application_id, ruling.key): ruling for ruling in rulings}
    return [
        Finding(each.application, each.flag, each.detail, each.other, known.get((each.application.id, each.key)))
        for each in found
    ]


def _in_file(finding: Finding) -> tuple[Any, ...]:
    application = finding.application
    kinds = list(Flag)
    return (application.row is None, application.sheet, application.row or 0, application.number,
            kinds.index(finding.flag), finding.flag in SIDE_BY_SIDE, finding.detail)  # fmt: skip
