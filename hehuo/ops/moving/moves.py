"""One community out of one database and into another, by its own ids."""

from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation, ReferenceModel
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.models import Account, Card
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.people.models import Person
from hehuo.ops.moving import columns, heads, papers, rows
from hehuo.ops.moving.sealed import SealedWriter, read_sealed
from hehuo.ops.moving.snapshots import one_moment


def move_out(out: IO[bytes], passphrase: str, community: Community) -> int:
    """Write one community with its street's name, its rows, its files and its people's accounts; how many rows."""
    count = 0
    with one_moment(), community_scope(community), SealedWriter(out, passphrase) as sealed:
        sealed.write(heads.head("community", is_demo=access.is_demo(), code=community.code))
        for line in _lines(community):
            sealed.write(line)
            count += 1
        names = [name for file in File.objects.all() for name in (file.path, file.thumbnail_path) if name]
        for line in papers.file_lines(names):
            sealed.write(line)
        sealed.write({"end": count})
    return count


def _lines(community: Community) -> Iterator[dict[str, Any]]:
    wanted = [community.pk, *([community.street_id] if community.street_id else [])]
    yield from rows.lines_of(Community.objects.filter(pk__in=wanted))
    for model in rows.shared_models():
        if issubclass(model, ReferenceModel) and model is not Community:
            yield from rows.lines_of(model._default_manager.all())
    accounts = list(Person.objects.filter(account_id__isnull=False).values_list("account_id", flat=True))
    yield from rows.lines_of(Account.objects.filter(pk__in=accounts))
    for model in rows.tenant_models():
        yield from rows.lines_of(model.objects.all())


def move_in(source: IO[bytes], passphrase: str) -> str:
    """Read a community in; its code. Sealed fields are sealed again under this office's key, and printed cards end.

    Raises Refused: the community is here already, or the file is a demo's and this is not one (or the other way).
    """
    lines = read_sealed(source, passphrase)
    first = next(lines)
    heads.check_head(first, "community")
    if Community.objects.filter(code=first["code"]).exists():
        raise Refused(_("「%s」已经在这里了，不能再移入一次。") % first["code"])
    mark, _made = Installation.objects.get_or_create(pk=1, defaults={"is_demo": first["is_demo"]})
    if mark.is_demo != first["is_demo"]:
        raise Refused(_("演示数据和正式数据不能放在一起。请移入同类的数据库。"))
    files = papers.FileReader()
    try:
        with transaction.atomic():
            _Mover(first).read(lines, files)
    except BaseException:
        files.forget()
        raise
    registry.forget()
    access.forget_mark()
    return str(first["code"])


class _Mover:
    """Puts the rows of one file where they belong here."""

    def __init__(self, first: dict[str, Any]) -> None:
        self._key: str = first["field_key"]
        self._code: str = first["code"]
        self._streets: dict[Any, Any] = {}  # a street's id there → its id here
        self._renew = self._key != settings.FIELD_KEY

    def read(self, lines: Iterator[dict[str, Any]], files: papers.FileReader) -> None:
        """Every line of the file; Refused where its end is missing."""
        tenants: list[models.Model] = []
        count, expected = 0, None
        for line in lines:
            if "row" in line:
                count += 1
                row = rows.from_line(line)
                if not self._shared(row):
                    tenants.append(self._resealed(row))
                    if len(tenants) >= 4 * rows.BATCH:
                        self._store(tenants)
                        tenants = []
            elif "file" in line:
                files.put(line)
            else:
                expected = line["end"]
        self._store(tenants)
        if count != expected:
            raise Refused(_("文件不完整，少了几行。请换一份完整的文件。"))
        if self._renew:
            with community_scope(Community.objects.get(code=self._code)):
                Card.objects.filter(ended_at=None).update(
                    ended_at=clock.now()
                )  # their links were hashed with the old key

    def _store(self, tenants: list[models.Model]) -> None:
        if tenants:
            with community_scope(tenants[0].community_id):  # type: ignore[attr-defined]  # tenant rows
                rows.store(tenants)

    def _shared(self, row: models.Model) -> bool:
        """Rows that belong to no community: kept where they are new, or matched with what stands here."""
        if isinstance(row, Community):
            self._community(row)
        elif isinstance(row, Account):
            self._account(row)
        elif isinstance(row, ReferenceModel):
            if not type(row)._default_manager.filter(pk=row.pk).exists():
                row.save(force_insert=True)
        else:
            return False
        return True

    def _community(self, row: Community) -> None:
        here = Community.objects.filter(code=row.code).first() if row.code != self._code else None
        if here:
            self._streets[row.pk] = here.pk
            return
        row.street_id = self._streets.get(row.street_id, row.street_id)
        row.save(force_insert=True)

    def _account(self, row: Account) -> None:
        """The human may be here already; a name that another human has here gets the community's code."""
        if Account.objects.filter(pk=row.pk).exists():
            return
        if Account.objects.filter(username=row.username).exists():
            row.username = f"{row.username}-{self._code}"[:60]
        row.save(force_insert=True)

    def _resealed(self, row: models.Model) -> models.Model:
        """A row with its sealed fields under this office's key, and the hashes that they are found by."""
        if self._renew:
            columns.reseal(row, old=self._key, new=settings.FIELD_KEY)
        return row
