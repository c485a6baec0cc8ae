"""A home that need not pay: before anybody is asked by who drafts it, afterwards by who approves."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.levies import queries, rules
from hehuo.domain.run.levies.kinds import Excuse, LevyState
from hehuo.domain.run.levies.models import Levy, Share


@transaction.atomic
def excuse(*, actor: Person, levy: Levy, home: Home, why: Excuse, words: str) -> Share:
    """This home is not asked, for a reason that only the office reads. Raises Refused, Invalid, Conflict."""
    levy = Levy.objects.select_for_update(of=("self",)).select_related("place").get(pk=levy.pk)
    if not words.strip():
        raise Invalid("words", _("请写明原因，只有办事的人看得到。"))
    if not queries.homes_asked(levy).filter(pk=home.pk).exists():
        raise Invalid("home", _("%s不在要出钱的户里，不用免。") % home)
    if levy.state == LevyState.DRAFT:
        rules.may_draft(actor).or_refuse()
        share = Share(levy=levy, home=home, fen=queries.fen_of(levy, home))
    elif levy.state == LevyState.COLLECTING:
        share = Share.objects.select_related("due").get(levy=levy, home=home)
        if share.due and share.due.received_fen:
            raise Refused(_("这一户已经交了钱，不能再免。要退，请走付款。"))
        if share.cash.filter(taken_at=None, given_back_at=None).exists():
            raise Refused(_("这一户交了现金，还在收的人手里。请先退给他，再免。"))
        if share.due:
            funds.void_due(actor=actor, due=share.due, why=str(why.label))
            share.due = None
    else:
        raise Conflict(_("现在是「%s」，不能再免。") % levy.get_state_display())
    share.excuse, share.excuse_words = why, words.strip()[:200]
    Share.objects.filter(levy=levy, home=home, excuse__gt="").delete()
    share.save()
    journal.record(actor=actor, act="levies.excused", thing=levy, home=str(home.pk), why=why.value, words=words.strip())
    return share


@transaction.atomic
def take_back_excuse(*, actor: Person, share: Share) -> None:
    """The home is asked after all, as long as nobody is yet."""
    share = Share.objects.select_related("levy__place").get(pk=share.pk)
    rules.may_change(actor, share.levy).or_refuse()
    if share.excuse:
        journal.record(actor=actor, act="levies.excuse_taken_back", thing=share.levy, home=str(share.home_id))
        share.delete()
