"""What everyone reads: the charity's campaigns, those who agreed to be named, and the lines behind each sum."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hehuo.domain.run.donations import queries, rules
from hehuo.domain.run.donations.models import Donation
from hehuo.web.paging import page_of
from hehuo.web.requests import CommunityRequest, fetch


def campaign_list(request: CommunityRequest, community: str) -> HttpResponse:
    """What charities raise for here, and the funds that gifts went to."""
    context = {
        "campaigns": queries.published(), "funds": queries.mirrors(),
        "may_see": bool(request.person and rules.may_see(request.person)),
    }  # fmt: skip
    return render(request, "donations/campaign_list.html", context)


def campaign_detail(request: CommunityRequest, community: str, campaign_id: UUID) -> HttpResponse:
    """One campaign as the charity filed it, with its own link; the wall; and what was told of it."""
    campaign = fetch(queries.published(), campaign_id)
    context = _wall(queries.standing(campaign=campaign)) | {
        "campaign": campaign, "told": queries.told_disclosures(campaign),
        "may_see": bool(request.person and rules.may_see(request.person)),
    }  # fmt: skip
    return render(request, "donations/campaign_detail.html", context)


def account(request: CommunityRequest, community: str, disclosure_id: UUID) -> HttpResponse:
    """The campaign that a published account is about: it stands there with the others."""
    told = fetch(queries.told_disclosures(), disclosure_id)
    return redirect("donations:detail", community, told.campaign_id)


def campaign_lines(request: CommunityRequest, community: str, campaign_id: UUID) -> HttpResponse:
    """The gifts of a campaign, line by line and without names."""
    campaign = fetch(queries.published(), campaign_id)
    return _lines(request, queries.standing(campaign=campaign), {"campaign": campaign, "of": campaign.title})


def fund_wall(request: CommunityRequest, community: str, fund_id: UUID) -> HttpResponse:
    """Those who gave to a fund, in a campaign or without one."""
    fund = fetch(queries.mirrors(), fund_id)
    return render(request, "donations/fund_wall.html", _wall(queries.standing(fund=fund)) | {"fund": fund})


def fund_lines(request: CommunityRequest, community: str, fund_id: UUID) -> HttpResponse:
    """The gifts to a fund, line by line and without names."""
    fund = fetch(queries.mirrors(), fund_id)
    return _lines(request, queries.standing(fund=fund), {"fund": fund, "of": fund.name})


def _wall(gifts: QuerySet[Donation]) -> dict[str, Any]:
    totals, wall = queries.totals_of(gifts), queries.wall_of(gifts)
    return {"totals": totals, "wall": wall, "unnamed": totals.times - len(wall)}


def _lines(request: CommunityRequest, gifts: QuerySet[Donation], context: dict[str, Any]) -> HttpResponse:
    context |= {
        "page": page_of(request, queries.lines_of(gifts)), "totals": queries.totals_of(gifts),
        "unlisted": queries.unlisted(gifts),
    }  # fmt: skip
    return render(request, "donations/line_list.html", context)
