"""我在这里能办什么: every power of the house, mine with where it comes from, the others with who holds them."""

from django.http import HttpResponse
from django.shortcuts import render

from hehuo.domain.ground.access import queries
from hehuo.web.requests import PersonRequest, entered


@entered
def powers(request: PersonRequest, community: str) -> HttpResponse:
    """What I may do here and why not."""
    standing = queries.standing_of(request.person)
    mine = [each for each in standing if each.mine]
    return render(request, "access/powers.html", {"mine": mine, "rest": [each for each in standing if not each.mine]})
