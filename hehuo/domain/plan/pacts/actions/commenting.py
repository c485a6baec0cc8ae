"""A version goes out to those whom it concerns; each comment gets its answer: taken up, or no and why."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Missing
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.pacts import homes, queries, rules
from hehuo.domain.plan.pacts.actions.drafting import locked
from hehuo.domain.plan.pacts.kinds import ANSWER_WITHIN, COMMENT_DAYS, COMMENT_LIMIT, VersionState
from hehuo.domain.plan.pacts.models import Article, Comment, Version


@transaction.atomic
def ask_comments(*, actor: Person, version: Version, until: date) -> Version:
    """Put a draft before everyone, to a day that is told; meanwhile its words stay as they are."""
    version = locked(version)
    rules.may_ask_comments(actor, version, len(queries.articles_of(version))).or_refuse()
    today = clock.today()
    if until < today + timedelta(days=COMMENT_DAYS):
        least = today + timedelta(days=COMMENT_DAYS)
        raise Invalid(
            "until", _("至少让大家看 %(n)s 天，最早 %(day)s。") % {"n": COMMENT_DAYS, "day": least.isoformat()}
        )
    version.move_to(VersionState.COMMENT)
    version.comments_from, version.comments_until = version.comments_from or today, until
    version.save(update_fields=["state", "comments_from", "comments_until"])
    duties.assign(
        about=version, act="end_comments", title=sentence("收意见：%(what)s", what=version.pact.title), verb="mou",
        due_at=clock.at(until + timedelta(days=1), 18), power=Power.RUN_BALLOTS,
    )  # fmt: skip
    journal.record(actor=actor, act="pacts.comments_asked", thing=version, until=until.isoformat())
    return version


@transaction.atomic
def comment(
    *,
    actor: Person,
    version: Version,
    text: str,
    article: Article | None = None,
    person: Person | None = None,
    key: UUID | None = None,
) -> Comment:
    """Say something to an article or to the whole; a worker writes down what `person` said. Raises Refused, Invalid."""
    if key and (made := Comment.objects.filter(pk=key).first()):
        return made
    version, who = locked(version), person or actor
    concerned = homes.is_concerned(version.pact, who)
    rules.may_comment(actor, who, version, is_concerned=concerned, day=clock.today()).or_refuse()
    if article and article.version_id != version.pk:
        raise Missing(_("没有找到这一条。它可能改过了，请刷新再看。"))
    if not text.strip():
        raise Invalid("text", _("请写您的意见，一句也行。"))
    if len(text.strip()) > COMMENT_LIMIT:
        raise Invalid("text", _("最多 %s 个字，请说要紧的。") % COMMENT_LIMIT)
    said = Comment(
        id=key or ids.uuid7(), version=version, stem=article.stem if article else None,
        about=article.title if article else "", person=who, entered_by=None if who.id == actor.id else actor,
        text=text.strip(),
    )  # fmt: skip
    said.save(force_insert=True)
    due_on = calendar.add_working_days(clock.today(), ANSWER_WITHIN)
    duties.assign(
        about=said, act="answer_pact_comment", title=sentence("答公约的意见：%(what)s", what=version.pact.title),
        verb="mou", due_at=clock.at(due_on, 18), power=Power.ANSWER_QUESTIONS,
    )  # fmt: skip
    journal.record(actor=actor, act="pacts.commented", thing=said, version=str(version.id), words=said.text)
    return said


@transaction.atomic
def answer_comment(*, actor: Person, comment: Comment, is_taken_up: bool, answer: str) -> Comment:
    """Taken up, or no and why; everyone reads it, and who spoke is told."""
    found = Comment.objects.select_for_update(of=("self",))
    comment = found.select_related("version__pact__place", "person__merged_into").get(pk=comment.pk)
    rules.may_answer(actor, comment).or_refuse()
    if comment.answered_at:
        raise Conflict(_("这条意见已经答过了。"))
    if len(answer.strip()) < 2:
        raise Invalid("answer", _("请写怎么改，或者为什么不改。"))
    comment.is_taken_up, comment.answer = is_taken_up, answer.strip()[:COMMENT_LIMIT]
    comment.answered_by, comment.answered_at = actor, clock.now()
    comment.save(update_fields=["is_taken_up", "answer", "answered_by", "answered_at"])
    duties.done(about=comment, act="answer_pact_comment", actor=actor)
    title = comment.version.pact.title
    messages.tell(
        person=comment.person, body=comment.answer, about=comment.version,
        subject=sentence("您对《%(what)s》的意见采纳了", what=title)
        if is_taken_up
        else sentence("您对《%(what)s》的意见有了回音", what=title),
    )  # fmt: skip
    journal.record(actor=actor, act="pacts.comment_answered", thing=comment, taken_up=is_taken_up, words=comment.answer)
    return comment


@transaction.atomic
def end_comments(*, actor: Person, version: Version) -> Version:
    """After its last day: the draft may be changed again, by what was said."""
    version = locked(version)
    rules.may_end_comments(actor, version, clock.today()).or_refuse()
    version.move_to(VersionState.DRAFT)
    version.save(update_fields=["state"])
    duties.done(about=version, act="end_comments", actor=actor)
    said = version.comments.count()
    journal.record(actor=actor, act="pacts.comments_ended", thing=version, comments=said)
    return version
