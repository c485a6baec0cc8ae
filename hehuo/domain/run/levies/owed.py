"""What shares become in the books: dues of the levy's own purpose."""

from collections.abc import Sequence

from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.actions import Expected
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.run.levies.models import Levy, Share


def expect_shares(levy: Levy, shares: Sequence[Share]) -> None:
    """What these owe is expected in the levy's purpose, as it was asked for and approved."""
    assert levy.approved_by is not None and levy.purpose is not None  # noqa: S101  it was approved
    dues = funds.expect_many(
        actor=levy.approved_by, fund=levy.fund, about=levy, title=levy.title, due_on=levy.due_on, source=Source.LEVY,
        purpose=levy.purpose, requested_by=levy.requested_by,
        expected=[Expected(share.payer, str(share), share.fen) for share in shares],
    )  # fmt: skip
    for share, due in zip(shares, dues, strict=True):
        share.due = due
    Share.objects.bulk_update(shares, ["due"])
