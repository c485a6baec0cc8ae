from django.urls import path

from hehuo.web.build.recruitment import deciding, desk, pages

app_name = "recruitment"
urlpatterns = [
    path("calls/", pages.call_list, name="list"),
    path("calls/desk/", desk.call_desk, name="desk"),
    path("calls/new/", desk.call_new, name="new"),
    path("calls/<uuid:call_id>/", pages.call_detail, name="detail"),
    path("calls/<uuid:call_id>/poster/", pages.call_poster, name="poster"),
    path("calls/<uuid:call_id>/apply/", pages.apply, name="apply"),
    path("calls/<uuid:call_id>/edit/", desk.call_edit, name="edit"),
    path("calls/<uuid:call_id>/publish/", desk.call_move, {"act": "publish"}, name="publish"),
    path("calls/<uuid:call_id>/close/", desk.call_move, {"act": "close"}, name="close"),
    path("applications/<uuid:application_id>/thanks/", pages.applied, name="applied"),
    path("applications/", desk.pipeline, name="board"),
    path("applications/enter/", desk.application_enter, name="enter"),
    path("applications/import/", desk.paper_import, {"kind": "applications"}, name="import"),
    path("applications/import-feedback/", desk.paper_import, {"kind": "feedback"}, name="import_feedback"),
    path("applications/<uuid:application_id>/", desk.application_detail, name="application"),
    path("applications/<uuid:application_id>/mend/", desk.application_mend, name="mend"),
    path("applications/<uuid:application_id>/move/", desk.application_move, name="move"),
    path("applications/<uuid:application_id>/join/<uuid:second_id>/", desk.application_join, name="join"),
    path("applications/<uuid:application_id>/part/", desk.application_part, name="part"),
    path("applications/<uuid:application_id>/trial/", desk.trial_book, name="trial"),
    path("applications/<uuid:application_id>/decide/", desk.decision_open, name="decide"),
    path("applications/<uuid:application_id>/interest/", desk.interest_declare, name="interest"),
    path("screening/<uuid:item_id>/", desk.item_check, name="check"),
    path("seats/<uuid:seat_id>/", deciding.seat_detail, name="seat"),
    path("decisions/<uuid:decision_id>/", deciding.decision_detail, name="decision"),
    path("decisions/<uuid:decision_id>/answer/", deciding.decision_answer, name="answer"),
    path("decisions/<uuid:decision_id>/step-back/", deciding.decision_step_back, name="step_back"),
    path("decisions/<uuid:decision_id>/seat/", deciding.decision_seat, name="seat_member"),
    path("decisions/<uuid:decision_id>/post/", deciding.decision_post, name="post"),
]
