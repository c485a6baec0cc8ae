from django.urls import path

from hehuo.web.run.banks import pages, papers

app_name = "banks"
urlpatterns = [
    path("banks/", pages.statement_list, name="list"),
    path("banks/<uuid:statement_id>/", pages.statement_detail, name="detail"),
    path("banks/<uuid:statement_id>/sheet/", pages.sheet, name="sheet"),
    path("banks/<uuid:statement_id>/sheet/<slug:figure>/", pages.behind, name="behind"),
    path("banks/papers/<uuid:paper_id>/", papers.paper, name="paper"),
    path("banks/papers/<uuid:paper_id>/drop/", papers.paper_drop, name="paper_drop"),
    path("banks/<uuid:statement_id>/sure/", pages.take_sure, name="sure"),
    path("banks/lines/<uuid:line_id>/", pages.line_detail, name="line"),
]
