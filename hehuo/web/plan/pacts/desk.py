"""Where pacts are made: drafted, changed article by article, put out, voted on, brought into force, filed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.files import queries as files
from hehuo.domain.plan.pacts import actions, queries, rules
from hehuo.domain.plan.pacts.models import Version
from hehuo.web.plan.pacts import forms
from hehuo.web.requests import PersonRequest, fetch, powered


@powered(Power.RUN_BALLOTS)
def pact_desk(request: PersonRequest, community: str) -> HttpResponse:
    """Every pact, drafts too."""
    return render(request, "pacts/pact_desk.html", {"standings": queries.standings(queries.pacts())})


@powered(Power.RUN_BALLOTS)
def pact_new(request: PersonRequest, community: str) -> HttpResponse:
    """Begin a pact."""
    form = forms.PactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pact = form.act(actions.draft_pact, actor=request.person, **form.cleaned_data)
        version = queries.basis_of(pact) if pact else None
        if version:
            return redirect("pacts:manage", community, version.id)
    return render(request, "pacts/pact_new.html", {"form": form}, status=422 if form.errors else 200)


# What is done on the page of a version: its action, what is said when it is done, what stands above and on its button.
ACTS = {
    "comments": (actions.ask_comments, lambda: _("发出去了，大家可以一条一条提意见。"),
                 lambda: _("请大家提意见"), lambda: _("发给大家看")),
    "vote": (actions.put_to_vote, lambda: _("投票起草好了，去列名册，请另一位来开。"),
             lambda: _("交给大家投票"), lambda: _("定稿，去投票")),
    "take_back": (actions.take_back, lambda: _("收回来了，可以改。"), lambda: _("收回来改"), lambda: _("收回")),
    "drop": (actions.drop_version, lambda: _("不办了，理由记在案。"), lambda: _("这一版不办了"), lambda: _("不办了")),
    "take_over": (actions.take_over, lambda: _("登记好了，照原样生效。"),
                  lambda: _("早就定下的，照原样登记"), lambda: _("登记")),
    "file": (actions.file_version, lambda: _("备案记下了。"), lambda: _("报街道备案"), lambda: _("记下备案")),
}  # fmt: skip
TAPS = {
    "end_comments": (actions.end_comments, lambda: _("意见收齐了，可以照着改。")),
    "in_force": (actions.bring_into_force, lambda: _("生效了。接下来请各家签名、公示、备案。")),
    "fail": (actions.note_failure, lambda: _("记下了：没有通过。")),
    "post": (actions.post_version, lambda: _("公示了，贴满 15 天。")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One form of the page."""

    act: str
    form: Form

    @property
    def title(self) -> str:
        return ACTS[self.act][2]() if self.act in ACTS else _("起草新的一版")

    @property
    def word(self) -> str:
        return ACTS[self.act][3]() if self.act in ACTS else _("从现在的版本起草")

    @property
    def is_ending(self) -> bool:
        return self.act in ("drop", "take_back")

    @property
    def is_aside(self) -> bool:
        return self.act in ("next", "take_over")


@powered(Power.RUN_BALLOTS)
def version_manage(request: PersonRequest, community: str, version_id: UUID) -> HttpResponse:
    """Every step of one version with its form, in the order in which they come."""
    version = fetch(queries.versions(), version_id)
    wanted = request.POST.get("act", "")
    if wanted in TAPS:
        action, say = TAPS[wanted]
        action(actor=request.person, version=version)
        messages.success(request, say())
        return redirect("pacts:manage", community, version.id)
    steps = {name: Step(name, form) for name, form in _forms(request, version, wanted).items()}
    if wanted in steps and steps[wanted].form.is_valid():
        done = _done(request, version, steps[wanted])
        if done:
            return redirect("pacts:manage", community, done.id)
    context = _seen(request, version) | {"steps": steps}
    return render(request, "pacts/version_manage.html", context, status=422 if request.method == "POST" else 200)


def _forms(request: PersonRequest, version: Version, wanted: str) -> dict[str, Any]:
    """Every form of the page; the one that was sent holds what was typed."""
    made: dict[str, Any] = {
        "comments": forms.UntilForm, "take_back": forms.WhyForm, "drop": forms.WhyForm, "file": forms.FilingForm,
        "take_over": forms.TakeOverForm, "next": forms.WhyForm,
    }  # fmt: skip

    def sent(name: str) -> tuple[Any, ...]:
        return (request.POST, request.FILES) if name == wanted else ()

    found = {name: form(*sent(name), auto_id=f"{name}_%s") for name, form in made.items()}
    found["vote"] = forms.VoteForm(*sent("vote"), pact=version.pact, auto_id="vote_%s")
    return found


def _done(request: PersonRequest, version: Version, step: Step) -> Version | None:
    """What came of a form: the version whose page is next, or None where it was refused."""
    form: Any = step.form
    if step.act == "next":
        begun: Version | None = form.act(
            actions.begin_version, actor=request.person, pact=version.pact, **form.cleaned_data
        )
        return begun
    action, say, _title, _word = ACTS[step.act]
    if not form.act(action, actor=request.person, version=version, **form.cleaned_data):
        return None
    messages.success(request, say())
    return version


def _seen(request: PersonRequest, version: Version) -> dict[str, Any]:
    """What stands on the page beside the forms."""
    person, result, clauses = request.person, queries.result_of(version), queries.clauses_of(version)
    waiting = queries.unanswered(version)
    return {
        "pact": version.pact, "version": version, "clauses": clauses, "result": result, "unanswered": waiting,
        "comments": queries.comments_of(version), "changes": queries.changes_of(version),
        "versions": queries.versions_of(version.pact), "before": queries.version_before(version),
        "doubts": rules.doubts(clause.article for clause in clauses) if version.state == "draft" else [],
        "may_change": rules.may_change(person, version),
        "may_vote": rules.may_put_to_vote(person, version, articles=len(clauses), unanswered=waiting),
        "may_end_comments": rules.may_end_comments(person, version, clock.today()),
        "may_take_back": rules.may_take_back(person, version),
        "may_force": rules.may_bring_into_force(person, version, result),
        "may_fail": rules.may_note_failure(person, version, result),
        "may_take_over": rules.may_take_over(person, version, len(clauses)),
        "may_post": rules.may_post(person, version), "may_file": rules.may_file(person, version),
        "may_next": rules.may_begin_version(person, version.pact, queries.underway(version.pact)),
        "filings": queries.filings_of(version), "papers": files.files_of(version.id),
    }  # fmt: skip


@powered(Power.RUN_BALLOTS)
def article_add(request: PersonRequest, community: str, version_id: UUID) -> HttpResponse:
    """One more article."""
    version = fetch(queries.versions(), version_id)
    form = forms.AddForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.add_article, actor=request.person, version=version, **form.cleaned_data):
        messages.success(request, _("添上了。"))
        return redirect("pacts:manage", community, version.id)
    context = {"pact": version.pact, "version": version, "form": form}
    context["may_change"] = rules.may_change(request.person, version)
    return render(request, "pacts/article_change.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_BALLOTS)
def article_change(request: PersonRequest, community: str, article_id: UUID) -> HttpResponse:
    """Other words, another place, or out; each with its reason."""
    article = fetch(queries.articles(), article_id)
    version, act = article.version, request.POST.get("act", "")
    form = forms.ArticleForm(*_sent(request, "change"), initial={"title": article.title, "text": article.text})
    drop = forms.WhyForm(*_sent(request, "drop"), auto_id="drop_%s")
    if act in ("up", "down"):
        actions.move_article(actor=request.person, article=article, up=act == "up")
        return redirect("pacts:manage", community, version.id)
    sent, action = (drop, actions.drop_article) if act == "drop" else (form, actions.change_article)
    if sent.is_valid() and sent.act(action, actor=request.person, article=article, **sent.cleaned_data):
        messages.success(request, _("去掉了，原文和理由都留着。") if act == "drop" else _("改好了，原文和理由都留着。"))
        return redirect("pacts:manage", community, version.id)
    context = {
        "pact": version.pact, "version": version, "article": article, "form": form, "drop": drop,
        "may_change": rules.may_change(request.person, version),
    }  # fmt: skip
    return render(request, "pacts/article_change.html", context, status=422 if sent.errors else 200)


def _sent(request: PersonRequest, act: str) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" and request.POST.get("act", "change") == act else ()


@powered(Power.ANSWER_QUESTIONS)
def comment_answer(request: PersonRequest, community: str, comment_id: UUID) -> HttpResponse:
    """Taken up, or no and why."""
    comment = fetch(queries.comments(), comment_id)
    form = forms.AnswerForm(request.POST or None)
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(actions.answer_comment, actor=request.person, comment=comment, **form.cleaned_data):
        messages.success(request, _("答了，提意见的人收到通知了。"))
        return redirect("pacts:version", community, comment.version_id)
    context = {"comment": comment, "form": form, "may_answer": rules.may_answer(request.person, comment)}
    return render(request, "pacts/comment_answer.html", context, status=422 if form.errors else 200)
