"""Reading visit notes: files, their lines, and what came of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.plan.notes.kinds import NotesState, PassageKind
from hehuo.domain.plan.notes.models import Notes, Passage


@dataclass(frozen=True, slots=True)
class Split:
    """What a file was split into. Lines, voices and homes are three different things, and stay so."""

    lines: int
    voices: int
    homes: int  # with a voice
    doors: int  # knocked at, with a voice or none
    none: int  # parts that are no voice
    doubtful: int
    dangers: int


def all_notes() -> QuerySet[Notes]:
    """Every file, the newest first."""
    return Notes.objects.select_related("by", "estate")


def passages_of(notes: Notes) -> QuerySet[Passage]:
    """Every part of every line, in their order."""
    return Passage.objects.filter(notes=notes).select_related("notes", "voice__need")


def passages_that(notes: Notes, *, are: str) -> QuerySet[Passage]:
    """Those a person should look at (`doubtful`), dangers, voices or the rest; all of them for any other word."""
    found = passages_of(notes)
    chosen = {
        "doubtful": ~Q(doubts=[]) & Q(kind__in=[PassageKind.VOICE, PassageKind.UNCLEAR]),
        "danger": ~Q(danger=""), "voice": Q(kind=PassageKind.VOICE), "none": ~Q(kind=PassageKind.VOICE),
    }  # fmt: skip
    return found.filter(chosen[are]) if are in chosen else found


def split_of(notes: Notes) -> Split:
    """The figures of a file; one statement."""
    voice = Q(kind=PassageKind.VOICE)
    counted = Passage.objects.filter(notes=notes).aggregate(
        lines=Count("row", distinct=True), voices=Count("id", filter=voice),
        homes=Count("door", distinct=True, filter=voice & ~Q(door="")),
        doors=Count("door", distinct=True, filter=~Q(door="")), none=Count("id", filter=~voice),
        doubtful=Count("id", filter=~Q(doubts=[]) & (voice | Q(kind=PassageKind.UNCLEAR))),
        dangers=Count("id", filter=~Q(danger="")),
    )  # fmt: skip
    return Split(**counted)


def taken_before(text_hash: str) -> Notes | None:
    """The same notes, taken in or being looked at."""
    standing = (NotesState.TAKEN, NotesState.LOOKING)
    return all_notes().filter(text_hash=text_hash, state__in=standing).first()


def hash_of(lines: Sequence[str]) -> str:
    """What makes notes the same notes, however they were saved: their words, blanks and empty lines apart."""
    return hashlib.sha256("\n".join(found for line in lines if (found := "".join(line.split()))).encode()).hexdigest()


def source_of(voice: Voice) -> Passage | None:
    """The line of the book that a voice came from."""
    return Passage.objects.filter(voice=voice).select_related("notes").first()


def line_of(passage: Passage) -> str:
    """The whole line as it was written, whichever part of it this is."""
    found = Passage.objects.filter(notes=passage.notes_id, row=passage.row, part=1).values_list("raw", flat=True)
    return passage.raw or found.first() or ""


def passage_before(passage: Passage) -> Passage | None:
    """The voice that stands before a passage in the file."""
    before = Q(row__lt=passage.row) | Q(row=passage.row, part__lt=passage.part)
    return Passage.objects.filter(before, notes=passage.notes_id, kind=PassageKind.VOICE).last()


def next_doubtful(notes: Notes, *, after: Passage) -> UUID | None:
    """The next passage a person should look at."""
    later = Q(row__gt=after.row) | Q(row=after.row, part__gt=after.part)
    return passages_that(notes, are="doubtful").filter(later).values_list("id", flat=True).first()
