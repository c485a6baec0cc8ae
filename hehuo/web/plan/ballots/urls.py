from django.urls import path

from hehuo.web.plan.ballots import desk, pages, papers

app_name = "ballots"
urlpatterns = [
    path("ballots/", pages.ballot_list, name="list"),
    path("ballots/desk/", desk.ballot_desk, name="desk"),
    path("ballots/new/", desk.ballot_new, name="new"),
    path("ballots/<uuid:ballot_id>/", pages.ballot_detail, name="detail"),
    path("ballots/<uuid:ballot_id>/vote/<uuid:voter_id>/", pages.ballot_vote, name="vote"),
    path("ballots/<uuid:ballot_id>/receipt/", pages.receipt, name="receipt"),
    path("ballots/<uuid:ballot_id>/check/", pages.check, name="check"),
    path("ballots/<uuid:ballot_id>/spent/<int:position>/", pages.spent, name="spent"),
    path("ballots/<uuid:ballot_id>/papers.csv", pages.papers_csv, name="csv"),
    path("ballots/<uuid:ballot_id>/print/", pages.print_result, name="print"),
    path("ballots/<uuid:ballot_id>/paper/print/", papers.print_paper, name="print_paper"),
    path("ballots/<uuid:ballot_id>/dispute/<uuid:vote_paper_id>/", pages.dispute, name="dispute"),
    path("ballots/<uuid:ballot_id>/manage/", desk.ballot_manage, name="manage"),
    path("ballots/<uuid:ballot_id>/edit/", desk.ballot_edit, name="edit"),
    path("ballots/<uuid:ballot_id>/matters/<int:position>/drop/", desk.matter_drop, name="matter_drop"),
    path("ballots/<uuid:ballot_id>/roll/", papers.roll, name="roll"),
    path("ballots/<uuid:ballot_id>/roll/<uuid:voter_id>/", papers.roll_mark, name="roll_mark"),
    path("ballots/<uuid:ballot_id>/slips/", papers.slips, name="slips"),
    path("ballots/<uuid:ballot_id>/slips/<uuid:slip_id>/settle/", papers.slip_settle, name="slip_settle"),
    path("ballots/<uuid:ballot_id>/proxies/", papers.proxies, name="proxies"),
    path("ballots/<uuid:ballot_id>/proxies/<uuid:proxy_id>/end/", papers.proxy_end, name="proxy_end"),
    path("ballots/<uuid:ballot_id>/table/", papers.table, name="table"),
    path("ballots/<uuid:ballot_id>/papers/", papers.paper_list, name="papers"),
    path("ballots/papers/<uuid:vote_paper_id>/", papers.paper_of, name="paper_of"),
]
