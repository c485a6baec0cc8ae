"""A version is put to the vote with every word fixed, and comes into force by a second person once it is carried."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots.kinds import BallotState, Roll, Way
from hehuo.domain.plan.pacts import queries, rules
from hehuo.domain.plan.pacts.actions.drafting import locked
from hehuo.domain.plan.pacts.kinds import VersionState
from hehuo.domain.plan.pacts.models import Pact, Version

DECIDE_WITHIN, FILE_WITHIN = timedelta(days=5), timedelta(days=15)


@transaction.atomic
def put_to_vote(
    *,
    actor: Person,
    version: Version,
    roll: Roll,
    notice_on: date,
    opens_at: datetime,
    closes_at: datetime,
    lawful_note: str = "",
    official: str = "",
) -> Version:
    """Fix every word and draft the ballot on them: its roll is made and it is opened where ballots are.

    Raises Refused before it was commented and every comment answered; Invalid for words that may touch a right and for
    a roll that does not vote on this kind.
    """
    version = locked(version)
    words = queries.articles_of(version)
    rules.may_put_to_vote(actor, version, articles=len(words), unanswered=queries.unanswered(version)).or_refuse()
    rules.check_lawful(rules.doubts(words), lawful_note)
    law = dict(version.pact.rule.ways).get(roll)
    if law is None:
        raise Invalid("roll", _("「%(kind)s」不能由%(roll)s来定。") % _named(version.pact, roll))
    title = _("通过《%(pact)s》第 %(number)s 版") % {"pact": version.pact.title, "number": version.number}
    code = queries.code_of(version.pact.title, version.number, words)
    ballot = ballots.draft_ballot(
        actor=actor, title=title[:60], roll=roll, notice_on=notice_on, opens_at=opens_at, closes_at=closes_at,
        place=version.pact.place, official=official,
        says=_("%(why)s。全文 %(n)s 条，一字不改，原文码 %(code)s。")
        % {"why": version.why.rstrip("。"), "n": len(words), "code": code},
    )  # fmt: skip
    matter = ballots.add_matter(actor=actor, ballot=ballot, title=title, way=Way.YES_NO, law=law)
    version.move_to(VersionState.VOTING)
    version.ballot, version.matter_id, version.code = ballot, matter.pk, code
    version.lawful_note = lawful_note.strip()[:200]
    version.save(update_fields=["state", "ballot", "matter_id", "code", "lawful_note"])
    threads.tie(earlier=version, later=ballot)
    duties.assign(
        about=version, act="settle_pact", title=sentence("投完票，让公约生效：%(what)s", what=version.pact.title),
        verb="mou", due_at=closes_at + DECIDE_WITHIN, power=Power.PUBLISH,
    )  # fmt: skip
    journal.record(actor=actor, act="pacts.put_to_vote", thing=version, ballot=str(ballot.id), code=code)
    return version


def _named(pact: Pact, roll: Roll) -> dict[str, object]:
    return {"kind": pact.get_kind_display(), "roll": roll.label}


@transaction.atomic
def take_back(*, actor: Person, version: Version, why: str) -> Version:
    """Out of a vote that did not begin, or was voided: its words may be changed, and are voted on anew."""
    version = locked(version)
    rules.may_take_back(actor, version).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么收回来。"))
    if version.ballot and version.ballot.state == BallotState.DRAFT:
        ballots.void_ballot(actor=actor, ballot=version.ballot, why=why)
    version.move_to(VersionState.DRAFT)
    version.ballot, version.matter_id, version.code = None, None, ""  # the thread to the voided ballot stays
    version.save(update_fields=["state", "ballot", "matter_id", "code"])
    duties.drop(about=version)
    journal.record(actor=actor, act="pacts.taken_back", thing=version, words=why.strip())
    return version


@transaction.atomic
def bring_into_force(*, actor: Person, version: Version) -> Version:
    """Carried: from today these words hold, and the version before has ended.

    By another human than who drafted it; raises Refused unless a counted vote carried it.
    """
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=version.pact_id)
    version, today = locked(version), clock.today()
    rules.may_bring_into_force(actor, version, queries.result_of(version)).or_refuse()
    if before := queries.in_force(pact):
        before.move_to(VersionState.REPLACED)
        before.replaced_on = today
        before.save(update_fields=["state", "replaced_on"])
    version.move_to(VersionState.IN_FORCE)
    version.in_force_on, version.in_force_by = today, actor
    version.save(update_fields=["state", "in_force_on", "in_force_by"])
    duties.done(about=version, act="settle_pact", actor=actor)
    if pact.rule.is_filed:
        duties.assign(
            about=version, act="file_pact", title=sentence("报街道备案：%(what)s", what=pact.title), verb="mou",
            due_at=clock.now() + FILE_WITHIN, power=Power.RUN_BALLOTS,
        )  # fmt: skip
    journal.record(actor=actor, act="pacts.in_force", thing=version, on=today.isoformat(), code=version.code)
    return version


@transaction.atomic
def take_over(*, actor: Person, version: Version, adopted: str, on: date) -> Version:
    """Register a first version as it already holds: how and when it was decided, on paper, before this house was there.

    Every later version is voted on here.
    """
    version = locked(version)
    words = queries.articles_of(version)
    rules.may_take_over(actor, version, len(words)).or_refuse()
    if len(adopted.strip()) < 6:
        raise Invalid("adopted", _("请写当时怎么定的，例如：2021 年 3 月 6 日居民会议，到场 86 户，80 户同意。"))
    if on > clock.today():
        raise Invalid("on", _("这一天还没有到。还没有定的，请先征求意见、投票。"))
    version.move_to(VersionState.IN_FORCE)
    version.adopted, version.in_force_on, version.in_force_by = adopted.strip()[:200], on, actor
    version.code = queries.code_of(version.pact.title, version.number, words)
    version.save(update_fields=["state", "adopted", "in_force_on", "in_force_by", "code"])
    duties.drop(about=version)
    journal.record(actor=actor, act="pacts.taken_over", thing=version, on=on.isoformat(), words=version.adopted)
    return version


@transaction.atomic
def note_failure(*, actor: Person, version: Version) -> Version:
    """Counted and not carried: what holds today goes on holding, the next version may begin from anywhere."""
    version = locked(version)
    result = queries.result_of(version)
    rules.may_note_failure(actor, version, result).or_refuse()
    version.move_to(VersionState.FAILED)
    version.end_why = rules.is_carried(version, result).reason[:200]
    version.save(update_fields=["state", "end_why"])
    duties.done(about=version, act="settle_pact", actor=actor)
    journal.record(actor=actor, act="pacts.failed", thing=version, words=version.end_why)
    return version
