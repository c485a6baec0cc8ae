"""The browsers in which an account has entered: noted at entry, listed to their owner, ended one by one or all."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import EnteredBy
from hehuo.domain.ground.access.models import Account, Device


def note_device(*, account: Account, way: EnteredBy, label: str, is_proven: bool = False) -> Device:
    """A new device for a new session: an id from before the entry is never taken over."""
    return Device.objects.create(account=account, way=way, label=label[:40], is_proven=is_proven)


def devices_of(account_id: UUID) -> QuerySet[Device]:
    """Where an account is entered today, newest first."""
    return Device.objects.filter(account_id=account_id, ended_at=None).order_by("-entered_at", "-id")


def account_on(account_id: UUID, device_id: UUID | None) -> Account | None:
    """The active account of a session, unless its device was ended: for pages outside a community."""
    if device_id and not Device.objects.filter(pk=device_id, account_id=account_id, ended_at=None).exists():
        return None
    return Account.objects.filter(pk=account_id, is_active=True).first()


def end_device(*, account_id: UUID, device_id: UUID) -> Device:
    """Sign one device out. Raises Missing for another's device as for none."""
    device = devices_of(account_id).filter(pk=device_id).first()
    if device is None:
        raise Missing(_("没有找到这台设备，也许已经退出了。"))
    Device.objects.filter(pk=device.pk).update(ended_at=clock.now())
    return device


@transaction.atomic
def end_all(*, account_id: UUID) -> Account:
    """Sign an account out everywhere: the epoch ends every cookie, also one older than the list."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.epoch += 1
    account.save(update_fields=["epoch"])
    devices_of(account_id).update(ended_at=clock.now())
    return account


def is_proven(device_id: UUID | None) -> bool:
    """Whether a second factor was shown on this device."""
    return device_id is not None and Device.objects.filter(pk=device_id, ended_at=None, is_proven=True).exists()


def prove(*, device_id: UUID) -> None:
    """The second factor was shown on this device."""
    Device.objects.filter(pk=device_id).update(is_proven=True)
