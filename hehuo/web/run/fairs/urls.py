from django.urls import path

from hehuo.web.run.fairs import desk, lists, pages, stalls, years

app_name = "fairs"
urlpatterns = [
    path("fairs/", pages.fair_list, name="list"),
    path("fairs/mine/", stalls.stall_mine, name="mine"),
    path("fairs/desk/", desk.fair_desk, name="desk"),
    path("fairs/new/", desk.fair_new, name="new"),
    path("fairs/kinds/", desk.kind_list, name="kinds"),
    path("fairs/lists/", lists.list_new, name="lists"),
    path("fairs/lists/<uuid:intake_id>/", lists.list_detail, name="taken"),
    path("fairs/lists/<uuid:intake_id>/rows/<uuid:row_id>/", lists.row_mend, name="row"),
    path("fairs/years/<int:year>/", years.year_table, name="year"),
    path("fairs/years/<int:year>/records/", years.records, name="records"),
    path("fairs/years/<int:year>/print/", years.year_print, name="year_print"),
    path("fairs/years/<int:year>/table.xlsx", years.year_xlsx, name="xlsx"),
    path("fairs/stalls/<uuid:stall_id>/", stalls.stall_keep, name="stall"),
    path("fairs/stalls/<uuid:stall_id>/withdraw/", stalls.stall_withdraw, name="withdraw"),
    path("fairs/stalls/<uuid:stall_id>/desk/", desk.stall_desk, name="stall_desk"),
    path("fairs/<uuid:fair_id>/", pages.fair_detail, name="detail"),
    path("fairs/<uuid:fair_id>/desk/", desk.fair_manage, name="manage"),
    path("fairs/<uuid:fair_id>/plan/", desk.plan_print, name="plan"),
    path("fairs/<uuid:fair_id>/poster/", desk.poster_print, name="poster"),
]
