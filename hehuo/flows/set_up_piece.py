"""A part of a recipe is drafted in a place as a project, a call or a pact, with that place's own days and figures."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.db.models import TenantModel
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.recruitment import templates
from hehuo.domain.build.recruitment.actions import calls
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.needs.models import Need
from hehuo.domain.plan.pacts import actions as pacts
from hehuo.domain.plan.pacts.kinds import RULES
from hehuo.domain.share.recipes import actions, rules
from hehuo.domain.share.recipes.actions.setting_up import locked
from hehuo.domain.share.recipes.bodies import CallKept, PactKept, ProjectKept
from hehuo.domain.share.recipes.models import Piece


@transaction.atomic
def set_up_piece(*, actor: Person, piece: Piece, fund: Fund | None = None, needs: Sequence[Need] = ()) -> TenantModel:
    """Draft the thing of a part; everything in it can still be changed there. Twice makes it once.

    `fund`: from which pot a project's lines come that homes do not pay; Invalid("fund") where one is missing.
    `needs`: which needs of this community a call answers. A course has its own flow, since it books rooms.
    """
    piece = locked(piece)
    rules.may_make(actor, piece).or_refuse()
    kept = piece.part.kept
    if isinstance(kept, ProjectKept):
        thing: TenantModel = _project(actor, piece, kept, fund)
    elif isinstance(kept, CallKept):
        thing = _call(actor, piece, kept, needs)
    elif isinstance(kept, PactKept):
        thing = _pact(actor, piece, kept)
    else:
        raise Refused(_("课要选协议、屋子和时间，请点「开课」来办。"))
    actions.note_made(actor=actor, piece=piece, thing=thing)
    return thing


def _project(actor: Person, piece: Piece, kept: ProjectKept, fund: Fund | None) -> TenantModel:
    if kept.has_pots and fund is None:
        raise Invalid("fund", _("请选这里从哪个资金出。"))
    setup = piece.setup
    starts_on = setup.starts_on + timedelta(days=piece.part.after_days)
    project = projects.begin_project(
        actor=actor, title=piece.part.title[:40], why=kept.why, lead=setup.lead, starts_on=starts_on,
        ends_on=starts_on + timedelta(days=kept.days), place=setup.place,
    )  # fmt: skip
    homes = places.homes_in(setup.place).count()
    for line in kept.lines:
        projects.add_line(
            actor=actor, project=project, what=line.what, fen=kept.fen_of(line, homes),
            fund=None if line.by_homes else fund,
        )  # fmt: skip
    for step in kept.steps:
        projects.add_step(
            actor=actor, project=project, kind=step.kind, title=step.title, owner=setup.lead,
            due_on=min(starts_on + timedelta(days=step.day), project.ends_on),
        )  # fmt: skip
    return project


def _call(actor: Person, piece: Piece, kept: CallKept, needs: Sequence[Need]) -> TenantModel:
    opens_on = max(piece.setup.starts_on + timedelta(days=piece.part.after_days), clock.today())
    said = kept.model_dump(exclude={"open_days", "criteria"})
    criteria = [(each.name, each.weight) for each in kept.criteria] or templates.CRITERIA
    words = calls.CallWords(
        title=piece.part.title[:40], contact_name=piece.setup.lead.name, contact_phone="", contact_place="",
        opens_on=opens_on, closes_on=opens_on + timedelta(days=kept.open_days), criteria=criteria, **said,
    )  # fmt: skip
    return calls.write_call(actor=actor, words=words, needs=needs)


def _pact(actor: Person, piece: Piece, kept: PactKept) -> TenantModel:
    recipe, place = piece.part.recipe, piece.setup.place
    why = _("照《%s》的做法起草，条条都可以改") % recipe.title
    pact = pacts.draft_pact(
        actor=actor, kind=kept.kind, title=piece.part.title[:40], why=why, from_pattern=False,
        place=place if RULES[kept.kind].level else None,
    )  # fmt: skip
    version = pact.versions.get()
    for article in kept.articles:
        pacts.add_article(actor=actor, version=version, title=article.title, text=article.text, why=why)
    return pact
