"""Pacts, their versions side by side, what was said to each article, and what the vote came to."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from hehuo.core.ids import LETTERS
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.ballots import queries as ballots
from hehuo.domain.plan.ballots.models import Ballot
from hehuo.domain.plan.ballots.queries import MatterResult
from hehuo.domain.plan.pacts import rules
from hehuo.domain.plan.pacts.kinds import RULES, TOLD, UNDERWAY, PactKind, VersionState
from hehuo.domain.plan.pacts.models import Article, Change, Comment, Filing, Pact, Version

CODE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """How many comments an article got, how many were taken up, how many wait for an answer."""

    all: int = 0
    taken_up: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """An article with its number of the moment and what was said to it."""

    article: Article
    heard: Heard


@dataclass(frozen=True, slots=True)
class Standing:
    """A pact in a list: the version in force and the one under way, either of which may be None."""

    pact: Pact
    in_force: Version | None
    underway: Version | None


def pacts() -> QuerySet[Pact]:
    """Every pact with its versions, newest first."""
    numbered = Prefetch("versions", queryset=Version.objects.order_by("number"))
    return Pact.objects.select_related("place", "made_by").prefetch_related(numbered).order_by("-made_at", "-id")


def told() -> QuerySet[Pact]:
    """Those of which everyone may read something."""
    return pacts().filter(Exists(Version.objects.filter(_told(), pact=OuterRef("pk"))))


def _told() -> Q:
    """Once it was out for comments a draft stays readable: what came of them can be followed."""
    return Q(state__in=TOLD) | Q(state=VersionState.DRAFT, comments_until__isnull=False)


def standings(found: Iterable[Pact], *, only_told: bool = False) -> list[Standing]:
    """For lists: no further question to the database."""
    result = []
    for pact in found:
        versions = [each for each in pact.versions.all() if not only_told or is_told(each)]
        result.append(
            Standing(
                pact,
                next((each for each in versions if each.state == VersionState.IN_FORCE), None),
                next((each for each in versions if each.state in UNDERWAY), None),
            )
        )
    return result


def is_told(version: Version) -> bool:
    """The same line as in `told`, of one version."""
    return version.state in TOLD or (version.state == VersionState.DRAFT and version.comments_until is not None)


def versions() -> QuerySet[Version]:
    """Every version, for the office."""
    return Version.objects.select_related("pact__place", "drafted_by", "in_force_by", "ballot", "posting")


def told_versions() -> QuerySet[Version]:
    """Those that everyone may read."""
    return versions().filter(_told())


def visible_to(viewer: Person | None) -> QuerySet[Version]:
    """What a caller may read: those who run votes see drafts too."""
    return versions() if viewer and has_power(viewer, Power.RUN_BALLOTS) else told_versions()


def versions_of(pact: Pact) -> QuerySet[Version]:
    """All versions of a pact, from the first."""
    return versions().filter(pact=pact).order_by("number")


def told_versions_of(pact: Pact) -> QuerySet[Version]:
    """Those that everyone may read."""
    return versions_of(pact).filter(_told())


def in_force(pact: Pact) -> Version | None:
    """The version that holds today."""
    return versions_of(pact).filter(state=VersionState.IN_FORCE).first()


def underway(pact: Pact) -> Version | None:
    """The version in the making."""
    return versions_of(pact).filter(state__in=UNDERWAY).first()


def basis_of(pact: Pact) -> Version | None:
    """From what the next version begins: what holds today, else the last one that was made."""
    return in_force(pact) or versions_of(pact).exclude(state=VersionState.DROPPED).last()


def version_before(version: Version) -> Version | None:
    """What held, or was tried, before this one: what it is compared with."""
    earlier = told_versions_of(version.pact).filter(number__lt=version.number)
    was_law = earlier.filter(state__in=(VersionState.IN_FORCE, VersionState.REPLACED)).last()
    return was_law or earlier.last()


def version_of_ballot(ballot: Ballot) -> Version | None:
    """The version that a ballot decides on."""
    return versions().filter(ballot=ballot).first()


def articles_of(version: Version) -> list[Article]:
    """The articles in their order."""
    return list(Article.objects.filter(version=version).order_by("position"))


def articles() -> QuerySet[Article]:
    """Every article of every version."""
    return Article.objects.select_related("version__pact__place", "version__drafted_by")


def told_articles() -> QuerySet[Article]:
    """Those of versions that everyone may read."""
    return articles().filter(version__in=told_versions().values("pk"))


def clauses_of(version: Version) -> list[Clause]:
    """The articles, each with the counts of what was said to it: two questions however many there are."""
    heard = heard_by_stem(version)
    return [Clause(article, heard.get(article.stem, Heard())) for article in articles_of(version)]


def heard_by_stem(version: Version) -> dict[UUID | None, Heard]:
    """The counts of comments by article; under None those to the whole."""
    rows = (
        Comment.objects.filter(version=version)
        .order_by()
        .values_list("stem")
        .annotate(
            said=Count("id"),
            taken_up=Count("id", filter=Q(is_taken_up=True)),
            waiting=Count("id", filter=Q(answered_at__isnull=True)),
        )
    )
    return {stem: Heard(*counts) for stem, *counts in rows}


def comments_on(version: Version, stem: UUID | None) -> QuerySet[Comment]:
    """What was said to one article, or to the whole, oldest first."""
    return comments().filter(version=version, stem=stem)


def comments_of(version: Version) -> QuerySet[Comment]:
    """Everything that was said to a version, what waits for an answer first."""
    return comments().filter(version=version).order_by(F("answered_at").asc(nulls_first=True), "made_at", "id")


def comments() -> QuerySet[Comment]:
    """Every comment, oldest first."""
    related = ("version__pact__place", "person__merged_into", "entered_by", "answered_by")
    return Comment.objects.select_related(*related).order_by("made_at", "id")


def unanswered(version: Version) -> int:
    """How many comments wait."""
    return Comment.objects.filter(version=version, answered_at=None).count()


def changes_of(version: Version) -> QuerySet[Change]:
    """What was changed in the making, oldest first."""
    return Change.objects.filter(version=version).select_related("by").order_by("at", "id")


def reasons_of(version: Version) -> dict[UUID, str]:
    """The last reason given for each article that was touched."""
    return {change.stem: change.why for change in changes_of(version)}


def filings_of(version: Version) -> QuerySet[Filing]:
    """What was filed, the last one holds."""
    return Filing.objects.filter(version=version).select_related("paper", "by").order_by("at", "id")


def result_of(version: Version) -> MatterResult | None:
    """What the vote on a version came to, once it is counted."""
    ballot = version.ballot
    if ballot is None or not rules.is_counted(version):
        return None
    return next((result for result in ballots.results(ballot) if result.matter.pk == version.matter_id), None)


def code_of(title: str, number: int, words: Sequence[Article]) -> str:
    """Twenty letters out of every word of a version: SHA-256 of title, number and articles, line by line."""
    lines = [title, str(number), *(f"{each.position}\t{each.title}\t{each.text}" for each in words)]
    rest = int.from_bytes(hashlib.sha256("\n".join(lines).encode()).digest())
    letters = []
    for _place in range(CODE_LENGTH):
        rest, letter = divmod(rest, len(LETTERS))
        letters.append(LETTERS[letter])
    return "-".join("".join(letters[start : start + 5]) for start in range(0, CODE_LENGTH, 5))


def is_unchanged(version: Version) -> bool:
    """Whether the words are those that were voted on."""
    return version.code == code_of(version.pact.title, version.number, articles_of(version))


def places_for(kind: PactKind) -> QuerySet[Place]:
    """Where a kind of pact may be made."""
    level = RULES[kind].level
    return places.all_places().filter(kind=level).order_by("path") if level else Place.objects.none()


def may_have_pacts() -> list[Place]:
    """Every estate and building, as people count them."""
    levels = {rule.level for rule in RULES.values() if rule.level}
    found = places.all_places().filter(kind__in=levels)
    return sorted(found, key=lambda place: addresses.order_of(place.path))
