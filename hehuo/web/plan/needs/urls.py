from django.urls import path

from hehuo.web.plan.needs import pages, sorting, voices

app_name = "needs"
urlpatterns = [
    path("needs/", pages.need_list, name="list"),
    path("needs/print/", pages.need_print, name="print"),
    path("needs/say/", pages.say, name="say"),
    path("needs/wall/", pages.wall_poster, name="wall"),
    path("needs/mine/", pages.my_voices, name="mine"),
    path("needs/record/", sorting.record, name="record"),
    path("needs/record/offline/", sorting.record_offline, name="record_offline"),
    path("needs/tray/", sorting.tray, name="tray"),
    path("needs/desk/", sorting.desk, name="desk"),
    path("needs/tray/undo/", sorting.undo, name="undo"),
    path("needs/tray/alike/", voices.alike, name="alike"),
    path("needs/voices/", voices.voice_list, name="voices"),
    path("needs/voices/<uuid:voice_id>/", voices.voice_detail, name="voice"),
    path("needs/voices/<uuid:voice_id>/ring/", voices.voice_ring, name="ring"),
    path("needs/voices/<uuid:voice_id>/join/", sorting.voice_join, name="voice_join"),
    path("needs/voices/<uuid:voice_id>/aside/", sorting.voice_aside, name="voice_aside"),
    path("needs/voices/<uuid:voice_id>/return/", sorting.voice_return, name="voice_return"),
    path("needs/voices/<uuid:voice_id>/need/", sorting.need_open, name="need_open"),
    path("needs/<uuid:need_id>/", pages.need_detail, name="detail"),
    path("needs/<uuid:need_id>/word/", sorting.need_word, name="word"),
    path("needs/<uuid:need_id>/publish/", sorting.need_publish, name="publish"),
    path("needs/<uuid:need_id>/step/", sorting.need_step, name="step"),
    path("needs/<uuid:need_id>/doors/", voices.need_doors, name="doors"),
    path("needs/<uuid:need_id>/slips/", voices.need_slips, name="slips"),
    path("needs/<uuid:need_id>/take-up/", sorting.need_take_up, name="take_up"),
    path("needs/<uuid:need_id>/answer/", sorting.need_answer, name="answer"),
]
