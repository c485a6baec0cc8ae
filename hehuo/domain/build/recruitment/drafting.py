"""Reading what was said so far in a draft: as words, as warnings, as the photos still to come."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Invalid
from hehuo.domain.build.partners.kinds import Contribution
from hehuo.domain.build.partners.models import Category
from hehuo.domain.build.recruitment import flags, kinds, queries
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords, drawn
from hehuo.domain.build.recruitment.kinds import Channel, Check, Flag, Stage
from hehuo.domain.build.recruitment.models import Application, Draft, DraftPaper
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.spaces.models import Space

# Texts of an application that a draft keeps as they are.
WORDS = (
    "name", "project", "contact_name", "credit_code", "offer", "audience", "times_said", "starts_said", "papers_said",
)  # fmt: skip


def drafts() -> QuerySet[Draft]:
    """Every draft, with its call and what was sent."""
    return Draft.objects.select_related("call", "application", "person")


def drafts_of(person: Person) -> QuerySet[Draft]:
    """What somebody who has entered began, the latest first."""
    return drafts().filter(person=person).order_by("-saved_at")


def unsent() -> QuerySet[Draft]:
    """Begun and not sent."""
    return drafts().filter(application=None).order_by("-saved_at")


def lost() -> QuerySet[Draft]:
    """Drafts that nobody went on with, and keys to what ended long ago."""
    before = clock.now() - kinds.DRAFT_LASTS
    ended = Q(application__stage__in=[Stage.AGREED, Stage.REFUSED, Stage.WITHDRAWN])
    ended &= Q(application__stage_on__lt=before.date())
    return Draft.objects.filter(Q(application=None, saved_at__lt=before) | ended)


def papers_of(draft: Draft) -> dict[str, DraftPaper]:
    """The photos so far, by item of the checklist."""
    return {paper.slug: paper for paper in DraftPaper.objects.filter(draft=draft).select_related("file")}


def said_of(application: Application) -> dict[str, Any]:
    """What an application says, as a draft keeps it: to be gone on with after it came back."""
    said: dict[str, Any] = {name: getattr(application, name) for name in WORDS}
    return said | {
        "category": str(application.category_id), "contributions": application.contributions, "way": application.way,
        "space": str(application.space_id or ""), "other_spaces": application.other_spaces,
        "resident_fen": application.resident_fen, "market_fen": application.market_fen,
        "needs": [str(need.id) for need in queries.needs_of(application)],
    }  # fmt: skip


def words_of(draft: Draft) -> ApplicationWords:
    """What a draft says, as an application takes it. Raises Invalid without a kind that the call takes."""
    said = draft.said
    category = category_of(draft)
    if category is None:
        raise Invalid("category", _("请选属于哪一类。"))
    rooms = {str(space.id): space for space in Space.objects.filter(closed_on=None)}
    space = rooms.get(said.get("space", ""))
    return ApplicationWords(
        **{name: said.get(name, "") for name in WORDS},
        category=category, phone=draft.phone, way=said.get("way", ""), space=space,
        other_spaces=[rooms[key] for key in said.get("other_spaces", ()) if key in rooms and rooms[key] != space]
        if space else (),
        contributions=[Contribution(kind) for kind in said.get("contributions", ())],
        resident_fen=said.get("resident_fen"), market_fen=said.get("market_fen"),
        needs=[need for need in queries.asked_by(draft.call) if str(need.id) in said.get("needs", ())],
    )  # fmt: skip


def category_of(draft: Draft) -> Category | None:
    """The kind of partner that was chosen, if the call takes it."""
    chosen = str(draft.said.get("category") or "")
    return next((each for each in queries.categories_for(draft.call) if str(each.id) == chosen), None)


def checks_of(draft: Draft) -> list[Check]:
    """The papers of which a photo can be handed in: those of its kind and field."""
    category = category_of(draft)
    if category is None:
        return []
    field = kinds.field_of(draft.said.get("project", ""), draft.said.get("audience", ""))
    return [check for check in kinds.checks_for(category.party, field) if check.slug not in _LOOKED_UP]


_LOOKED_UP = frozenset({"credit", "negative"})  # the office looks these up by itself


def warnings_of(draft: Draft, step: int, papers: Mapping[str, DraftPaper] | None = None) -> list[str]:
    """What to look at again in one step, in kind words: none of it keeps anybody from going on."""
    if category_of(draft) is None:
        return []
    application = drawn(words_of(draft), draft.call, Channel.PHONE)
    if step == 4:
        seen = set(papers if papers is not None else papers_of(draft))
        missing = flags.licences(application, seen=seen)
        found: Iterable[tuple[Flag, str]] = ((each.flag, each.detail) for each in missing)
    else:
        found = ((Flag(flag["flag"]), flag["detail"]) for flag in application.flags)
    return [flags.say(flag, detail) for flag, detail in found if flag in kinds.STEP_FLAGS.get(step, ())]


def missing_of(draft: Draft) -> list[tuple[int, str]]:
    """What must be said before it is sent, each with its step."""
    asked = (
        (1, "name", _("您或您的单位、团队叫什么")), (1, "contact_name", _("联系人")), (2, "project", _("想做什么")),
    )  # fmt: skip
    found = [(step, label) for step, name, label in asked if not str(draft.said.get(name, "")).strip()]
    if category_of(draft) is None:
        found.insert(0, (1, _("属于哪一类")))
    if not re.fullmatch(r"\d{11,12}", draft.phone):
        found.insert(0, (1, _("手机号")))
    return found


def draft_of(draft_id: UUID) -> Draft | None:
    """One draft."""
    return drafts().filter(pk=draft_id).first()
