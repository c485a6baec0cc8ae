"""A list of applications taken in: each row an application with its flags, the rest in a tray with its reason."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.recruitment import flags, queries
from hehuo.domain.build.recruitment.actions import applications
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.flags import OpenTime
from hehuo.domain.build.recruitment.kinds import Flag
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.build.recruitment.papers.applications import Paper, Wish, plain_place, read_paper
from hehuo.domain.ground.intakes.actions import receiving
from hehuo.domain.ground.intakes.kinds import Outcome, Problem
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space

# Flags that reading the row has told of already.
_TOLD = {Flag.CODE, Flag.TIME_UNREAD, Flag.PHONE}
_COLUMNS = {
    Flag.NEGATIVE: "project", Flag.PRICE: "resident", Flag.NO_MARKET: "market", Flag.TIME: "times",
    Flag.SPACE: "space", Flag.NO_CODE: "credit_code",
    Flag.BANNED: "name",
}  # fmt: skip


def import_applications(
    *,
    actor: Person | None,
    content: bytes,
    name: str,
    community: str,
    dry_run: bool = False,
    strict: bool = False,
) -> Outcome:
    """Take the rows of a file that belong to a community into it; rows that name another one are left out and told.

    Taking the same file again changes nothing; a row that changed mends its application while it is early enough.
    Raises FileFault; nothing was changed then.
    """
    paper = read_paper(content, name)
    outcome = Outcome({"read": 0, "new": 0, "changed": 0, "unchanged": 0, "refused": 0, "elsewhere": 0})
    with transaction.atomic():
        sure = _sort(paper, community, outcome)
        for wish in sure:
            _take(actor, paper, wish, outcome)
        _tell_duplicates(sure, outcome)
        outcome.problems = [problem for wish in paper.wishes for problem in wish.problems]
        outcome.counts["flagged"] = sum(bool(wish.problems) for wish in sure)
        outcome.commit = not dry_run and not (strict and outcome.problems)
        if outcome.commit:
            tray = [wish for wish in paper.wishes if wish.problems]
            receiving.keep_outcome(
                actor=actor, kind="applications", file_name=name, content=content, outcome=outcome,
                tray=[(wish.sheet, wish.number, wish.written, wish.problems) for wish in tray],
            )  # fmt: skip
        else:
            transaction.set_rollback(True)
    return outcome


def _sort(paper: Paper, community: str, outcome: Outcome) -> list[Wish]:
    """The rows to take in; those of another community and those that cannot be taken are counted and told."""
    sure = []
    for wish in paper.wishes:
        if wish.community and plain_place(wish.community) != plain_place(community):
            outcome.counts["elsewhere"] += 1
            wish.problems = [
                Problem(
                    "other_community", _("这一行是%s的，没有收进这里。") % wish.community, wish.sheet, wish.number,
                    _("意向社区"), wish.community, stops=True,
                )
            ]  # fmt: skip
            continue
        outcome.counts["read"] += 1
        if wish.stops:
            outcome.counts["refused"] += 1
            continue
        sure.append(wish)
    return sure


def _take(actor: Person | None, paper: Paper, wish: Wish, outcome: Outcome) -> None:
    words = _words(paper, wish)
    application, fate = applications.take_row(
        actor=actor, call=queries.open_call(), words=words, source=_source(wish), sheet=wish.sheet, row=wish.number
    )
    outcome.counts[fate] += 1
    _tell_flags(wish, application)


def _words(paper: Paper, wish: Wish) -> ApplicationWords:
    known = {plain_place(space.name): space for space in Space.objects.all()}
    asked = _rooms_asked(wish.space, known)
    rooms = [known[plain_place(room)] for room in asked if plain_place(room) in known]
    return ApplicationWords(
        name=wish.name[:80], category=partners.ensure_category(name=(wish.category or _("未分类"))[:20]),
        project=wish.project[:60], contact_name=wish.contact[:40], phone=wish.phone, credit_code=wish.credit_code[:40],
        offer=wish.offer, contributions=wish.contributions, way=wish.way, audience=wish.audience[:60],
        space=rooms[0] if rooms else None, other_spaces=rooms[1:], space_said=wish.space[:60],
        times_said=wish.times[:200], resident_fen=wish.resident_fen,
        market_fen=wish.market_fen, starts_said=wish.starts, papers_said=wish.papers,
        opening=_opening(paper, wish.community, asked),
    )  # fmt: skip


def _rooms_asked(said: str, known: Mapping[str, Space]) -> list[str]:
    """舞蹈室或多功能厅 are two rooms of which one suffices, unless a room is called so."""
    if not said or plain_place(said) in known:
        return [said] if said else []
    return [room for room in re.split(r"或者|或是|或", said) if room.strip()]


def _opening(paper: Paper, community: str, rooms: Sequence[str]) -> list[OpenTime] | None:
    """The hours of all these rooms, where the file names any of them."""
    found = [hours for room in rooms if (hours := paper.opening_of(community, room)) is not None]
    return [each for hours in found for each in hours] if found else None


def _source(wish: Wish) -> str:
    """What makes a row the same row when the file comes again, wherever it stands then."""
    said = "|".join((wish.name, wish.project, wish.credit_code, wish.phone, wish.contact))
    return hashlib.sha256(said.encode()).hexdigest()


def _tell_flags(wish: Wish, application: Application) -> None:
    for found in application.flags:
        flag = Flag(found["flag"])
        if flag not in _TOLD:
            column = _COLUMNS[flag]
            wish.tell(f"flag_{flag.value}", column, wish.written.get(column, ""), flags.say(flag, found["detail"]))


def _tell_duplicates(sure: list[Wish], outcome: Outcome) -> None:
    """Rows of one firm: told, never thrown away; a person joins them."""
    found = {pair.second.source: pair for pair in queries.duplicates()}
    by_source = {_source(wish): wish for wish in sure}
    repeated = Counter(_source(wish) for wish in sure)
    told = 0
    for source, wish in by_source.items():
        if pair := found.get(source):
            told += 1
            say = _("和 %(number)s「%(name)s」像是同一家，请核对后合并。")
            wish.tell("duplicate", "name", wish.name, say % {"number": pair.kept.number, "name": pair.kept.name})
        if repeated[source] > 1:
            wish.tell("row_repeated", "name", wish.name, _("同样的一行写了两遍，只收一次。"))
    outcome.counts["duplicates"] = told
