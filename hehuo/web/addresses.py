"""Where a thing is shown, and where an act on it is done: (kind, act) to an address.

Rooms below the doors speak of kinds and acts only. A room that gets a page adds its lines here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hehuo.core.db.models import Community

Route = Callable[[str, UUID], str]


class Pointed(Protocol):
    """Anything that says which thing it is about."""

    about_kind: str
    about_id: UUID | None


class Stepped(Protocol):
    """A step of a journey."""

    @property
    def kind(self) -> str: ...

    @property
    def thing_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Act:
    """What to do with a thing: where, and the word on its button."""

    route: Route
    word: str | Promise


def page(name: str) -> Route:
    """The page of one thing, named with its id."""
    return lambda community, thing_id: reverse(name, args=[community, thing_id])


def listed(name: str, parameter: str) -> Route:
    """A list that opens with this thing in hand."""
    return lambda community, thing_id: f"{reverse(name, args=[community])}?{parameter}={thing_id}"


# Where a thing with papers stands on the desk.
PAPERS: dict[str, Route] = {
    "books.request": page("books:request"),
    "levies.levy": page("levies:manage"),
    "levies.surplusmove": page("levies:move_of"),
}
# Where a thing is shown.
THINGS: dict[str, Route] = {
    "needs.need": page("needs:detail"),
    "ballots.ballot": page("ballots:detail"),
    "surveys.survey": page("surveys:detail"),
    "meetings.motion": page("meetings:motion"),
    "meetings.meeting": page("meetings:detail"),
    "meetings.decision": page("meetings:decision"),
    "postings.posting": page("postings:detail"),
    "postings.objection": page("postings:objection"),
    "postings.question": page("postings:question"),
    "errands.errand": lambda community, _errand_id: reverse("errands:mine", args=[community]),
    "entry.claim": page("entry:claim"),
    "circles.notice": page("circles:notice"),
    "pacts.pact": page("pacts:detail"),
    "pacts.version": page("pacts:version"),
    "circles.circlequestion": page("circles:question"),
    "duties.duty": page("duties:go"),
    "recruitment.call": page("recruitment:detail"),
    "timetables.week": page("timetables:detail"),
    "partners.partner": page("partners:detail"),
    "resources.resource": page("resources:detail"),
    "resources.green": page("resources:green"),
    "resources.adoption": page("resources:adoption"),
    "projects.project": page("projects:detail"),
    "matches.match": page("matches:detail"),
    "spaces.space": page("spaces:detail"),
    "spaces.booking": page("spaces:booking"),
    "bookings.ask": page("bookings:ask_of"),
    "sessions.session": page("sessions:detail"),
    "activities.series": page("activities:detail"),
    "books.turnover": page("books:share"),
    "funds.due": page("books:expected"),
    "ledger.transaction": page("books:line"),
    "books.monthaccount": page("books:account_of_month"),
    "books.yearaccount": page("books:account_of_year"),
    "holdings.datarequest": page("holdings:request"),
    "levies.levy": page("levies:detail"),
    "levies.surplusmove": page("levies:move_of"),
    "fees.feeperiod": page("fees:detail"),
    "donations.campaign": page("donations:detail"),
    "donations.donation": page("donations:gift"),
    "donations.disclosure": page("donations:account"),
    "services.order": page("services:order"),
    "agreements.exit": page("agreements:exit"),
    "stewards.help": page("stewards:help"),
    "exchanges.exchange": page("exchanges:detail"),
    "contributions.pledge": page("contributions:pledge"),
    "clubs.club": page("clubs:detail"),
    "clubs.event": page("clubs:event"),
    "reviews.review": page("reviews:detail"),
    "support.support": page("support:detail"),
    "recipes.recipe": page("recipes:detail"),
    "recipes.setup": page("recipes:setup"),
    "fairs.fair": page("fairs:detail"),
    "fairs.stall": page("fairs:stall"),
}

# Where a duty is done; without a line here, where its thing is shown.
ACTS: dict[tuple[str, str], Act] = {
    **{
        ("recruitment.application", f"{stage}_application"): Act(page("recruitment:application"), _("去办"))
        for stage in ("received", "screening", "trial", "decision", "posted")
    },
    ("recruitment.assessment", "assess"): Act(page("recruitment:assessment"), _("去打分")),
    ("recruitment.seat", "answer_decision"): Act(page("recruitment:seat"), _("去评议")),
    ("recruitment.screeningitem", "renew_paper"): Act(page("recruitment:check"), _("换新材料")),
    ("partners.partner", "see_photo"): Act(page("partners:photo"), _("去看")),
    ("partners.staff", "check_staff"): Act(page("partners:staff_of"), _("去查")),
    ("agreements.agreement", "sign_agreement"): Act(page("agreements:detail"), _("去签")),
    ("agreements.agreement", "review_agreement"): Act(page("agreements:detail"), _("去定")),
    ("agreements.exit", "decide_exit"): Act(page("agreements:exit"), _("去定")),
    ("agreements.agreement", "sign_supplement"): Act(page("agreements:detail"), _("去签")),
    ("resources.resource", "look_at_resource"): Act(page("resources:detail"), _("去看")),
    ("resources.resource", "ask_to_renew"): Act(page("resources:detail"), _("去问")),
    ("resources.resource", "renew_resource"): Act(
        lambda community, thing_id: reverse("resources:step", args=[community, thing_id, "renew"]), _("去续")
    ),
    ("resources.adoption", "care_for_greens"): Act(page("resources:adoption"), _("去记")),
    ("resources.adoption", "see_to_care"): Act(page("resources:adoption"), _("去问")),
    **{
        ("projects.project", act): Act(page("projects:manage"), word)
        for act, word in {
            "approve_project": _("审批"),
            "start_project": _("去开工"),
            "accept_project": _("去验收"),
            "ask_again": _("去问"),
        }.items()
    },
    ("matches.match", "answer_claim"): Act(page("matches:detail"), _("去确认")),
    ("matches.match", "answer_ask"): Act(page("matches:detail"), _("回一句")),
    ("matches.match", "carry_out_match"): Act(page("matches:detail"), _("去办")),
    ("matches.match", "confirm_match"): Act(page("matches:detail"), _("去看")),
    ("projects.project", "tend_project"): Act(page("projects:work"), _("去看")),
    ("projects.step", "finish_step"): Act(page("projects:step"), _("去办")),
    ("projects.acceptance", "finish_mend"): Act(page("projects:acceptance"), _("去改")),
    ("needs.voice", "sort_voice"): Act(listed("needs:tray", "voice"), _("分一分")),
    ("needs.voice", "see_danger"): Act(page("needs:voice"), _("去看")),
    ("needs.need", "tell_doors"): Act(page("needs:doors"), _("去告诉")),
    ("needs.need", "answer_need"): Act(page("needs:answer"), _("给回音")),
    ("surveys.survey", "publish_survey"): Act(page("surveys:manage"), _("公布")),
    ("ballots.ballot", "open_ballot"): Act(page("ballots:manage"), _("去开")),
    ("ballots.ballot", "count_ballot"): Act(page("ballots:manage"), _("计票")),
    ("ballots.ballot", "publish_result"): Act(page("ballots:manage"), _("公布")),
    ("ballots.paper", "look_at_paper"): Act(page("ballots:paper_of"), _("核对")),
    ("pacts.version", "end_comments"): Act(page("pacts:manage"), _("去收")),
    ("pacts.version", "settle_pact"): Act(page("pacts:manage"), _("去定")),
    ("pacts.version", "file_pact"): Act(page("pacts:manage"), _("去备案")),
    ("pacts.comment", "answer_pact_comment"): Act(page("pacts:answer"), _("答复")),
    ("meetings.meeting", "post_notice"): Act(page("meetings:manage"), _("去贴")),
    ("meetings.meeting", "publish_decisions"): Act(page("meetings:manage"), _("去公布")),
    ("meetings.decision", "carry_out"): Act(page("meetings:decision"), _("去办")),
    ("circles.circlequestion", "answer_circle"): Act(page("circles:question"), _("去答")),
    ("postings.posting", "hang_posting"): Act(page("postings:hang"), _("去贴")),
    ("postings.objection", "answer_objection"): Act(page("postings:objection"), _("答复")),
    ("bookings.ask", "decide_ask"): Act(page("bookings:ask_of"), _("去答复")),
    ("sessions.session", "close_session"): Act(page("sessions:people"), _("关名单")),
    ("postings.question", "answer_question"): Act(page("postings:question"), _("回答")),
    ("books.turnover", "confirm_turnover"): Act(page("books:turnover"), _("确认")),
    ("books.turnover", "request_share"): Act(page("books:turnover"), _("送审")),
    ("books.turnover", "approve_share"): Act(page("books:turnover"), _("审批")),
    ("funds.due", "receive_due"): Act(page("books:due"), _("登记到账")),
    ("books.request", "approve_request"): Act(page("books:request"), _("审批")),
    ("books.request", "settle_request"): Act(page("books:request"), _("收付")),
    ("books.request", "advise_request"): Act(page("books:request"), _("写意见")),
    ("books.request", "accept_request"): Act(page("books:request"), _("验收")),
    ("books.request", "mend_request"): Act(page("books:request_mend"), _("改好")),
    ("levies.levy", "approve_levy"): Act(page("levies:manage"), _("审批")),
    ("levies.levy", "approve_extension"): Act(page("levies:manage"), _("审批")),
    ("levies.surplusmove", "approve_move"): Act(page("levies:move_of"), _("审批")),
    ("levies.surplusmove", "make_move"): Act(page("levies:move_of"), _("拨付")),
    ("fees.feeperiod", "approve_fees"): Act(page("fees:manage"), _("审批")),
    ("donations.campaign", "publish_campaign"): Act(page("donations:campaign"), _("核对公布")),
    ("donations.donation", "confirm_donation"): Act(page("donations:gift"), _("核对")),
    ("donations.disclosure", "write_disclosure"): Act(page("donations:disclosure"), _("去写")),
    ("donations.disclosure", "publish_disclosure"): Act(page("donations:disclosure"), _("公布")),
    ("services.order", "accept_order"): Act(page("services:order"), _("去接")),
    ("services.order", "finish_order"): Act(page("services:order"), _("去做")),
    ("services.complaint", "answer_complaint"): Act(page("services:complaint"), _("去答")),
    ("contributions.delivery", "confirm_contribution"): Act(page("contributions:delivery"), _("去确认")),
    ("contributions.pledge", "keep_contribution"): Act(page("contributions:keep"), _("去记")),
    ("clubs.wish", "answer_wish"): Act(page("clubs:wish"), _("去答")),
    ("stewards.help", "help_partner"): Act(page("stewards:help"), _("去帮")),
    ("stewards.help", "confirm_help"): Act(page("stewards:help"), _("去说")),
    ("stewards.help", "ask_after_help"): Act(page("stewards:help"), _("去看")),
    ("support.support", "decide_support"): Act(page("support:detail"), _("去批")),
    ("reviews.reviewer", "score_review"): Act(page("reviews:seat"), _("去打分")),
    **{
        ("reviews.review", act): Act(page("reviews:detail"), word)
        for act, word in {
            "ask_review": _("送审"),
            "decide_review": _("去定"),
            "post_review": _("去贴"),
            "finish_review": _("定案"),
            "consider_exit": _("去商量"),
        }.items()
    },
    ("fairs.stall", "answer_stall"): Act(page("fairs:stall_desk"), _("去答复")),
    ("exchanges.delivery", "confirm_delivery"): Act(page("exchanges:delivery"), _("去认")),
    ("exchanges.pledge", "keep_pledge"): Act(page("exchanges:pledge"), _("去办")),
    ("access.permit", "decide_permit"): Act(page("holdings:permit"), _("审批")),
    ("holdings.datarequest", "check_data"): Act(page("holdings:request"), _("核对")),
    ("holdings.datarequest", "approve_erasure"): Act(page("holdings:request"), _("审批")),
    ("books.yearaccount", "post_year"): Act(page("books:account_of_year"), _("公示")),
    ("books.budget", "approve_budget"): Act(page("books:budget_of"), _("审批")),
    ("books.monthaccount", "close_month"): Act(listed("books:months", "account"), _("结账")),
    ("books.monthaccount", "post_month"): Act(listed("books:months", "account"), _("公示")),
}


def of_thing(community: Community, kind: str, thing_id: UUID | None) -> str:
    """The page of a thing; empty where it has none."""
    route = THINGS.get(kind)
    return route(community.code, thing_id) if route and thing_id else ""


def of_paper(community: Community, kind: str, thing_id: UUID | None) -> str:
    """The page of a thing that papers belong to, whether everyone may see it or only the desk."""
    route = PAPERS.get(kind)
    return route(community.code, thing_id) if route and thing_id else of_thing(community, kind, thing_id)


def of_duty(community: Community, about_kind: str, about_id: UUID, act: str) -> str:
    """Where a duty is done; empty where neither the act nor the thing has a page."""
    found = ACTS.get((about_kind, act))
    return found.route(community.code, about_id) if found else of_thing(community, about_kind, about_id)


def word_of(about_kind: str, act: str) -> str:
    """The word on a duty's button."""
    found = ACTS.get((about_kind, act))
    return str(found.word if found else _("去办"))


def of_steps(community: Community, steps: Iterable[Stepped]) -> dict[UUID, str]:
    """The pages of a journey's things, by id; things without a page are left out."""
    found = {step.thing_id: of_thing(community, step.kind, step.thing_id) for step in steps}
    return {thing_id: address for thing_id, address in found.items() if address}
