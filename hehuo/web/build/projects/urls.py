from django.urls import path

from hehuo.web.build.projects import desk, mine, pages

app_name = "projects"
urlpatterns = [
    path("projects/", pages.project_list, name="list"),
    path("projects/print/", pages.list_print, name="print"),
    path("projects/list.xlsx", pages.list_xlsx, name="xlsx"),
    path("projects/board/", desk.board, name="board"),
    path("projects/new/", desk.project_new, name="new"),
    path("projects/from/<slug:origin>/<uuid:origin_id>/", desk.project_new, name="new_from"),
    path("projects/mine/", mine.project_mine, name="mine"),
    path("projects/steps/<uuid:step_id>/", mine.step_of, name="step"),
    path("projects/steps/<uuid:step_id>/done/", mine.step_done, name="step_done"),
    path("projects/entries/<uuid:entry_id>/settle/", desk.entry_settle, name="settle"),
    path("projects/acceptances/<uuid:acceptance_id>/", desk.acceptance_of, name="acceptance"),
    path("projects/<uuid:project_id>/", pages.project_detail, name="detail"),
    path("projects/<uuid:project_id>/print/", pages.project_print, name="sheet"),
    path("projects/<uuid:project_id>/manage/", desk.project_manage, name="manage"),
    path("projects/<uuid:project_id>/mend/", desk.project_mend, name="mend"),
    path("projects/<uuid:project_id>/move/", desk.project_move, name="move"),
    path("projects/<uuid:project_id>/tasks/", mine.project_work, name="work"),
    path("projects/<uuid:project_id>/lines/<uuid:project_line_id>/drop/", desk.line_drop, name="line_drop"),
    path("projects/<uuid:project_id>/payments/<uuid:payment_id>/off/", desk.payment_off, name="payment_off"),
]
