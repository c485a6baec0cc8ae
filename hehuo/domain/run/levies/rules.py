"""Who drafts, approves, collects and settles a levy; and what must stand before it begins."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.holds import has_power
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, in_person, may, may_not_be_same
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Home
from hehuo.domain.run.clubs import rules as clubs
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies.kinds import (
    QUOTES_FEW,
    QUOTES_FROM_FEN,
    QUOTES_MANY,
    TAKES_SURPLUS,
    LevyState,
    MoveState,
)
from hehuo.domain.run.levies.models import Cash, Collector, Extension, Levy, Quote, Share, SurplusMove


def may_draft(actor: Person) -> Verdict:
    """Those who ask for money."""
    return may(actor, Power.REQUEST_MONEY)


def may_change(actor: Person, levy: Levy) -> Verdict:
    """A draft is changed; what was asked for or decided is not."""
    return all_of(
        may_draft(actor),
        YES if levy.state == LevyState.DRAFT else no(_("已经「%s」，不能再改。") % levy.get_state_display()),
    )


def may_ask(actor: Person, levy: Levy, quotes: Sequence[Quote], asked: int, here: int) -> Verdict:
    """Ready for approval: quotes, one chosen with its reason, a decision, and homes to pay (R-26).

    Of a club, in place of a decision: its own rule is kept by those who said yes (`asked` of `here` members).
    """
    total = next((quote.total_fen for quote in quotes if quote.is_chosen), 0)
    needed = QUOTES_MANY if total >= QUOTES_FROM_FEN else QUOTES_FEW
    return all_of(
        may_change(actor, levy),
        YES if total else no(_("还没有选定报价。请先录报价，选一家，写明为什么选它。")),
        YES
        if len(quotes) >= needed
        else no(
            _("%(fen)s 元以上要 %(n)s 家报价，现在有 %(m)s 家。")
            % {"fen": QUOTES_FROM_FEN // 100, "n": needed, "m": len(quotes)}
        ),
        _club_agrees(levy.club, levy, asked, here) if levy.club else _homes_agree(levy, asked),
    )


def _homes_agree(levy: Levy, asked: int) -> Verdict:
    return all_of(
        YES if levy.decision else no(_("还没有写决定。大家怎么定的、哪天、多少人到场，请先写上。")),
        YES if asked else no(_("这里没有要出钱的户。请核对是哪个小区，房屋登记了没有。")),
    )


def _club_agrees(club: Club, levy: Levy, asked: int, here: int) -> Verdict:
    if not asked:
        return no(_("还没有队员说愿意出。请队员在手机上点，或者请队长代记。"))
    return clubs.check_cost(club, rate_fen=levy.rate_fen, yes=asked, members=here)


def may_see_club_levy(actor: Person | None, levy: Levy, *, is_member: bool) -> Verdict:
    """A club's matter before it is approved: its members and leaders, and those who handle money."""
    if is_member or (actor is not None and levy.club and actor.id in {each.id for each in levy.club.leads}):
        return YES
    return may_see_shares(actor)


def may_say_yes(actor: Person, levy: Levy, person: Person, *, is_member: bool) -> Verdict:
    """Members for themselves; for others the club's leaders and who drafts it; until it is collected."""
    if levy.club is None:
        return no(_("这件事按户出，不用一个人一个人说。"))
    return all_of(
        YES if is_member else no(_("%s不在队里，不用出。") % person.name),
        YES if actor.id == person.id else may_note_yes(actor, levy),
        YES
        if levy.state in (LevyState.DRAFT, LevyState.COLLECTING)
        else no(_("现在是「%s」，不能再改。") % levy.get_state_display()),
    )


def may_note_yes(actor: Person, levy: Levy) -> Verdict:
    """The club's leaders write down what members said elsewhere, and those who ask for money."""
    leads = levy.club is not None and actor.id in {each.id for each in levy.club.leads}
    return YES if leads else may_draft(actor)


def may_take_back_yes(actor: Person, levy: Levy, person: Person) -> Verdict:
    """As for saying it, until it is sent for approval; whoever does not pay afterwards is not pursued."""
    return all_of(
        may_say_yes(actor, levy, person, is_member=True),
        YES if levy.state == LevyState.DRAFT else no(_("已经定了，不能再撤。不想出的，到日子没交就不再收。")),
    )


def may_approve(actor: Person, levy: Levy) -> Verdict:
    """Another human than who asked."""
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, levy.requested_by))


def may_excuse(actor: Person) -> Verdict:
    """A home need not pay: by those who ask for money before it begins, by those who approve afterwards."""
    return may_draft(actor)


def may_see_shares(actor: Person | None) -> Verdict:
    """Who pays and who does not is for those who handle it, never for the public (R-35)."""
    for power in (Power.REQUEST_MONEY, Power.RECEIVE_MONEY, Power.APPROVE_MONEY, Power.READ_BOOKS):
        if allowed := may(actor, power):
            return allowed
    return may(actor, Power.RECEIVE_MONEY)


def may_name(actor: Person, levy: Levy) -> Verdict:
    """Who collects where is written by those who ask for money, until all is collected."""
    return all_of(
        may_draft(actor),
        YES
        if levy.state in (LevyState.DRAFT, LevyState.ASKED, LevyState.COLLECTING)
        else no(_("已经「%s」，不用再指定谁来收。") % levy.get_state_display()),
    )


def may_be_named(actor: Person, person: Person) -> Verdict:
    """Another human than who writes it, and not the clerk: who collects and who counts are two (R-46)."""
    if not different_humans(actor, person):
        return no(_("不能自己指定自己收钱，请另一位同事来写。"))
    if has_power(person, Power.RECEIVE_MONEY):
        return no(_("%s是报账员，本来就能收。请另指定一位上门收的人。") % person.name)
    return YES


def may_collect(actor: Person, share: Share, named: Sequence[Collector]) -> Verdict:
    """At the doors one answers for. `named` are those who were named for this home.

    Where somebody is named only they collect, and the clerk; else whoever admits residents there.
    """
    return all_of(
        in_person(),
        _collects(actor, share, named),
        YES if share.due else no(_("这一户不用交。")),
    )


def _collects(actor: Person, share: Share, named: Sequence[Collector]) -> Verdict:
    if share.home is None:
        return _collects_for_club(actor, share.levy.club)
    return _is_named(actor, share.home, named) if named else may(actor, Power.ADMIT_RESIDENTS, share.home.place)


def _collects_for_club(actor: Person, club: Club | None) -> Verdict:
    """The club's leaders from their members, and the clerk."""
    leads = club is not None and actor.id in {each.id for each in club.leads}
    return YES if leads else may(actor, Power.RECEIVE_MONEY)


def _is_named(actor: Person, home: Home, named: Sequence[Collector]) -> Verdict:
    if actor.id in {each.person_id for each in named} or may(actor, Power.RECEIVE_MONEY):
        return YES
    return no(
        _("%(home)s 指定了%(who)s来收，报账员也能收。请让这一户交给他们；要换人收，请找社区工作者改。")
        % {"home": home.short, "who": _("、").join(each.person.masked_name for each in named)}
    )


def may_take_cash(actor: Person, cash: Cash) -> Verdict:
    """The clerk, from another human's hands."""
    if not different_humans(actor, cash.collected_by):
        return no(_("这笔现金是您收的，要请另一位报账员来点收。"))
    return may(actor, Power.RECEIVE_MONEY)


def may_give_back(actor: Person, cash: Cash) -> Verdict:
    """Whoever holds it gives it back, or the clerk says so."""
    return all_of(in_person(), YES if actor.id == cash.collected_by_id else may(actor, Power.RECEIVE_MONEY))


def may_extend(actor: Person, levy: Levy) -> Verdict:
    """Those who ask for money, of a draft or while it is collected; what waits for approval stays as it was sent."""
    return all_of(
        may_draft(actor),
        YES
        if levy.state in (LevyState.DRAFT, LevyState.COLLECTING)
        else no(_("现在是「%s」，不能延期。") % levy.get_state_display()),
    )


def may_decide_extension(actor: Person, extension: Extension) -> Verdict:
    """Another human than who asked for it."""
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, extension.asked_by))


def may_add_paper(actor: Person, levy: Levy) -> Verdict:
    """Whoever asks for money, until its account hangs on the board."""
    if levy.posting_id or levy.state == LevyState.DROPPED:
        return no(_("这件事已经办完了，材料不再添。"))
    return may_draft(actor)


def may_ask_move(actor: Person, levy: Levy) -> Verdict:
    """Those who ask for money, once all is collected."""
    return all_of(
        may_draft(actor),
        YES
        if levy.state == LevyState.CLOSED
        else no(_("现在是「%s」，收完了、余款还没定的时候才能拨。") % levy.get_state_display()),
    )


def may_approve_move(actor: Person, move: SurplusMove) -> Verdict:
    """Another human than who asked."""
    return all_of(may(actor, Power.APPROVE_MONEY), may_not_be_same(actor, move.requested_by))


def may_make_move(actor: Person, move: SurplusMove) -> Verdict:
    """The clerk, who did not approve it."""
    return all_of(may(actor, Power.RECEIVE_MONEY), may_not_be_same(actor, move.approved_by))


def may_return_move(actor: Person, move: SurplusMove) -> Verdict:
    """Whoever has the next step: who approves, and once it is approved the clerk too."""
    approves = may_approve_move(actor, move)
    return approves if approves or move.state != MoveState.APPROVED else may_make_move(actor, move)


def may_publish(actor: Person, levy: Levy) -> Verdict:
    """Whoever publishes, once it is settled."""
    return all_of(
        may(actor, Power.PUBLISH),
        YES if levy.state == LevyState.SETTLED else no(_("余款还没有定，账还不能公布。")),
    )


def check_fund(fund: Fund) -> Verdict:
    """A levy has a pot of its own kind: it is never mixed with others (R-26, R-28)."""
    if fund.nature == FundNature.LEVY:
        return YES
    return no(_("「%s」不是户筹资金。请先立一个户筹资金，再来筹。") % fund)


def check_target(levy: Levy, target: Fund) -> Verdict:
    """What homes paid goes to a pot of those who live or own there, never to public or to a charity's money."""
    if target.pk == levy.fund_id:
        return no(_("余款就在「%s」里，请另选一个资金。") % target)
    if target.nature in TAKES_SURPLUS:
        return YES
    if target.rule.is_mirror:
        return no(_("「%s」是慈善组织的账：要捐，请各户自己捐给慈善组织，由它开票据。请另选一个资金。") % target)
    return no(
        _("「%(fund)s」是%(nature)s，大家凑的钱不能拨进去。请另选一个资金。")
        % {"fund": target, "nature": target.get_nature_display()}
    )
