"""Receiving a book of visits, putting its split right, taking it in whole, and taking it back as one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs import dangers
from hehuo.domain.plan.needs.actions import Heard
from hehuo.domain.plan.notes import heads, queries, reading, rules
from hehuo.domain.plan.notes.kinds import LINE_LIMIT, VOICES_LIMIT, Doubt, NotesState, PassageKind
from hehuo.domain.plan.notes.models import Notes, Passage
from hehuo.domain.plan.notes.papers import Paper

NOON = 12  # a book knows the day, not the hour
_BATCH = 500


@transaction.atomic
def receive_notes(*, actor: Person | None, paper: Paper, name: str, estate: Place | None = None) -> Notes:
    """Read what was sent and keep its split to be looked at; nothing of it is a voice yet.

    `estate` is where its homes stand; without one it is the estate that the text names, or the only one there is.
    Raises Refused, Conflict for notes that were taken in before, Invalid for a line or a number of voices too long.
    """
    rules.may_take_notes(actor).or_refuse()
    text_hash = queries.hash_of(paper.lines)
    if before := queries.taken_before(text_hash):
        said = {
            "name": before.name,
            "who": before.by.name if before.by else _("命令行"),
            "day": f"{clock.local(before.made_at):%Y-%m-%d}",
        }
        raise Conflict(_("同样的记录收过了：「%(name)s」，%(day)s 由%(who)s传来。请去那一份里看。") % said)
    found = reading.read_notes(paper.lines)
    _check_sizes(found)
    notes = Notes.objects.create(
        name=name[:200], text_hash=text_hash, by=actor, remarks=paper.notes, estate=estate or _estate_named(paper.lines)
    )
    Passage.objects.bulk_create([_passage(notes, said) for said in found], batch_size=_BATCH)
    journal.record(actor=actor, act="notes.received", thing=notes, words=notes.name, passages=len(found))
    return notes


def _check_sizes(found: list[reading.Said]) -> None:
    voices = [said for said in found if said.kind == PassageKind.VOICE]
    long = next((said for said in found if len(said.raw) > LINE_LIMIT or len(said.words) > LINE_LIMIT), None)
    if long:
        raise Invalid(
            "file", _("第 %(row)d 行太长，一行最多 %(n)d 字，请先断开。") % {"row": long.row, "n": LINE_LIMIT}
        )
    if len(voices) > VOICES_LIMIT:
        said = {"n": len(voices), "limit": VOICES_LIMIT}
        raise Invalid("file", _("读出 %(n)d 条声音，一次最多收 %(limit)d 条。请一个本子传一个文件。") % said)
    if not voices:
        raise Invalid("file", _("一条声音也没读出来。每行要有门牌或称呼，例如：3-1-602 张倩：楼道灯坏了。"))


def _estate_named(lines: list[str]) -> Place | None:
    """The estate that the first lines name, by its whole name or all but its last word; else the only one."""
    standing = list(places.estates())
    title = "".join(lines[:5])
    named = [each for each in standing if each.name in title or each.name.removesuffix("小区") in title]
    return named[0] if len(named) == 1 else (standing[0] if len(standing) == 1 else None)


def _passage(notes: Notes, said: reading.Said) -> Passage:
    danger = dangers.ringing_in(said.words) if said.kind == PassageKind.VOICE else None
    return Passage(
        notes=notes, row=said.row, part=said.part, kind=said.kind, words=said.words, raw=said.raw, door=said.home[:40],
        speaker_name=said.speaker[:40], about=said.about[:40], collector_name=said.collector[:40], on=said.on,
        doubts=[doubt.value for doubt in said.doubts], danger=danger.code if danger else "",
    )  # fmt: skip


@transaction.atomic
def mend_passage(
    *,
    actor: Person,
    passage: Passage,
    kind: PassageKind,
    words: str,
    door: str = "",
    speaker_name: str = "",
    on: date | None = None,
    collector_name: str = "",
    danger: str = "",
) -> list[Passage]:
    """Put one passage right; each line in `words` becomes a voice of its own, of the same home, speaker and day.

    The line as it was written stays beside it. Raises Refused once it is taken in, Invalid for what cannot be read.
    """
    notes = Notes.objects.select_for_update(of=("self",)).get(pk=passage.notes_id)
    rules.may_mend(actor, notes).or_refuse()
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    parts = [part.strip() for part in words.splitlines() if part.strip()]
    if kind == PassageKind.VOICE and not parts:
        raise Invalid("words", _("这条声音没有字。不是声音，就选「看过，不是声音」。"))
    if any(len(part) > LINE_LIMIT for part in parts):
        raise Invalid("words", _("写得太长，请分成几件，每件 %d 字以内。") % LINE_LIMIT)
    if on and on > clock.today():
        raise Invalid("on", _("这一天还没到，请核对日期。"))
    number = heads.home_in(door) if door.strip() else None
    if door.strip() and number is None:
        raise Invalid("door", _("门牌看不懂，请写成 3-1-602 这样。"))
    if kind == PassageKind.VOICE and danger and danger not in dangers.BY_CODE:
        raise Invalid("danger", _("请选是哪一种险情。"))
    passage.door, passage.speaker_name, passage.on = number.short if number else "", speaker_name.strip()[:40], on
    passage.collector_name, passage.kind, passage.doubts = collector_name.strip()[:40], kind, []
    passage.danger = danger if kind == PassageKind.VOICE else ""
    made = _cut(passage, parts) if kind == PassageKind.VOICE else []
    if kind != PassageKind.VOICE:
        passage.words = "\n".join(parts)
    passage.save()
    journal.record(actor=actor, act="notes.passage_mended", thing=notes, row=passage.row, kind=kind.value)
    return [passage, *made]


def _cut(passage: Passage, parts: list[str]) -> list[Passage]:
    """The first line stays this passage; the others stand behind it in the same line of the file."""
    passage.words = parts[0]
    if len(parts) == 1:
        return []
    behind = list(
        Passage.objects.select_for_update(of=("self",))
        .filter(notes=passage.notes_id, row=passage.row, part__gt=passage.part)
        .order_by("-part")
    )
    for each in behind:  # the last first, so that no two stand in one place
        each.part += len(parts) - 1
        each.save(update_fields=["part"])
    made = []
    for at, words in enumerate(parts[1:], start=1):
        rings = dangers.ringing_in(words)
        made.append(
            Passage.objects.create(
                notes_id=passage.notes_id, row=passage.row, part=passage.part + at, kind=PassageKind.VOICE, words=words,
                door=passage.door, speaker_name=passage.speaker_name, about=passage.about, on=passage.on,
                collector_name=passage.collector_name, danger=rings.code if rings else "",
            )
        )  # fmt: skip
    return made


@transaction.atomic
def join_passage(*, actor: Person, passage: Passage) -> Passage:
    """This belongs to the voice before it: its words go there, and its own line stays, saying so.

    Raises Refused once it is taken in, Invalid where nothing stands before it.
    """
    notes = Notes.objects.select_for_update(of=("self",)).get(pk=passage.notes_id)
    rules.may_mend(actor, notes).or_refuse()
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    before = queries.passage_before(passage)
    if before is None:
        raise Invalid("words", _("前面没有声音，接不上去。"))
    before.words = f"{before.words}{passage.words}"
    if len(before.words) > LINE_LIMIT:
        raise Invalid("words", _("接起来超过 %d 字了。") % LINE_LIMIT)
    before.doubts = [doubt for doubt in before.doubts if doubt != Doubt.SEVERAL]
    before.danger = before.danger or passage.danger
    before.save(update_fields=["words", "doubts", "danger"])
    passage.kind, passage.doubts, passage.danger = PassageKind.JOINED, [], ""
    passage.save(update_fields=["kind", "doubts", "danger"])
    journal.record(actor=actor, act="notes.passage_joined", thing=notes, row=passage.row)
    return before


@transaction.atomic
def take_notes(*, actor: Person | None, notes: Notes) -> Notes:
    """Take a book in: each voice into the tray, with its day, home and collector; what is marked as danger rings.

    Whole or not at all. Raises Refused, Conflict where somebody took it meanwhile.
    """
    notes = Notes.objects.select_for_update(of=("self",)).select_related("estate").get(pk=notes.pk)
    rules.may_take_notes(actor).or_refuse()
    notes.move_to(NotesState.TAKEN)
    notes.taken_at = clock.now()
    notes.save(update_fields=["state", "taken_at"])
    passages = list(Passage.objects.filter(notes=notes, kind=PassageKind.VOICE))
    if not passages:
        raise Invalid("file", _("一条声音也没有，没有可收的。"))
    known = _Known(notes, passages)
    voices = needs.keep_voices(actor=actor, heard=[known.heard(passage) for passage in passages])
    for passage, voice in zip(passages, voices, strict=True):
        passage.voice = voice
        if passage.danger and actor:  # by the command line nobody has confirmed it
            needs.ring_danger(actor=actor, voice=voice, danger=passage.danger)
    Passage.objects.bulk_update(passages, ["voice"], batch_size=_BATCH)
    journal.record(actor=actor, act="notes.taken", thing=notes, voices=len(voices))
    return notes


class _Known:
    """Homes and people of the roll that a book may mean, each looked up once."""

    def __init__(self, notes: Notes, passages: list[Passage]) -> None:
        self.at = clock.now()
        self.homes = _homes_by_door(notes.estate, {each.door for each in passages if each.door})
        self.living = _people_by_home(self.homes)
        self.collectors = {
            name: people.the_one_called(name) for name in {each.collector_name for each in passages} if name
        }

    def heard(self, passage: Passage) -> Heard:
        """The voice as it is to be kept."""
        home = self.homes.get(passage.door)
        return Heard(
            words=passage.words, heard_at=self._moment(passage), door=passage.door, home=home,
            speaker=self.living.get((home.id, passage.speaker_name)) if home else None,
            speaker_name=passage.speaker_name, collector=self.collectors.get(passage.collector_name),
            collector_name=passage.collector_name,
        )  # fmt: skip

    def _moment(self, passage: Passage) -> datetime:
        return min(clock.at(passage.on, NOON), self.at) if passage.on else self.at


def _homes_by_door(estate: Place | None, doors: set[str]) -> dict[str, Home]:
    """The homes of the estate that these doors mean; without an estate a door means none for sure."""
    numbers = {door: heads.home_in(door) for door in doors}
    paths = {f"{estate.path}/{number.path}": door for door, number in numbers.items() if number} if estate else {}
    return {paths[home.path]: home for home in places.homes().filter(path__in=list(paths))} if paths else {}


def _people_by_home(homes: dict[str, Home]) -> dict[tuple[object, str], Person]:
    """Who lives there under that name, where it is just one."""
    found: dict[tuple[object, str], list[Person]] = {}
    for person in people.present().filter(household__home__in=list(homes.values())).select_related("household"):
        if person.household:
            found.setdefault((person.household.home_id, person.name), []).append(person)
    return {key: living[0] for key, living in found.items() if len(living) == 1}


@transaction.atomic
def drop_notes(*, actor: Person, notes: Notes) -> Notes:
    """Not this file: nothing of it was taken in."""
    notes = Notes.objects.select_for_update(of=("self",)).get(pk=notes.pk)
    rules.may_take_notes(actor).or_refuse()
    notes.move_to(NotesState.DROPPED)
    notes.save(update_fields=["state"])
    journal.record(actor=actor, act="notes.dropped", thing=notes)
    return notes


@transaction.atomic
def undo_notes(*, actor: Person, notes: Notes) -> Notes:
    """Take a whole book back: its voices leave the tray and the drafts they were sorted into.

    Raises Refused where one of them stands in a published need; nothing was changed then.
    """
    notes = Notes.objects.select_for_update(of=("self",)).get(pk=notes.pk)
    rules.may_take_notes(actor).or_refuse()
    notes.move_to(NotesState.UNDONE)
    notes.save(update_fields=["state"])
    passages = Passage.objects.filter(notes=notes, voice__isnull=False).select_related("voice")
    needs.withdraw_voices(actor=actor, voices=[each.voice for each in passages if each.voice])
    journal.record(actor=actor, act="notes.undone", thing=notes)
    return notes
