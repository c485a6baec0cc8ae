from django.urls import path

from hehuo.web.plan.surveys import desk, exports, pages, papers

app_name = "surveys"
urlpatterns = [
    path("surveys/", pages.survey_list, name="list"),
    path("surveys/desk/", desk.survey_desk, name="desk"),
    path("surveys/new/", desk.survey_new, name="new"),
    path("surveys/<uuid:survey_id>/", pages.survey_detail, name="detail"),
    path("surveys/<uuid:survey_id>/answer/<uuid:asked_id>/", pages.survey_answer, name="answer"),
    path("surveys/<uuid:survey_id>/results/", pages.survey_results, name="results"),
    path("surveys/<uuid:survey_id>/compare/", pages.survey_compare, name="compare"),
    path("surveys/<uuid:survey_id>/counts.xlsx", exports.counts_xlsx, name="xlsx"),
    path("surveys/<uuid:survey_id>/manage/", desk.survey_manage, name="manage"),
    path("surveys/<uuid:survey_id>/edit/", desk.survey_edit, name="edit"),
    path("surveys/<uuid:survey_id>/questions/<slug:question>/", desk.question_edit, name="question"),
    path("surveys/<uuid:survey_id>/questions/<slug:question>/drop/", desk.question_drop, name="question_drop"),
    path("surveys/<uuid:survey_id>/questions/<slug:question>/lift/", desk.question_lift, name="question_lift"),
    path("surveys/<uuid:survey_id>/print/", papers.survey_print, name="print"),
    path("surveys/<uuid:survey_id>/poster/", papers.survey_poster, name="poster"),
    path("surveys/<uuid:survey_id>/paper/", papers.paper_new, name="paper"),
    path("surveys/<uuid:survey_id>/list/", papers.asked_list, name="asked"),
    path("surveys/<uuid:survey_id>/records/", papers.record_list, name="records"),
    path("surveys/<uuid:survey_id>/words/", papers.remark_list, name="remarks"),
    path("surveys/<uuid:survey_id>/words/<uuid:remark_id>/", papers.remark_act, name="remark"),
]
