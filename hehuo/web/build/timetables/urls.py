from django.urls import path

from hehuo.web.build.timetables import pages

app_name = "timetables"
urlpatterns = [
    path("weeks/", pages.week_list, name="list"),
    path("weeks/<uuid:week_id>/", pages.week_detail, name="detail"),
    path("weeks/<uuid:week_id>/print/", pages.week_print, name="print"),
    path("weeks/<uuid:week_id>/again/", pages.week_again, name="again"),
    path("weeks/<uuid:week_id>/accept/", pages.week_accept, name="accept"),
    path("weeks/<uuid:week_id>/undo/", pages.week_undo, name="undo"),
    path("weeks/lines/<uuid:line_id>/", pages.line_change, name="line"),
]
