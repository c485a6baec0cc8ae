"""My data: what is kept of me and why, who looked, who acted for me, the file, and what I asked for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import actions, queries, rules
from hehuo.domain.insight.holdings.data_map import GROUNDS
from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.web.ground.journal.told import lines_of, looks_told
from hehuo.web.insight.holdings.files import whole_file
from hehuo.web.insight.holdings.forms import AskForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch, powered

ROWS = 20


def rules_page(request: CommunityRequest, community: str) -> HttpResponse:
    """How personal data is used here: for everyone, easy to find."""
    return render(request, "holdings/rules.html", {"grounds": GROUNDS, "frame": _frame(request)})


def _frame(request: CommunityRequest) -> str:
    return "frames/inner.html" if request.person else "frames/portal.html"


@never_cache
@entered
def my_data(request: PersonRequest, community: str) -> HttpResponse:
    """What is kept of me."""
    return _show(request, request.person)


@never_cache
@entered
def ward_data(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """What is kept of somebody I act for (PIPL 31; easy for guardians)."""
    ward = next((each.ward for each in people.wards_of(request.person) if each.ward_id == person_id), None)
    return _show(request, ward or fetch(people.present().none(), person_id))


def _show(request: PersonRequest, person: Person) -> HttpResponse:
    looks, done = list(queries.looks_at(person)[:ROWS]), list(queries.done_for(person)[:ROWS])
    names = queries.names_of([each.actor_id for each in [*looks, *done]])
    context = {
        "someone": person, "is_me": person.pk == request.person.pk, "sections": queries.holdings_of(person),
        "looks": looks_told(looks, names), "done": lines_of(done, names),
        "asked": queries.requests_of(person)[:ROWS], "wards": people.wards_of(request.person),
    }  # fmt: skip
    return render(request, "holdings/my_data.html", context)


@never_cache
@entered
def my_file(request: PersonRequest, community: str) -> HttpResponse:
    """What is kept of me, to take along."""
    person = fetch(people.present(), request.person.pk)
    rules.may_take_along(request.person, person).or_refuse()
    return whole_file(person)


@entered
def ask(request: PersonRequest, community: str) -> HttpResponse:
    """Ask that what is kept of me be put right or erased."""
    return _ask(request, fetch(people.present(), request.person.pk), "holdings:mine")


@powered(Power.KEEP_ROLL)
def ask_for(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """Write down at the desk what somebody asks for their data, or relatives for the dead (PIPL 49)."""
    return _ask(request, fetch(people.roll(), person_id), "holdings:requests")


def _ask(request: PersonRequest, person: Person, back: str) -> HttpResponse:
    initial = {"kind": request.GET.get("kind", AskKind.CORRECT)}
    form = AskForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.ask, actor=request.person, person=person, **form.cleaned_data):
        messages.success(request, _("记下了，30 天内有人回您。"))
        return redirect(back, request.community.code)
    context = {
        "form": form, "someone": person, "is_me": person.pk == request.person.pk, "held": queries.held_back(person),
        "frame": "frames/inner.html" if person.pk == request.person.pk else "frames/desk.html",
    }  # fmt: skip
    return render(request, "holdings/ask.html", context, status=422 if form.errors else 200)


@require_POST
@entered
def take_back(request: PersonRequest, community: str, request_id: UUID) -> HttpResponse:
    """Withdraw what I asked for."""
    actions.withdraw(actor=request.person, request=fetch(queries.requests(), request_id))
    messages.success(request, _("撤回了。"))
    return redirect("holdings:mine", community)
