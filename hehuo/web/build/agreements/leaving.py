"""Renewing, suspending and leaving, at the desk and on the partner's phone."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core import clock
from hehuo.core.errors import HehuoError
from hehuo.domain.build.agreements import actions, kinds, queries, rules
from hehuo.domain.build.agreements.kinds import ExitKind
from hehuo.domain.build.partners.rules import speaks_for
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.web.build.agreements.forms import AgreementForm, DecideForm, ExitForm, ReplyForm, SuspendForm
from hehuo.web.paging import page_of
from hehuo.web.requests import PersonRequest, entered, fetch, frame_of, powered


@powered(Power.RUN_RECRUITMENT)
def agreement_renew(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Draft the term that follows, from the words as they stand."""
    agreement = fetch(queries.agreements(), agreement_id)
    form = AgreementForm.of(agreement, request.POST or None)
    starts = agreement.ends_on + timedelta(days=1)
    form.initial |= {"starts_on": starts, "ends_on": starts + timedelta(days=kinds.TERM_DAYS - 2)}
    if request.method == "POST" and form.is_valid():
        said = {"words": form.words(), "key": form.cleaned_data["key"]}
        made = form.act(actions.renew_agreement, actor=request.person, agreement=agreement, **said)
        if made:
            return redirect("agreements:detail", community, made.id)
    context = {
        "form": form, "title": _("给 %s 续签") % agreement.number, "back": "agreements:detail", "back_id": agreement.id,
    }  # fmt: skip
    return render(request, "recruitment/form.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def agreement_suspend(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Stop at once for safety's sake, or let it go on; each time with the reason, and each time kept."""
    agreement = fetch(queries.agreements(), agreement_id)
    form = SuspendForm(request.POST or None)
    action = actions.lift_suspension if agreement.is_paused else actions.suspend_agreement
    posted = request.method == "POST" and form.is_valid()
    if posted and form.act(action, actor=request.person, agreement=agreement, **form.cleaned_data):
        messages.success(request, _("恢复了。") if agreement.is_paused else _("暂停了，合伙人收到了理由。"))
        return redirect("agreements:detail", community, agreement.id)
    asked = rules.may_lift if agreement.is_paused else rules.may_suspend
    context = {
        "agreement": agreement, "form": form, "suspensions": queries.suspensions_of(agreement),
        "may": asked(request.person, agreement), "frame": frame_of(request),
    }  # fmt: skip
    return render(request, "agreements/suspend.html", context, status=422 if form.errors else 200)


@powered(Power.RUN_RECRUITMENT)
def exit_list(request: PersonRequest, community: str) -> HttpResponse:
    """Who leaves, and how far that is."""
    return render(request, "agreements/exit_list.html", {"page": page_of(request, queries.exits())})


@entered
def exit_new(request: PersonRequest, community: str, agreement_id: UUID) -> HttpResponse:
    """Give notice: the partner of its own wish, the office for the other kinds."""
    agreement = fetch(queries.agreements(), agreement_id)
    own = speaks_for(request.person, agreement.partner)
    rules.may_start_exit(request.person, agreement, ExitKind.OWN_WISH).or_refuse()
    form = ExitForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        made = form.act(actions.start_exit, actor=request.person, agreement=agreement, **form.cleaned_data)
        if made:
            messages.success(request, _("告知了，申辩到 %s 为止。") % made.reply_until)
            return redirect("agreements:exit", community, made.id)
    context = {"agreement": agreement, "form": form, "own": own, "frame": frame_of(request)}
    return render(request, "agreements/exit_new.html", context, status=422 if form.errors else 200)


@entered
def exit_detail(request: PersonRequest, community: str, exit_id: UUID) -> HttpResponse:
    """One exit with its steps, and what each side may do now."""
    leaving, wanted = fetch(queries.exits(), exit_id), request.POST.get("act", "")
    own, person, today = speaks_for(request.person, leaving.agreement.partner), request.person, clock.today()
    if not own:
        may(person, Power.RUN_RECRUITMENT).or_refuse()
    reply = ReplyForm(request.POST if wanted == "reply" else None)
    decide = DecideForm(request.POST if wanted == "decide" else None)
    form, action = (reply, actions.reply_to_exit) if wanted == "reply" else (decide, actions.decide_exit)
    if wanted and form.is_valid() and form.act(action, actor=person, leaving=leaving, **form.cleaned_data):
        return redirect("agreements:exit", community, leaving.id)
    items = queries.items_of(leaving)
    context = {
        "leaving": leaving, "items": items, "reply": reply, "decide": decide, "own": own, "frame": frame_of(request),
        "may_reply": rules.may_reply(person, leaving, today), "may_settle": rules.may_settle(person, leaving),
        "may_decide": rules.may_decide_exit(person, leaving, today), "may_publish": may(person, Power.PUBLISH),
        "may_close": rules.may_close_exit(
            person, leaving, posted=queries.posted_exit(leaving), items=items, on=today
        ),
    }  # fmt: skip
    return render(request, "agreements/exit_detail.html", context, status=422 if wanted else 200)


@require_POST
@entered
def exit_step(request: PersonRequest, community: str, exit_id: UUID) -> HttpResponse:
    """Post the decision, tick what is settled, or end it."""
    leaving, item_id = fetch(queries.exits(), exit_id), request.POST.get("item", "")
    items = {str(item.id): item for item in queries.items_of(leaving)}
    try:
        if item_id in items:
            actions.settle_item(actor=request.person, item=items[item_id], note=request.POST.get("note", "")[:200])
        elif request.POST.get("step") == "close":
            actions.close_exit(actor=request.person, leaving=leaving)
        else:
            actions.post_exit(actor=request.person, leaving=leaving)
    except HehuoError as refusal:
        messages.error(request, refusal.say)
    return redirect("agreements:exit", community, leaving.id)
