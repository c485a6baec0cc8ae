"""The office's field key on its disk: taken over from a backup, or changed for a new one while the office is closed."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, secrecy
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.core.jobs import queue
from hehuo.domain.ground.access.models import Card, EntryTry, FirstCode, RecoveryCode, Reset
from hehuo.domain.ground.entry.models import Invitation, PhoneCode
from hehuo.domain.ground.forms.models import Reply
from hehuo.ops.moving import columns

BATCH = 500
NEXT = "next_field_key"  # in the key file while a change is under way, beside the old one


def key_file() -> Path:
    """Where the keys lie."""
    return Path(settings.VAR) / settings.MODE / "keys.json"


def need_key_file() -> None:
    """Raise Refused where the key comes from a setting, and could not be changed on the disk."""
    if not key_file().exists() or os.environ.get("HEHUO_FIELD_KEY"):
        raise Refused(_("这里的密钥来自 HEHUO_FIELD_KEY，换不了。请先去掉这个设置。"))


def take_over(*, field_key: str) -> None:
    """This office has this key from now on."""
    _write({"field_key": field_key}, without=NEXT)
    settings.FIELD_KEY = field_key


def is_half_changed() -> bool:
    """Whether a change of the key was begun and not finished."""
    return key_file().exists() and NEXT in _read()


def rotate() -> dict[str, int]:
    """Seal everything under a new key; how many rows of which table changed. Raises Refused while the office is open.

    Killed in between, it goes on where it stopped: the key file holds both keys until the last row, and a row tells by
    itself under which of them it is. Printed cards end, since nobody but their holders knows what is on them.
    """
    need_key_file()
    if queue.worker_is_alive():
        raise Refused(_("系统还开着。请先停下来，再换密钥；换好再启动。"))
    old = settings.FIELD_KEY
    new = str(_read().get(NEXT) or secrets.token_hex(32))
    _write({NEXT: new})
    counts = {
        model._meta.label_lower: _reseal_all(model, old, new) for model in columns.sealed_models(of_tenants=False)
    }
    for community in Community.objects.order_by("code"):
        with community_scope(community):
            PhoneCode.objects.all().delete()  # good for minutes only
            for model in columns.sealed_models():
                counts[model._meta.label_lower] = counts.get(model._meta.label_lower, 0) + _reseal_all(model, old, new)
            counts["access.card"] = counts.get("access.card", 0) + _end_papers()
            _rehash_replies(old, new)
    for hashed in (FirstCode, EntryTry, Reset, RecoveryCode):
        hashed.objects.all().delete()
    take_over(field_key=new)
    return {table: count for table, count in counts.items() if count}


def _reseal_all(model: type[models.Model], old: str, new: str) -> int:
    """Every row of a table (of the community in scope), some hundreds in a transaction."""
    count, last = 0, None
    while True:
        with transaction.atomic():
            found: Any = model._default_manager.order_by("pk").select_for_update()
            rows = list(found.filter(pk__gt=last)[:BATCH] if last else found[:BATCH])
            if not rows:
                return count
            count += _write_rows(model, [(row, columns.reseal(row, old=old, new=new)) for row in rows])
            last = rows[-1].pk


def _write_rows(model: type[models.Model], rows: list[tuple[Any, list[str]]]) -> int:
    changed = [(row, names) for row, names in rows if names]
    fields = sorted({name for _row, names in changed for name in names})
    if changed:
        model._default_manager.bulk_update([row for row, _names in changed], fields, batch_size=100)
    return len(changed)


def _end_papers() -> int:
    """Cards and invitations; how many cards."""
    Invitation.objects.filter(ended_at=None).update(ended_at=clock.now())
    return Card.objects.filter(ended_at=None).update(ended_at=clock.now())


def _rehash_replies(old: str, new: str) -> None:
    """Replies on paper are counted by a phone's hash: those whose number is known somewhere are hashed anew."""
    wanted = dict(Reply.objects.filter(respondent_key__startswith="phone:").values_list("pk", "respondent_key"))
    if not wanted:
        return
    anew = {}
    for model in columns.sealed_models():
        if any(field.name == "phone_sealed" for field in model._meta.local_fields):
            for sealed in model._default_manager.exclude(phone_hash="").values_list("phone_sealed", flat=True):
                number = secrecy.unseal(sealed, key=new)
                anew[f"phone:{secrecy.search_hash(number, key=old)}"] = f"phone:{secrecy.search_hash(number, key=new)}"
    for pk, key in wanted.items():
        if key in anew:
            Reply.objects.filter(pk=pk).update(respondent_key=anew[key])


def _read() -> dict[str, Any]:
    return dict(json.loads(key_file().read_text(encoding="utf-8")))


def _write(more: dict[str, str], *, without: str = "") -> None:
    """The key file anew, whole or not at all, on the disk when this returns."""
    path = key_file()
    keys = {name: value for name, value in {**_read(), **more}.items() if name != without}
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(keys, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
