"""What a payment needs before it is approved, by its pot and by how much it is: data, with its source."""

from dataclasses import dataclass

from hehuo.domain.ground.funds.kinds import Direction, FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.run.books.kinds import RequestKind
from hehuo.domain.run.books.models import Request, SpendingRule


@dataclass(frozen=True, slots=True)
class Step:
    """From `from_fen` on: how many prices are compared (its own included), an opinion, a decision of the pot's body."""

    from_fen: int
    prices: int
    asks_opinion: bool = False
    asks_decision: bool = False


# Habit of streets (居财街管: 2,000 and 10,000 yuan are common rungs); a place sets its own.
_ORDINARY = (Step(0, 1), Step(500_000, 2, asks_opinion=True), Step(2_000_000, 3, True, True))
# nothing leaves a community's charity fund without a decision of its committee.
_CHARITY = (Step(0, 1, asks_decision=True), Step(500_000, 2, True, True), Step(2_000_000, 3, True, True))
# A levy's quotes and decision stand with the levy; what is held for others, they decide (民法典 927).
_DECIDED = (Step(0, 1),)
LADDERS: dict[FundNature, tuple[Step, ...]] = {
    FundNature.FISCAL: _ORDINARY,
    FundNature.SERVICE: _ORDINARY,
    FundNature.COMMON: _ORDINARY,
    FundNature.FEES: _ORDINARY,
    FundNature.CHARITY: _CHARITY,
    FundNature.LEVY: _DECIDED,
    FundNature.HELD: _DECIDED,
}


def ladder_of(fund: Fund) -> tuple[Step, ...]:
    """The steps that hold for a fund, the lowest first: its own, or those of its nature."""
    own = SpendingRule.objects.filter(fund=fund).order_by("from_fen")
    steps = tuple(Step(each.from_fen, each.prices, each.asks_opinion, each.asks_decision) for each in own)
    return steps or LADDERS[FundNature(fund.nature)]


def step_for(fund: Fund, fen: int) -> Step:
    """The step that an amount stands on."""
    return [step for step in ladder_of(fund) if step.from_fen <= fen][-1]


def needs_advice(request: Request) -> bool:
    """Whether the fund asks for an opinion on this much, and none was given since it was asked."""
    if request.direction == Direction.IN or not step_for(request.line.fund, request.fen).asks_opinion:
        return False
    return not request.advice.filter(given_at__gte=request.requested_at).exists()


def awaits_acceptance(request: Request) -> bool:
    """Whether a service waits to be found good before it is paid (B11)."""
    return request.kind == RequestKind.SERVICE and request.accepted_by_id is None


def is_worth_acceptance(request: Request) -> bool:
    """Whether what was bought is looked at: services, and whatever several prices were compared for."""
    if request.direction == Direction.IN or request.kind == RequestKind.CLAIM:
        return False
    return request.kind == RequestKind.SERVICE or step_for(request.line.fund, request.fen).prices > 1


def proof_of(request: Request) -> str:
    """What stands beside the line in public: the asker's words, else how many were compared and who decided."""
    if request.proof:
        return request.proof
    offers = request.offers.count()
    said = [f"{1 + offers} 家比价"] if offers else []
    return "，".join([*said, request.decision] if request.decision else said)[:80]
