"""Taking a statement in: whole or not at all, and each line once whichever file it came in."""

from django.db import transaction

from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.banks import keeping, rules
from hehuo.domain.run.banks.models import Statement
from hehuo.domain.run.banks.reading import read_statement


@transaction.atomic
def take_statement(*, actor: Person, fund: Fund, content: bytes, name: str, closing_fen: int) -> Statement:
    """Keep a statement of a pot's account with all its lines; a line that came with another file stays one.

    `closing_fen` is what the paper says stands there at the end: a file that was cut short differs.
    Raises FileFault (nothing is kept), Invalid, Conflict for the same file again.
    """
    rules.may_reconcile(actor).or_refuse()
    keeping.check_new(fund, content)
    return keeping.keep(actor, fund, read_statement(content, name), content=content, name=name, closing_fen=closing_fen)
