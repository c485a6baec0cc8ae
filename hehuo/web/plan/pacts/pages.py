"""A pact as everyone reads it: its versions, its articles with what was said to them, and two versions side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Missing
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.funds.progress import total_of
from hehuo.domain.plan.pacts import actions, comparing, homes, queries, rules
from hehuo.domain.plan.pacts.models import Article, Version
from hehuo.web.plan.pacts import forms
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, to_door


def pact_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What neighbours agreed on, and what is in the making."""
    return render(request, "pacts/pact_list.html", {"standings": queries.standings(queries.told(), only_told=True)})


def pact_detail(request: CommunityRequest, community: str, pact_id: UUID) -> HttpResponse:
    """What holds today; without it the version in the making."""
    pact = fetch(queries.told(), pact_id)
    version = queries.in_force(pact) or queries.told_versions_of(pact).last()
    if version is None:
        raise Missing(_("这份公约还没有公开。"))
    return render(request, "pacts/version_detail.html", _told(request, version))


def version_detail(request: CommunityRequest, community: str, version_id: UUID) -> HttpResponse:
    """One version, whichever."""
    version = fetch(queries.visible_to(request.person), version_id)
    return render(request, "pacts/version_detail.html", _told(request, version))


def _told(request: CommunityRequest, version: Version) -> dict[str, Any]:
    """What a reader sees of a version: articles, counts, where it stands, and their own home's signature."""
    progress = homes.progress_of(version) if version.code and version.in_force_on else []
    person, result = request.person, queries.result_of(version)
    return {
        "pact": version.pact, "version": version, "clauses": queries.clauses_of(version),
        "whole": queries.heard_by_stem(version).get(None, queries.Heard()),
        "versions": queries.told_versions_of(version.pact), "before": queries.version_before(version),
        "takes_comments": rules.takes_comments(version, clock.today()),
        "progress": progress, "total": total_of(progress), "result": result,
        "is_carried": rules.is_carried(version, result) if version.ballot else None,
        "is_unchanged": bool(version.code) and queries.is_unchanged(version),
        "filing": queries.filings_of(version).last(),
        "mine": homes.mine_of(version, person) if person and rules.takes_signatures(version) else [],
        "may_run": rules.may_draft(person, version.pact.place),
        "may_see_signed": rules.may_see_signed(person, version.pact),
    }  # fmt: skip


def version_compare(request: CommunityRequest, community: str, version_id: UUID) -> HttpResponse:
    """Word by word beside the version before, or beside another that is asked for by its number."""
    new = fetch(queries.visible_to(request.person), version_id)
    others = queries.told_versions_of(new.pact).exclude(pk=new.pk)
    asked = request.GET.get("with", "")
    old = (others.filter(number=int(asked)).first() if asked.isdecimal() else None) or queries.version_before(new)
    if old is None:
        raise Missing(_("这是第一版，没有可比的。"))
    pairs = comparing.pair_up(queries.articles_of(old), queries.articles_of(new))
    context = {
        "pact": new.pact, "old": old, "new": new, "others": others, "reasons": queries.reasons_of(new),
        "changed": [pair for pair in pairs if not pair.is_same], "same": sum(pair.is_same for pair in pairs),
        "pairs": pairs,
    }  # fmt: skip
    return render(request, "pacts/version_compare.html", context)


def article_detail(request: CommunityRequest, community: str, article_id: UUID) -> HttpResponse:
    """One article with all that was said to it, and a place to say more."""
    article = fetch(queries.told_articles(), article_id)
    return _heard(request, article.version, article)


def comment_list(request: CommunityRequest, community: str, version_id: UUID) -> HttpResponse:
    """What was said to the whole."""
    return _heard(request, fetch(queries.told_versions(), version_id), None)


def _heard(request: CommunityRequest, version: Version, article: Article | None) -> HttpResponse:
    helps = may(request.person, Power.COLLECT_VOICES, version.pact.place)
    made = forms.CommentForForm if helps else forms.CommentForm
    form = made(request.POST or None)
    if request.method == "POST":
        if request.person is None:
            return to_door(request)
        if form.is_valid() and form.act(
            actions.comment, actor=request.person, version=version, article=article, **form.cleaned_data
        ):
            messages.success(request, _("记下了，三个工作日内有回音，大家都看得到。"))
            return redirect(request.path)
    context = {
        "pact": version.pact, "version": version, "article": article, "form": form,
        "comments": queries.comments_on(version, article.stem if article else None),
        "takes_comments": rules.takes_comments(version, clock.today()),
        "may_comment": _may_comment(request, version),
    }  # fmt: skip
    return render(request, "pacts/article_detail.html", context, status=422 if form.errors else 200)


def _may_comment(request: CommunityRequest | PersonRequest, version: Version) -> object:
    """For their own words, or to write down another's."""
    if request.person is None:
        return None
    helps = may(request.person, Power.COLLECT_VOICES, version.pact.place)
    mine = bool(helps) or homes.is_concerned(version.pact, request.person)
    return rules.may_comment(request.person, request.person, version, is_concerned=mine, day=clock.today())
