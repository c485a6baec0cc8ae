"""The supervisor's word on a month: beside the account, never in it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.books import queries, rules
from hehuo.domain.run.books.kinds import OpinionKind
from hehuo.domain.run.books.models import MonthAccount, Opinion


@transaction.atomic
def give_opinion(
    *, actor: Person, account: MonthAccount, kind: OpinionKind, text: str, key: UUID | None = None
) -> Opinion:
    """Say what a supervisor found in a closed month, before or after it is posted; it stays as it was written."""
    if key and (given := Opinion.objects.filter(pk=key).first()):
        return given
    rules.may_give_opinion(actor, account, queries.hands_of(account)).or_refuse()
    if not text.strip():
        raise Invalid("text", _("请写一句您看了什么、怎么看，公示时大家会看到。"))
    opinion = Opinion(id=key or ids.uuid7(), account=account, kind=kind, text=text.strip(), given_by=actor)
    opinion.save(force_insert=True)
    journal.record(
        actor=actor, act="books.opinion_given", thing=account, month=account.code, opinion=str(opinion.pk),
        kind=kind.value, words=opinion.text,
    )  # fmt: skip
    return opinion
