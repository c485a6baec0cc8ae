"""Coming in by phone: the number, the six digits, and who of the family one is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hehuo.core.errors import Refused
from hehuo.domain.ground.access.kinds import EnteredBy, Power
from hehuo.domain.ground.entry import actions, queries
from hehuo.domain.ground.entry.models import PhoneCode
from hehuo.domain.ground.people import queries as people
from hehuo.domain.ground.people.models import Person
from hehuo.web import entering
from hehuo.web.ground.access.pages import back
from hehuo.web.ground.entry.forms import CodeForm, DeskForm, PhoneForm, WhoForm
from hehuo.web.requests import CommunityRequest, PersonRequest, fetch, powered

PROOF = "phone_proof"


@never_cache
def phone(request: CommunityRequest, community: str) -> HttpResponse:
    """Ask for a code; the answer is the same page for every number."""
    if not queries.texts_are_sent():
        return redirect("entry:code", community)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.act(actions.ask_code, phone=form.cleaned_data["phone"], address=address_of(request))
        if asked:
            code_form = CodeForm(initial={"phone": form.cleaned_data["phone"]})
            context = {"form": code_form, "shown": actions.show_code(code=asked), "sent": True, "next": back(request)}
            return render(request, "entry/code_enter.html", context)
    context = {"form": form, "next": back(request)}
    return render(request, "entry/phone_enter.html", context, status=422 if form.errors else 200)


@never_cache
def code(request: CommunityRequest, community: str) -> HttpResponse:
    """Give the code; a family's phone asks who one is."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proven = form.act(actions.prove_phone, **form.cleaned_data, address=address_of(request))
        if proven:
            return _let_in_or_ask(request, proven)
    context = {"form": form, "sent": queries.texts_are_sent(), "next": back(request)}
    return render(request, "entry/code_enter.html", context, status=422 if form.errors else 200)


@never_cache
def who(request: CommunityRequest, community: str) -> HttpResponse:
    """Who of those behind this phone is coming in."""
    found = request.session.get(PROOF)
    proven = queries.proof(UUID(found)) if found else None
    if proven is None:
        return redirect("entry:phone", community)
    form = WhoForm(request.POST or None, people=queries.people_of(proven))
    if request.method == "POST" and form.is_valid():
        answer = form.act(_let_in, request, proven, form.people[form.cleaned_data["person"]])
        if answer:
            return answer
    context = {"form": form, "next": back(request)}
    return render(request, "entry/who_enter.html", context, status=422 if form.errors else 200)


@never_cache
@powered(Power.PRINT_CARDS)
def desk(request: PersonRequest, community: str, person_id: UUID) -> HttpResponse:
    """A code at the desk, shown this once, for somebody whose identity was checked."""
    person = fetch(people.roll(), person_id)
    form, shown = DeskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        shown = form.act(actions.give_code, actor=request.person, person=person, **form.cleaned_data)
    context = {
        "form": form, "someone": person, "shown": shown, "may": queries.may_give_code(request.person, person)
    }  # fmt: skip
    return render(request, "entry/desk_code.html", context, status=422 if form.errors else 200)


def address_of(request: CommunityRequest) -> str:
    """Where the request came from, for the limit on guessing."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _let_in_or_ask(request: CommunityRequest, proven: PhoneCode) -> HttpResponse:
    found = queries.people_of(proven)
    if not found:
        raise Refused(_("花名册上还没有这个手机号。请到社区服务台登记，或者请楼栋长给您一张登记码。"))
    if len(found) == 1:
        return _let_in(request, proven, found[0])
    request.session[PROOF] = str(proven.id)
    return redirect(f"{reverse('entry:who', args=[request.community.code])}?{urlencode({'next': back(request)})}")


def _let_in(request: CommunityRequest, proven: PhoneCode, person: Person) -> HttpResponse:
    way = EnteredBy.DESK if proven.person_id else EnteredBy.PHONE
    account = actions.enter_by_phone(proven=proven, person=person)
    entering.let_in(request, account, way)
    return redirect(back(request, reverse("home", args=[request.community.code])))
