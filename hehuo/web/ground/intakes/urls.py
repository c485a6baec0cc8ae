from django.urls import path

from hehuo.web.ground.intakes import pages, rows

app_name = "intakes"
urlpatterns = [
    path("roster/", pages.intake_list, name="roster"),
    path("roster/out/", rows.roll_written, name="write_out"),
    path("roster/<uuid:intake_id>/", pages.intake_detail, name="detail"),
    path("roster/<uuid:intake_id>/take/", pages.intake_take, name="take"),
    path("roster/<uuid:intake_id>/drop/", pages.intake_drop, name="drop"),
    path("roster/<uuid:intake_id>/undo/", pages.intake_undo, name="undo"),
    path("roster/<uuid:intake_id>/columns/", pages.intake_columns, name="columns"),
    path("roster/<uuid:intake_id>/problems.xlsx", rows.problem_list, name="problem_list"),
    path("roster/<uuid:intake_id>/mended/", rows.mended_list, name="mended_list"),
    path("roster/<uuid:intake_id>/rows/<uuid:row_id>/", rows.row_mend, name="row"),
    path("roster/<uuid:intake_id>/rows/<uuid:row_id>/leave/", rows.row_leave, name="row_leave"),
]
