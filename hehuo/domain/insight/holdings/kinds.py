"""What a person may ask for what is kept of them, and how far it came."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class AskKind(models.TextChoices):
    CORRECT = "correct", _("改我的资料")
    ERASE = "erase", _("删掉我的资料")


class AskState(models.TextChoices):
    ASKED = "asked", _("等工作人员核对")
    CHECKED = "checked", _("核对过，等另一位审批")
    DONE = "done", _("办好了")
    REFUSED = "refused", _("没有同意")
    WITHDRAWN = "withdrawn", _("本人撤回了")


OPEN = (AskState.ASKED, AskState.CHECKED)
ASK_MOVES = Moves(
    {
        AskState.ASKED: {AskState.CHECKED, AskState.DONE, AskState.REFUSED, AskState.WITHDRAWN},
        AskState.CHECKED: {AskState.DONE, AskState.REFUSED, AskState.WITHDRAWN},
    }
)

# A request is answered within 30 days (GB/T 35273-2020, 8.7); each of the two steps gets half of them.
STEP = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is kept: for what, by which right, how long, who sees it; and the law that holds it back."""

    key: str
    title: Promise
    purpose: Promise
    basis: Promise
    term: Promise
    seen_by: Promise
    hold: Promise | str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table keeps of a person.

    `whose` are the links to the person whose data a row is ("" where the row is the person, PHONE where only a phone
    number says so); `by` are links to those who acted, which stay as bare ids. When the person is erased the rows go
    (`gone`), or their columns are emptied (`cleared`) or say that something was erased (`replaced`). In `mentions` a
    name or a phone number may be written, which is taken out wherever it stands; `held` stays as the ground's law says.
    Whoever signed (`signs`) what the law wants signed keeps their name there.
    """

    model: type[models.Model]
    what: Promise
    ground: Ground
    whose: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    gone: bool = False
    cleared: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    signs: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column with something of a person in it."""
        return (*self.cleared, *self.replaced, *self.mentions, *self.held)


PHONE = "phone"  # no link: the row is somebody's where it has their phone number
