"""A pact is drafted from a pattern and changed article by article; a version that was voted on is never touched."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import ids
from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.pacts import queries, rules
from hehuo.domain.plan.pacts.kinds import (
    ARTICLES_MOST,
    TEXT_LIMIT,
    TITLE_LIMIT,
    ChangeKind,
    PactKind,
    VersionState,
)
from hehuo.domain.plan.pacts.models import Article, Change, Pact, Version
from hehuo.domain.plan.pacts.patterns import PATTERNS


@transaction.atomic
def draft_pact(
    *,
    actor: Person,
    kind: PactKind,
    title: str,
    place: Place | None = None,
    why: str = "",
    from_pattern: bool = True,
    key: UUID | None = None,
) -> Pact:
    """Begin a pact with its first version, out of the pattern of its kind or empty. Raises Refused, Invalid."""
    if key and (made := Pact.objects.filter(pk=key).first()):
        return made
    rules.may_draft(actor, place).or_refuse()
    rules.check_place(kind, place)
    if not title.strip():
        raise Invalid("title", _("请写公约的名字，例如：五栋楼栋公约。"))
    if Pact.objects.filter(kind=kind, place=place, title=title.strip()).exists():
        raise Conflict(_("已经有一份「%s」了。要改它，请起草新的一版。") % title.strip())
    pact = Pact(id=key or ids.uuid7(), kind=kind, title=title.strip(), place=place, made_by=actor)
    pact.save(force_insert=True)
    version = Version.objects.create(pact=pact, number=1, why=why.strip() or _("第一次订"), drafted_by=actor)
    words = PATTERNS[kind].articles if from_pattern else ()
    for position, (name, text) in enumerate(words, start=1):
        Article.objects.create(version=version, stem=ids.uuid7(), position=position, title=name, text=text)
    threads.tie(earlier=pact, later=version)
    journal.record(actor=actor, act="pacts.drafted", thing=version, kind=kind.value, words=pact.title)
    return pact


@transaction.atomic
def begin_version(*, actor: Person, pact: Pact, why: str) -> Version:
    """Begin an amendment: the words of what holds today, to be changed, commented and voted on like the first."""
    pact = Pact.objects.select_for_update(of=("self",)).select_related("place").get(pk=pact.pk)
    rules.may_begin_version(actor, pact, queries.underway(pact)).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么要改，大家会看到。"))
    number = max((each.number for each in pact.versions.all()), default=0) + 1
    basis = queries.basis_of(pact)
    version = Version.objects.create(pact=pact, number=number, why=why.strip()[:200], drafted_by=actor)
    for old in queries.articles_of(basis) if basis else []:
        Article.objects.create(version=version, stem=old.stem, position=old.position, title=old.title, text=old.text)
    threads.tie(earlier=pact, later=version)
    journal.record(actor=actor, act="pacts.version_begun", thing=version, number=number, words=version.why)
    return version


@transaction.atomic
def add_article(
    *, actor: Person, version: Version, title: str, text: str, why: str, after: int | None = None
) -> Article:
    """One more article, at the end or behind the one at this position."""
    version = locked(version)
    rules.may_change(actor, version).or_refuse()
    title, text, why = _checked(title, text, why)
    held = queries.articles_of(version)
    if len(held) >= ARTICLES_MOST:
        raise Invalid("text", _("一份公约最多 %s 条。") % ARTICLES_MOST)
    spot = len(held) if after is None else min(max(after, 0), len(held))
    article = Article(version=version, stem=ids.uuid7(), position=spot + 1, title=title, text=text)
    _put_in_order([*held[:spot], article, *held[spot:]])
    _note(actor, version, ChangeKind.ADDED, article.stem, why, after=article)
    return article


@transaction.atomic
def change_article(*, actor: Person, article: Article, title: str, text: str, why: str) -> Article:
    """Other words for an article of a draft; the words before are kept with the reason."""
    version = locked(article.version)
    rules.may_change(actor, version).or_refuse()
    article = Article.objects.get(pk=article.pk)
    title, text, why = _checked(title, text, why)
    if (title, text) == (article.title, article.text):
        raise Invalid("text", _("这一条和原来一样，没有改动。"))
    before = Article(title=article.title, text=article.text)
    article.title, article.text = title, text
    article.save(update_fields=["title", "text"])
    _note(actor, version, ChangeKind.CHANGED, article.stem, why, before=before, after=article)
    return article


@transaction.atomic
def drop_article(*, actor: Person, article: Article, why: str) -> Version:
    """Take an article out of a draft; its words stay in the record of changes, and in every older version."""
    version = locked(article.version)
    rules.may_change(actor, version).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么去掉，大家会看到。"))
    _note(actor, version, ChangeKind.DROPPED, article.stem, why.strip()[:200], before=article)
    Article.objects.filter(pk=article.pk).delete()
    _put_in_order(queries.articles_of(version))
    return version


@transaction.atomic
def move_article(*, actor: Person, article: Article, up: bool) -> Article:
    """One place up or down; at the end of the list it stays where it is."""
    version = locked(article.version)
    rules.may_change(actor, version).or_refuse()
    held = queries.articles_of(version)
    at = next(number for number, each in enumerate(held) if each.pk == article.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(held):
        held[at], held[to] = held[to], held[at]
        _put_in_order(held)
        journal.record(actor=actor, act="pacts.article_moved", thing=version, position=to + 1)
    return next(each for each in held if each.pk == article.pk)


@transaction.atomic
def drop_version(*, actor: Person, version: Version, why: str) -> Version:
    """Not to be made after all; what holds today goes on holding."""
    version = locked(version)
    rules.may_change(actor, version).or_refuse()
    if len(why.strip()) < 2:
        raise Invalid("why", _("请写一句为什么不办了。"))
    version.move_to(VersionState.DROPPED)
    version.end_why = why.strip()[:200]
    version.save(update_fields=["state", "end_why"])
    journal.record(actor=actor, act="pacts.dropped", thing=version, words=version.end_why)
    return version


def locked(version: Version) -> Version:
    """The version's own row, held until the transaction ends, with what its rules ask for."""
    found = Version.objects.select_for_update(of=("self",))
    return found.select_related("pact__place", "drafted_by", "ballot").get(pk=version.pk)


def _put_in_order(articles: list[Article]) -> None:
    for position, article in enumerate(articles, start=1):
        if article.position != position or article._state.adding:
            article.position = position
            article.save()


def _checked(title: str, text: str, why: str) -> tuple[str, str, str]:
    title, text, why = title.strip(), text.strip(), why.strip()
    if not title or len(title) > TITLE_LIMIT:
        raise Invalid("title", _("请给这一条起个短名字，%s 个字以内，例如：停车和充电。") % TITLE_LIMIT)
    if not text:
        raise Invalid("text", _("请写这一条的内容。"))
    if len(text) > TEXT_LIMIT:
        raise Invalid("text", _("一条最多 %s 个字，请分成两条。") % TEXT_LIMIT)
    if len(why) < 2:
        raise Invalid("why", _("请写一句为什么这样改，大家会看到。"))
    return title, text, why[:200]


def _note(
    actor: Person,
    version: Version,
    kind: ChangeKind,
    stem: UUID,
    why: str,
    *,
    before: Article | None = None,
    after: Article | None = None,
) -> None:
    Change.objects.create(
        version=version, stem=stem, kind=kind, why=why, by=actor, old_title=before.title if before else "",
        old_text=before.text if before else "", title=after.title if after else "", text=after.text if after else "",
    )  # fmt: skip
    journal.record(actor=actor, act=f"pacts.article_{kind.value}", thing=version, words=why)
