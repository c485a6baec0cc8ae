"""What is kept of a person, who looked at it, who acted for them, and what they asked for."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from hehuo.core import secrecy
from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings.data_map import MAP
from hehuo.domain.insight.holdings.kinds import OPEN, PHONE, Ground, Kept
from hehuo.domain.insight.holdings.models import DataRequest, Pruning
from hehuo.domain.insight.holdings.retention import TERMS, Term


def records_of(person: Person) -> list[Person]:
    """Every record of one human here: the one kept, and those merged into it."""
    root = person.merged_into or person
    return [root, *Person.objects.filter(merged_into=root).order_by("id")]


def rows_of(kept: Kept, who: Sequence[Person]) -> QuerySet[Any]:
    """The rows of a table that are these records' own."""
    return _linked(kept.model, kept.whose, who)


def signed_rows(kept: Kept, who: Sequence[Person]) -> QuerySet[Any]:
    """The rows of a table in which one of these records acted."""
    return _linked(kept.model, kept.by, who)


def _linked(model: type[Model], links: Iterable[str], who: Sequence[Person]) -> QuerySet[Any]:
    found, ids = Q(pk__in=[]), [one.pk for one in who]
    for link in links:
        if link == PHONE:
            found |= Q(phone_hash__in=[one.phone_hash for one in who if one.phone_hash])
        else:
            found |= Q((f"{link}__in" if link else "pk__in", ids))
    rows: QuerySet[Any] = model._default_manager.filter(found)
    return rows


@dataclass(frozen=True, slots=True)
class Holding:
    """One table's share of what is kept of a person."""

    kept: Kept
    own: int
    acted: int


@dataclass(frozen=True, slots=True)
class Section:
    """What is kept for one reason."""

    ground: Ground
    holdings: list[Holding]


def holdings_of(person: Person) -> list[Section]:
    """What is kept of a person, by reason; two statements a table, none of it in clear."""
    who, sections = records_of(person), dict[str, Section]()
    for kept in MAP:
        own = rows_of(kept, who).count() if kept.whose else 0
        acted = signed_rows(kept, who).count() if kept.by else 0
        if own or acted:
            section = sections.setdefault(kept.ground.key, Section(kept.ground, []))
            section.holdings.append(Holding(kept, own, acted))
    return list(sections.values())


def facts_of(person: Person) -> Iterator[tuple[Kept, list[dict[str, Any]]]]:
    """Every row that is a person's own, column by column, sealed numbers in clear: for the person alone."""
    who = records_of(person)
    for kept in MAP:
        if kept.whose and (rows := list(rows_of(kept, who))):
            yield kept, [_facts(row) for row in rows]


def _facts(row: TenantModel) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in row._meta.local_fields:
        value = getattr(row, field.attname)
        if field.name == "community" or field.name.endswith("_hash"):
            continue
        if field.name.endswith("_sealed"):
            said[field.name.removesuffix("_sealed")] = secrecy.unseal(value)
        elif not isinstance(value, (bytes, memoryview)) and field.name != "pin":
            said[field.name] = value
    return said


def names_of(ids: Iterable[Any]) -> dict[Any, str]:
    """The names behind ids, in one statement."""
    return dict(Person.objects.filter(pk__in={each for each in ids if each}).values_list("pk", "name"))


def looks_at(person: Person) -> QuerySet[Look]:
    """Who was shown a sensitive field of a person, the newest first."""
    return Look.objects.filter(thing_id__in=[one.pk for one in records_of(person)]).order_by("-at", "-id")


def done_for(person: Person) -> QuerySet[Entry]:
    """What others did for a person or on their record, the newest first."""
    ids = [one.pk for one in records_of(person)]
    about = Q(for_id__in=ids) | Q(thing_id__in=ids)
    return Entry.objects.filter(about).exclude(actor_id__in=ids).order_by("-at", "-id")


def requests_of(person: Person) -> QuerySet[DataRequest]:
    """What was asked for what is kept of a person, the newest first."""
    return requests().filter(person__in=[one.pk for one in records_of(person)])


def requests() -> QuerySet[DataRequest]:
    """Everything that was asked, the newest first."""
    return DataRequest.objects.select_related("person", "asked_by", "checked_by", "settled_by")


def open_requests() -> QuerySet[DataRequest]:
    """What still waits for somebody, the oldest first."""
    return requests().filter(state__in=OPEN).order_by("asked_at", "id")


@dataclass(frozen=True, slots=True)
class Held:
    """What the law holds back of an erasure: where, how many rows, and whether the name stays with them."""

    kept: Kept
    rows: int
    names: bool


def held_back(person: Person) -> list[Held]:
    """What stays when a person is erased, each with its reason: signed papers with the name, the rest as bare ids."""
    who, found = records_of(person), []
    for kept in MAP:
        signed = signed_rows(kept, who).count() if kept.signs else 0
        written = mentioning(kept, kept.held, person).count() if kept.signs and kept.held else 0
        if signed or written:
            found.append(Held(kept, signed + written, True))
        elif kept.held and kept.whose and (own := rows_of(kept, who).count()):
            found.append(Held(kept, own, False))
    return found


def keeps_name(held: Iterable[Held]) -> bool:
    """Whether the law needs the name of who signed."""
    return any(each.names for each in held)


def has_namesakes(person: Person) -> bool:
    """Whether somebody else has the same name: then a name in a text does not say whom it means."""
    mine = [one.pk for one in records_of(person)]
    return Person.objects.filter(name=person.name).exclude(pk__in=mine).exists()


def mentioning(kept: Kept, columns: Iterable[str], person: Person) -> QuerySet[Any]:
    """Rows in which the name (where nobody else has it) or a number of a person is written."""
    rows: QuerySet[Any] = kept.model._default_manager.all()
    said = Q(pk__in=[])
    texts = {form for text in written_as(person) for form in (text, json.dumps(text)[1:-1])}  # as SQLite keeps JSON
    for column in columns:
        if kept.model._meta.get_field(column).remote_field is None:
            rows = rows.alias(**{f"{column}_text": Cast(F(column), TextField())})
            for text in texts:
                said |= Q((f"{column}_text__contains", text))
    return rows.filter(said)


def written_as(person: Person) -> Iterator[str]:
    """How a person may be written in a text: number first, the name where it can mean nobody else."""
    for one in records_of(person):
        yield from (number for number in (one.phone, one.identity) if number)
    if len(person.name) > 1 and not person.erased_at and not has_namesakes(person):
        yield person.name


def prunings() -> list[tuple[Term, Pruning | None]]:
    """Every term with when it was last looked through, and how much went."""
    found = {row.term: row for row in Pruning.objects.all()}
    return [(term, found.get(term.key)) for term in TERMS]
