"""Which columns are sealed under the field key: one list, for a community that moves and for a key that is changed."""

from django.apps import apps
from django.db import models

from hehuo.core import secrecy
from hehuo.core.db.models import TenantModel

SEALED, HASHED = "_sealed", "_hash"


def sealed_columns(model: type[models.Model]) -> list[str]:
    """The names of a table's sealed columns."""
    return [field.name for field in model._meta.local_fields if field.name.endswith(SEALED)]


def sealed_models(*, of_tenants: bool = True) -> list[type[models.Model]]:
    """Every table with a sealed column, of communities or of this installation."""
    return [
        model for model in apps.get_models() if sealed_columns(model) and issubclass(model, TenantModel) == of_tenants
    ]


def reseal(row: models.Model, *, old: str, new: str) -> list[str]:
    """Seal a row's columns under the new key, and hash anew what they are found by; which columns changed.

    What is under the new key already stays as it is, so that doing it again is harmless.
    """
    changed: list[str] = []
    for name in sealed_columns(type(row)):
        sealed = getattr(row, name)
        if not sealed or secrecy.opens(sealed, key=new):
            continue
        plain = secrecy.unseal_bytes(sealed, key=old)
        setattr(row, name, secrecy.seal_bytes(plain, key=new))
        changed.append(name)
        hashed = name.removesuffix(SEALED) + HASHED
        if hasattr(row, hashed):
            setattr(row, hashed, secrecy.search_hash(plain.decode(), key=new))
            changed.append(hashed)
    return changed
