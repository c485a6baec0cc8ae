"""Who drafts, comments, votes, signs and files; and why a version that was voted on is never changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid
from hehuo.core.verdicts import YES, Verdict, all_of, no
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import different_humans, in_person, may, may_not_be_same
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots import kinds as ballots
from hehuo.domain.plan.ballots.queries import MatterResult
from hehuo.domain.plan.pacts.kinds import RULES, WATCHED, PactKind, VersionState
from hehuo.domain.plan.pacts.models import Article, Comment, Pact, Signature, Version


def may_draft(actor: Person | None, place: Place | None = None) -> Verdict:
    """Those who run votes: a pact is made to be voted on."""
    return may(actor, Power.RUN_BALLOTS, place)


def may_change(actor: Person, version: Version) -> Verdict:
    """A draft is changed; anything else only by a new version and a vote on it."""
    return all_of(may_draft(actor, version.pact.place), is_draft(version))


def is_draft(version: Version) -> Verdict:
    """Whether its words may still be changed, or what to do instead."""
    if version.state == VersionState.DRAFT:
        return YES
    if version.state == VersionState.COMMENT:
        return no(_("大家正在提意见，这时候不能改。收完意见再改。"))
    if version.state == VersionState.VOTING:
        return no(_("第 %s 版正在表决，一个字也不能改。") % version.number)
    return no(
        _("第 %(number)s 版「%(state)s」，不能直接改。要改，请起草新的一版，征求意见，再投票。")
        % {"number": version.number, "state": version.get_state_display()}
    )


def may_begin_version(actor: Person, pact: Pact, underway: Version | None) -> Verdict:
    """One new version at a time."""
    return all_of(
        may_draft(actor, pact.place),
        YES
        if underway is None
        else no(
            _("第 %(number)s 版「%(state)s」，办完这一版再起草下一版。")
            % {"number": underway.number, "state": underway.get_state_display()}
        ),
    )


def check_place(kind: PactKind, place: Place | None) -> None:
    """Raise Invalid where a kind of pact does not belong to such a place."""
    level = RULES[kind].level
    if (place.kind if place else None) == level:
        return
    if level is None:
        raise Invalid("place", _("「%s」是全社区的，不用选地方。") % kind.label)
    raise Invalid("place", _("「%(kind)s」要选一个%(level)s。") % {"kind": kind.label, "level": level.label})


def may_ask_comments(actor: Person, version: Version, articles: int) -> Verdict:
    """A draft with something in it."""
    return all_of(may_change(actor, version), YES if articles else no(_("还没有一条内容。请先写几条。")))


def takes_comments(version: Version, day: date) -> Verdict:
    """While it is out, to its last day."""
    until = version.comments_until
    if version.state != VersionState.COMMENT or until is None:
        return no(_("第 %s 版现在不收意见。有话可以找社区说。") % version.number)
    if day > until:
        return no(_("提意见到 %s 截止了。有话可以找社区说。") % until.isoformat())
    return YES


def may_comment(actor: Person, person: Person, version: Version, *, is_concerned: bool, day: date) -> Verdict:
    """Whom the pact concerns, with their own words; a worker writes down what another says (R-36)."""
    speaks = YES if actor.id == person.id else may(actor, Power.COLLECT_VOICES, version.pact.place)
    if not is_concerned:
        speaks = all_of(speaks, no(_("这份公约管的是%s，由他们来提意见。") % version.pact.rule.whose))
    return all_of(takes_comments(version, day), speaks)


def may_answer(actor: Person, comment: Comment) -> Verdict:
    """Those who answer questions; nobody their own."""
    if not different_humans(actor, comment.person):
        return no(_("这条意见是您提的，要请同事来答。"))
    return may(actor, Power.ANSWER_QUESTIONS, comment.version.pact.place)


def may_end_comments(actor: Person, version: Version, day: date) -> Verdict:
    """Not before the last day that was told to everyone."""
    until = version.comments_until
    return all_of(
        may_draft(actor, version.pact.place),
        YES
        if version.state == VersionState.COMMENT
        else no(_("现在是「%s」，不在收意见。") % version.get_state_display()),
        YES if until is None or day > until else no(_("说好收到 %s，到期再收。") % until.isoformat()),
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """An article that holds a watched word."""

    article: Article
    word: str
    why: str


def doubts(articles: Iterable[Article]) -> list[Doubt]:
    """Where a pact may go too far: it must not touch personal, democratic or property rights (Organic Law 31)."""
    return [
        Doubt(article, found[0], str(watched.why))
        for article in articles
        for watched in WATCHED
        for word in watched.words
        if (found := re.search(word, f"{article.title} {article.text}"))
    ]


def may_put_to_vote(actor: Person, version: Version, *, articles: int, unanswered: int) -> Verdict:
    """Commented, every comment answered."""
    return all_of(
        may_change(actor, version),
        YES if articles else no(_("还没有一条内容。请先写几条。")),
        YES if version.comments_until else no(_("还没有征求过意见。请先让大家一条一条看。")),
        YES if not unanswered else no(_("还有 %s 条意见没有答，答完再投票。") % unanswered),
    )


def may_take_back(actor: Person, version: Version) -> Verdict:
    """From a vote that was not opened yet, or that was voided: then its words may be changed again."""
    ballot = version.ballot
    free = (ballots.BallotState.DRAFT, ballots.BallotState.VOID)
    return all_of(
        may_draft(actor, version.pact.place),
        YES
        if version.state == VersionState.VOTING and ballot is not None
        else no(_("现在是「%s」，没有在表决。") % version.get_state_display()),
        YES
        if ballot is None or ballot.state in free
        else no(_("投票「%s」，不能收回来改。") % ballot.get_state_display()),
    )


def is_counted(version: Version) -> bool:
    """Whether the vote on a version has its integers."""
    counted = (ballots.BallotState.COUNTED, ballots.BallotState.PUBLISHED)
    return version.ballot is not None and version.ballot.state in counted


def is_carried(version: Version, result: MatterResult | None) -> Verdict:
    """Whether a counted vote says yes: by the law's hurdles, or in a consultation by more yes than no."""
    if not is_counted(version):
        return no(_("票还没有计完。计完票、通过了，才能生效。"))
    if not (its_own := _is_its_own_vote(version)):
        return its_own
    if result is None:
        return no(_("这次投票里没有这一版公约，不能算通过。"))
    if result.is_binding:
        return YES if result.is_carried else no(_("这一版没有通过：%s。") % rule_in_words(result))
    yes, against = result.counted.of(ballots.YES).number, result.counted.of(ballots.NO).number
    if yes > against:
        return YES
    return no(
        _("这一版没有通过：同意的 %(yes)s，不同意的 %(no)s，同意的要比不同意的多。") % {"yes": yes, "no": against}
    )


def rule_in_words(result: MatterResult) -> str:
    """What had to be reached."""
    return str(ballots.LAWS[ballots.Law(result.matter.law)].name)


def may_bring_into_force(actor: Person, version: Version, result: MatterResult | None) -> Verdict:
    """After a vote that carried it, by another human than who drafted it."""
    return all_of(may(actor, Power.PUBLISH), may_not_be_same(actor, version.drafted_by), _was_voted(version, result))


def _was_voted(version: Version, result: MatterResult | None) -> Verdict:
    if version.state != VersionState.VOTING:
        return no(
            _("第 %(number)s 版「%(state)s」：公约只有投票通过了才生效，请先投票。")
            % {"number": version.number, "state": version.get_state_display()}
        )
    return is_carried(version, result)


def _is_its_own_vote(version: Version) -> Verdict:
    """A ballot is a draft like any other until it is opened: whom it asked must be whom the pact holds for."""
    ballot, pact = version.ballot, version.pact
    rolls = [roll for roll, _law in pact.rule.ways]
    if ballot is not None and ballot.place_id == pact.place_id and ballot.roll in rolls:
        return YES
    return no(_("这次投票问的不是%s，不能算这份公约的表决。请重新投。") % pact.rule.whose)


def may_take_over(actor: Person, version: Version, articles: int) -> Verdict:
    """A first version that was decided before this house was there: by another human than who typed it."""
    return all_of(
        may(actor, Power.PUBLISH),
        may_not_be_same(actor, version.drafted_by),
        YES
        if version.number == 1 and version.state == VersionState.DRAFT
        else no(_("只有还在起草的第 1 版能照原样登记。以后的每一版都要投票。")),
        YES if articles else no(_("还没有一条内容。请先写几条。")),
    )


def may_note_failure(actor: Person, version: Version, result: MatterResult | None) -> Verdict:
    """After a count that did not carry it."""
    return all_of(
        may_draft(actor, version.pact.place),
        YES
        if version.state == VersionState.VOTING and is_counted(version)
        else no(_("票还没有计完，现在不能说没有通过。")),
        YES if not is_carried(version, result) else no(_("这一版通过了，请另一位来让它生效。")),
    )


def takes_signatures(version: Version) -> Verdict:
    """Homes sign what is in force."""
    if version.state == VersionState.IN_FORCE:
        return YES
    return no(_("第 %(n)s 版「%(s)s」，生效了才签。") % {"n": version.number, "s": version.get_state_display()})


def may_sign(version: Version, *, is_mine: bool) -> Verdict:
    """One's own home, with one's own hand (R-36)."""
    return all_of(
        in_person(),
        takes_signatures(version),
        YES if is_mine else no(_("这一户不是您的，或者不在这份公约管的地方。请各家签各家的。")),
    )


def may_type_signatures(actor: Person, version: Version) -> Verdict:
    """Who goes from door to door types the paper list."""
    return all_of(may(actor, Power.COLLECT_VOICES, version.pact.place), takes_signatures(version))


def may_see_signed(actor: Person | None, pact: Pact) -> Verdict:
    """Who signed is for those who keep the roll or carry the list; everyone else sees counts (R-35)."""
    keeps = may(actor, Power.KEEP_ROLL, pact.place)
    return keeps if keeps else may(actor, Power.COLLECT_VOICES, pact.place)


def may_strike(actor: Person, signature: Signature) -> Verdict:
    """A signature that was typed wrong, by those who type them; on the phone the home's own person too."""
    if signature.person_id == actor.id:
        return in_person()
    return may(actor, Power.COLLECT_VOICES, signature.version.pact.place)


def may_post(actor: Person, version: Version) -> Verdict:
    """What is in force hangs on the board."""
    return all_of(
        may(actor, Power.PUBLISH),
        YES
        if version.state == VersionState.IN_FORCE
        else no(_("现在是「%s」，生效了才公示。") % version.get_state_display()),
    )


def may_file(actor: Person, version: Version) -> Verdict:
    """What is in force, or was, is filed with the street (Organic Law 31)."""
    filed = (VersionState.IN_FORCE, VersionState.REPLACED)
    return all_of(
        may_draft(actor, version.pact.place),
        YES if version.state in filed else no(_("现在是「%s」，生效了才备案。") % version.get_state_display()),
    )


def check_lawful(found: Sequence[Doubt], note: str) -> None:
    """Raise Invalid while words that often go too far stand there and nobody said why they do not."""
    if found and len(note.strip()) < 6:
        first = found[0]
        raise Invalid(
            "lawful_note",
            _("「%(article)s」里写了「%(word)s」：%(why)s。请改掉；确实没有侵犯谁的权利，请写明为什么。")
            % {"article": first.article.title, "word": first.word, "why": first.why},
        )
