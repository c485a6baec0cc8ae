from django.urls import path

from hehuo.web.ground.postings import desk, pages

app_name = "postings"
urlpatterns = [
    path("postings/", pages.posting_list, name="list"),
    path("postings/new/", desk.posting_new, name="new"),
    path("postings/<uuid:posting_id>/", pages.posting_detail, name="detail"),
    path("postings/<uuid:posting_id>/print/", pages.posting_print, name="print"),
    path("postings/<uuid:posting_id>/hang/", desk.posting_hang, name="hang"),
    path("postings/<uuid:posting_id>/withdraw/", desk.posting_withdraw, name="withdraw"),
    path("postings/<uuid:posting_id>/object/", pages.object_to, name="object"),
    path("objections/<uuid:objection_id>/", pages.objection, name="objection"),
    path("objections/<uuid:objection_id>/answer/", desk.objection_answer, name="answer_objection"),
    path("ask/<str:about_kind>/<uuid:about_id>/", pages.ask, name="ask"),
    path("questions/", desk.question_list, name="questions"),
    path("questions/<uuid:question_id>/", pages.question, name="question"),
    path("questions/<uuid:question_id>/answer/", desk.question_answer, name="answer_question"),
    path("questions/<uuid:question_id>/merge/<uuid:into_id>/", desk.question_merge, name="merge_question"),
    path("questions/<uuid:question_id>/hide/", desk.question_hide, name="hide_question"),
]
