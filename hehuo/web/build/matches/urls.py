from django.urls import path

from hehuo.web.build.matches import desk, pages, prints

app_name = "matches"
urlpatterns = [
    path("matches/", pages.lists, name="list"),
    path("matches/print/", prints.lists_print, name="print"),
    path("matches/table.xlsx", prints.lists_table, name="table"),
    path("matches/mine/", pages.mine, name="mine"),
    path("matches/desk/", desk.desk, name="desk"),
    path("matches/all/", desk.all_matches, name="all"),
    path("matches/plan/", desk.plan, name="plan"),
    path("matches/needs/<uuid:need_id>/", desk.for_need, name="need"),
    path("matches/needs/<uuid:need_id>/claim/", pages.claim, name="claim"),
    path("matches/resources/<uuid:resource_id>/", desk.for_resource, name="resource"),
    path("matches/<uuid:match_id>/", pages.detail, name="detail"),
    path("matches/<uuid:match_id>/project/", desk.turn, name="turn"),
]
