from django.urls import path

from hehuo.web.plan.notes import pages

app_name = "notes"
urlpatterns = [
    path("notes/", pages.notes_list, name="list"),
    path("notes/<uuid:notes_id>/", pages.notes_detail, name="detail"),
    path("notes/<uuid:notes_id>/take/", pages.notes_take, name="take"),
    path("notes/<uuid:notes_id>/drop/", pages.notes_drop, name="drop"),
    path("notes/<uuid:notes_id>/undo/", pages.notes_undo, name="undo"),
    path("notes/<uuid:notes_id>/passages/<uuid:passage_id>/", pages.passage_mend, name="passage"),
    path("notes/<uuid:notes_id>/passages/<uuid:passage_id>/join/", pages.passage_join, name="join"),
]
