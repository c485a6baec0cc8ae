"""What a fund's payments need, by how much they are."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hehuo.domain.ground.funds import queries as funds
from hehuo.domain.run.books import actions, rules, spending
from hehuo.web.requests import PersonRequest, fetch
from hehuo.web.run.books.doors import reads_books
from hehuo.web.run.books.forms import LadderForm


@reads_books
def ladder(request: PersonRequest, community: str, fund_id: UUID) -> HttpResponse:
    """The steps of a fund for everyone who reads the books; the accountant of the street sets them."""
    fund = fetch(funds.funds(), fund_id)
    steps = spending.ladder_of(fund)
    form = LadderForm(request.POST or None, steps=steps)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.act(actions.set_ladder, actor=request.person, fund=fund, steps=form.steps()):
        messages.success(request, _("付款要求改好了。"))
        return redirect("books:fund", community, fund.id)
    context = {"fund": fund, "steps": steps, "form": form, "may_set": rules.may_set_ladder(request.person)}
    return render(request, "books/ladder.html", context, status=422 if form.errors else 200)
