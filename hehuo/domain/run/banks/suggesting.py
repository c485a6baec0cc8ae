"""What a line of a statement may stand for, and why: by the door written on it, the payer's name, and the amount."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from hehuo.core import money
from hehuo.domain.ground.funds.kinds import Direction, DueState
from hehuo.domain.ground.funds.models import Due, Fund, Voucher
from hehuo.domain.ground.intakes.chains import homes_written
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.banks.kinds import Sureness
from hehuo.domain.run.banks.models import BankLine, Match

# Whoever pays through these has no name of their own on the paper.
_CARRIERS = re.compile(r"支付宝|财付通|微信|网联|银联|清算|代收|第三方")
_TAIL = re.compile(r"（尾号 \w+）$")  # digits of an account are no door
_FOR = re.compile(r"代([\u4e00-\u9fff·]{2,8}?)(?:交|付|缴|转)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one line may be: receipts of these dues, or a payment that is booked; and the reasons in words."""

    line: BankLine
    sureness: Sureness
    dues: tuple[Due, ...] = ()
    voucher: Voucher | None = None
    why: str = ""


@dataclass(slots=True)
class _Known:
    """What is looked up once for all lines: open dues by home, names by home, homes by name."""

    dues: dict[UUID, list[Due]]
    homes: dict[str, list[Home]]  # the end of a path, without the estate
    shorts: dict[str, list[Home]]  # as printed on labels, for rooms that are no plain number: 1-1-S1
    names: dict[UUID, set[str]]
    by_name: dict[str, set[UUID]]
    paid: set[UUID]


def suggestions(fund: Fund, lines: Sequence[BankLine]) -> list[Suggestion]:
    """One suggestion a line, in the same order; a due is suggested to one line only, the first that names it."""
    known, free = _known(fund), _free_payments(fund)
    taken: set[UUID] = set()
    found = []
    for line in lines:
        each = _income(line, known, taken) if line.is_income else _spending(line, free)
        if each.sureness == Sureness.SURE:
            taken |= {due.id for due in each.dues}
        found.append(each)
    return found


def _income(line: BankLine, known: _Known, taken: set[UUID]) -> Suggestion:
    text = f"{_TAIL.sub('', line.party)} {line.memo}"
    homes = [home for number in homes_written(text) for home in known.homes.get(number.path, [])]
    homes = homes or [home for word in re.findall(r"[0-9A-Za-z-]{3,}", text) for home in known.shorts.get(word, [])]
    if homes:
        return _by_doors(line, homes, known, taken)
    return _by_name(line, known, taken)


def _by_doors(line: BankLine, homes: list[Home], known: _Known, taken: set[UUID]) -> Suggestion:
    """The doors that are written on the line: sure where the money fits."""
    doors = _("、").join(home.short for home in homes)
    dues = [due for home in homes for due in known.dues.get(home.pk, []) if due.id not in taken]
    reasons = [_("写着 %s") % doors]
    if len(dues) < len(homes):
        if any(home.pk in known.paid for home in homes):
            return Suggestion(line, Sureness.NONE, why=_("写着 %s，这一户已经交齐了") % doors)
        if any(known.dues.get(home.pk) for home in homes):
            return Suggestion(line, Sureness.NONE, why=_("写着 %s，上面已有一笔对上这一户") % doors)
        return Suggestion(line, Sureness.NONE, why=_("写着 %s，这一户没有应收") % doors)
    if name := _who_is_named(line, homes, known):
        reasons.append(name)
    if sum(due.open_fen for due in dues) == line.fen:
        return Suggestion(line, Sureness.SURE, tuple(dues), why=_("，").join([*reasons, _("金额对得上")]))
    owed = money.yuan(sum(due.open_fen for due in dues))
    return Suggestion(
        line, Sureness.LIKELY, tuple(dues), why=_("，").join([*reasons, _("应收 %s 元，金额不一样") % owed])
    )


def _by_name(line: BankLine, known: _Known, taken: set[UUID]) -> Suggestion:
    """The payer, or whom they pay for, lives in or owns exactly one home that still owes this amount."""
    for name in _payers(line):
        homes = known.by_name.get(name, set())
        fitting = [
            due
            for home in homes
            for due in known.dues.get(home, [])
            if due.open_fen == line.fen and due.id not in taken
        ]
        if len(fitting) == 1:
            why = _("%(name)s住在或名下有 %(home)s，金额对得上") % {"name": name, "home": fitting[0].debtor_name}
            sure = Sureness.SURE if len(homes) == 1 else Sureness.LIKELY
            return Suggestion(line, sure, tuple(fitting), why=why)
        if len(fitting) > 1:
            return Suggestion(line, Sureness.NONE, why=_("叫%(name)s的不止一户，请核对") % {"name": name})
        if homes & known.paid:
            return Suggestion(line, Sureness.NONE, why=_("%s家已经交齐了") % name)
    return Suggestion(line, Sureness.NONE, why=_("没有写门牌，付款人不在花名册上"))


def _spending(line: BankLine, free: dict[int, list[Voucher]]) -> Suggestion:
    """A booked payment of the same amount that no line stands for yet."""
    found = free.get(-line.fen, [])
    if len(found) == 1:
        why = _("付款单 %(number)s「%(what)s」，金额一样") % {"number": found[0].number, "what": found[0].what}
        near = abs((found[0].on - line.on).days) <= 31
        return Suggestion(line, Sureness.SURE if near else Sureness.LIKELY, voucher=found[0], why=why)
    if found:
        return Suggestion(line, Sureness.NONE, why=_("有 %d 笔同样金额的付款，请选一笔") % len(found))
    return Suggestion(line, Sureness.NONE, why=_("账上没有这笔付款"))


def payments_like(line: BankLine) -> list[Voucher]:
    """The booked payments of the same amount that no line stands for yet."""
    return _free_payments(line.fund).get(-line.fen, [])


def _who_is_named(line: BankLine, homes: list[Home], known: _Known) -> str:
    here = set().union(*(known.names.get(home.pk, set()) for home in homes))
    for name in _payers(line):
        if name in here:
            return _("%s是这一户的") % name
    return ""


def _payers(line: BankLine) -> list[str]:
    """Whom it is for, then who paid, then a name in the memo; nothing where a payment service stands."""
    memo = unicodedata.normalize("NFKC", line.memo)
    names = [found[1] for found in _FOR.finditer(memo)]
    if line.party and not _CARRIERS.search(line.party):
        names.append(re.sub(r"[(（].*|[\s\u3000]", "", line.party))
    names += re.findall(r"[\u4e00-\u9fff·]{2,4}", memo)
    return list(dict.fromkeys(names))


def _known(fund: Fund) -> _Known:
    open_dues = Due.objects.filter(fund=fund, state=DueState.OPEN, debtor_kind=Home.kind_name()).order_by(
        "due_on", "id"
    )
    dues: dict[UUID, list[Due]] = defaultdict(list)
    for due in open_dues:
        if due.debtor_id:
            dues[due.debtor_id].append(due)
    paid = Due.objects.filter(fund=fund, state=DueState.MET, debtor_kind=Home.kind_name()).values_list(
        "debtor_id", flat=True
    )
    done = {pk for pk in paid if pk} - set(dues)
    homes = list(Home.objects.filter(pk__in=[*dues, *done]))
    estates = {home.estate_id for home in homes}
    ends: dict[str, list[Home]] = defaultdict(list)
    shorts: dict[str, list[Home]] = defaultdict(list)
    for home in Home.objects.filter(estate__in=estates, ended_on=None):
        ends[home.path.split("/", 1)[1]].append(home)
        shorts[home.short].append(home)
    names, by_name = _names([home.pk for home in homes])
    return _Known(dues, ends, shorts, names, by_name, done)


def _names(homes: Iterable[UUID]) -> tuple[dict[UUID, set[str]], dict[str, set[UUID]]]:
    """Who lives in each home or owns it, and the homes of each name."""
    wanted = set(homes)
    names: dict[UUID, set[str]] = defaultdict(set)
    living = Person.objects.filter(merged_into=None, left_on=None, household__home__in=wanted)
    for name, home in living.values_list("name", "household__home"):
        names[home].add(name)
    owning = Ownership.objects.filter(home__in=wanted, until_on=None).values_list("person__name", "home")
    for name, home in owning:
        names[home].add(name)
    by_name: dict[str, set[UUID]] = defaultdict(set)
    for home, called in names.items():
        for name in called:
            by_name[name].add(home)
    return names, by_name


def _free_payments(fund: Fund) -> dict[int, list[Voucher]]:
    payments = Voucher.objects.filter(fund=fund, direction=Direction.OUT)
    matched = set(Match.objects.filter(voucher__in=payments, undone_at=None).values_list("voucher", flat=True))
    undone = set(payments.filter(reverses__isnull=False).values_list("reverses", flat=True))
    free: dict[int, list[Voucher]] = defaultdict(list)
    for voucher in payments.filter(reverses=None).order_by("number"):
        if voucher.pk not in matched | undone:
            free[voucher.fen].append(voucher)
    return free
