"""The law's hand: the one place that takes a person out of every room's rows at once, as the map of the data says."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Left, Replace
from django.utils.translation import gettext as _

from hehuo.core import clock, secrecy
from hehuo.core.db.scope import all_communities
from hehuo.core.errors import Conflict
from hehuo.domain.ground.access.models import (
    Account,
    Device,
    OutsideAccount,
    Passkey,
    RecoveryCode,
    Reset,
    SecondFactor,
)
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.intakes.models import IntakeRow, Piece
from hehuo.domain.ground.journal.models import Look, Words
from hehuo.domain.ground.people.kinds import ERASED, Living
from hehuo.domain.ground.people.models import Person, person_code
from hehuo.domain.ground.search import index
from hehuo.domain.ground.search.models import SearchDoc, Shelf
from hehuo.domain.insight.holdings import queries
from hehuo.domain.insight.holdings.data_map import MAP
from hehuo.domain.insight.holdings.kinds import Kept


class Erasing:
    """One person's erasure, inside one transaction; `counts` says how many rows of which table it changed."""

    def __init__(self, person: Person) -> None:
        self.who = queries.records_of(person)
        self.ids = [one.pk for one in self.who]
        self.texts = list(queries.written_as(self.who[0]))
        self.keeps_name = queries.keeps_name(queries.held_back(self.who[0]))
        self.has_mentions = False
        self.counts: Counter[str] = Counter()

    def run(self) -> dict[str, int]:
        """Everything, the texts first, while it is still known whom they name."""
        accounts = [one.account_id for one in self.who if one.account_id]
        self._words()
        self._papers()
        self._files()
        for kept in MAP:
            self._mentions(kept)
            self._own(kept)
        self._record()
        self._index()
        self._entry(accounts)
        return {table: count for table, count in self.counts.items() if count}

    def _own(self, kept: Kept) -> None:
        """Rows that are theirs: gone, or their columns emptied."""
        if not kept.whose or kept.model is Person:
            return
        rows = queries.rows_of(kept, self.who)
        if kept.gone:
            self._count(kept.model, rows.delete()[1].get(kept.model._meta.label, 0))
        elif kept.cleared or kept.replaced:
            said = {column: _nothing(kept.model, column) for column in kept.cleared}
            self._count(kept.model, rows.update(**said, **dict.fromkeys(kept.replaced, ERASED)))

    def _mentions(self, kept: Kept) -> None:
        """Texts of others in which they are written."""
        for column in (*kept.mentions, *kept.replaced):
            if kept.model is Person:
                continue
            rows = queries.mentioning(kept, (column,), self.who[0])
            field = kept.model._meta.get_field(column)
            is_json = isinstance(field, models.JSONField)
            count = self._mentions_in_json(rows, column) if is_json else self._mentions_in_text(rows, field)
            self.has_mentions = self.has_mentions or count > 0
            self._count(kept.model, count)

    def _mentions_in_text(self, rows: QuerySet[Any], field: Any) -> int:
        said: Any = F(field.name)
        for text in self.texts:
            said = Replace(said, Value(text), Value(ERASED))
        return int(rows.update(**{field.name: Left(said, field.max_length) if field.max_length else said}))

    def _mentions_in_json(self, rows: QuerySet[Any], column: str) -> int:
        found = list(rows.values_list("pk", column))
        for pk, value in found:
            said = json.dumps(value, ensure_ascii=False)
            for text in self.texts:
                said = said.replace(text, ERASED)
            rows.model._default_manager.filter(pk=pk).update(**{column: json.loads(said)})
        return len(found)

    def _words(self) -> None:
        """The journal keeps ids and salted hashes only: its words go, theirs and those that name them."""
        theirs = [*self.ids, *self._things()]
        said = Q(entry__thing_id__in=theirs) | Q(entry__for_id__in=self.ids)
        if not self.keeps_name:
            said |= Q(entry__actor_id__in=self.ids)
        for text in self.texts:
            said |= Q(text__contains=text)
        self._count(Words, Words.objects.filter(said).delete()[0])
        self._count(Look, Look.objects.filter(thing_id__in=self.ids).update(why=""))

    def _things(self) -> Iterator[Any]:
        """The ids of everything that is theirs."""
        for kept in MAP:
            if kept.whose:
                yield from queries.rows_of(kept, self.who).values_list("pk", flat=True)

    def _papers(self) -> None:
        """Rosters that could still be mended or undone: what they hold of the person goes."""
        for row in IntakeRow.objects.only("data_sealed", "community"):
            if self._is_named(secrecy.unseal(row.data_sealed)):
                self._count(IntakeRow, row.delete()[0])
        for piece in Piece.objects.exclude(undo_sealed=b""):
            plain = secrecy.unseal(piece.undo_sealed)
            if self._is_named(plain):
                piece.undo_sealed = secrecy.seal(_undo_without(plain, {str(each) for each in self.ids}))
                piece.save(update_fields=["undo_sealed"])
                self._count(Piece, 1)
        if any(self._is_named(secrecy.unseal(piece.body_sealed)) for piece in Piece.objects.exclude(body_sealed=b"")):
            raise Conflict(_("有一份花名册还没收完，里面有这个人。请先收完或者放弃那份花名册，再来删。"))

    def _is_named(self, plain: str) -> bool:
        return any(text in plain for text in (*self.texts, *(str(each) for each in self.ids)))

    def _files(self) -> None:
        """What they handed in, and what was kept about them: the content goes from the store, the row keeps no name."""
        about = [*self.ids, *self._things()]
        files = File.objects.filter(Q(kept_by__in=self.ids) | Q(about_id__in=about), removed_at=None)
        paths = [path for file in files for path in (file.path, file.thumbnail_path) if path]
        self._count(File, files.update(name=ERASED, removed_at=clock.now(), removed_why=ERASED))
        transaction.on_commit(lambda: _delete(paths))

    def _record(self) -> None:
        """The person's own row: a stub that counts and links still reach, with nothing in it."""
        name = {} if self.keeps_name else {"name": ERASED}
        for one in self.who:
            Person.objects.filter(pk=one.pk).update(
                **name, sex="", born_on=None, phone_sealed=b"", phone_hash="", identity_sealed=b"", identity_hash="",
                household=None, relation="", living=Living.OTHER, note="", code=person_code(), account_id=None,
                left_on=one.left_on or clock.today(), erased_at=clock.now(),
            )  # fmt: skip
        self._count(Person, len(self.who))

    def _index(self) -> None:
        """The search index holds pieces of names: theirs goes now, and where others' texts changed it is made anew."""
        index.take_out(list(SearchDoc.objects.filter(thing_id__in=[*self.ids, *self._things()])))
        if self.has_mentions:
            Shelf.objects.all().delete()  # the worker builds it again

    def _entry(self, accounts: Sequence[Any]) -> None:
        """An account that nobody else is behind loses its name, its password and its devices."""
        with all_communities():
            used = set(Person.objects.filter(account_id__in=accounts).values_list("account_id", flat=True))
        for account in Account.objects.filter(pk__in=set(accounts) - used):
            account.username, account.is_active, account.epoch = f"erased-{account.pk.hex}", False, account.epoch + 1
            account.set_unusable_password()
            account.save()
            for kept in (Device, SecondFactor, RecoveryCode, Passkey, OutsideAccount, Reset):
                kept.objects.filter(account=account).delete()
            self._count(Account, 1)

    def _count(self, model: type[models.Model], rows: int) -> None:
        self.counts[model._meta.label_lower] += rows


def _nothing(model: type[models.Model], column: str) -> Any:
    """The empty value of a column."""
    field: Any = model._meta.get_field(column)
    if field.null:
        return None
    return field.get_default() if field.has_default() else b"" if isinstance(field, models.BinaryField) else ""


def _undo_without(plain: str, ids: set[str]) -> str:
    """A roster's undo note without these records: they stay as they are when the roster is taken back."""
    undo = json.loads(plain)
    undo["changed"] = [each for each in undo["changed"] if each[1] not in ids]
    undo["made"] = {kind: [pk for pk in made if pk not in ids] for kind, made in undo["made"].items()}
    return json.dumps(undo)


def _delete(paths: Sequence[str]) -> None:
    for path in paths:
        default_storage.delete(path)
