from django.urls import path

from hehuo.web.plan.pacts import desk, pages, printing, signing

app_name = "pacts"
urlpatterns = [
    path("pacts/", pages.pact_list, name="list"),
    path("pacts/desk/", desk.pact_desk, name="desk"),
    path("pacts/new/", desk.pact_new, name="new"),
    path("pacts/<uuid:pact_id>/", pages.pact_detail, name="detail"),
    path("pacts/versions/<uuid:version_id>/", pages.version_detail, name="version"),
    path("pacts/versions/<uuid:version_id>/compare/", pages.version_compare, name="compare"),
    path("pacts/versions/<uuid:version_id>/comments/", pages.comment_list, name="comments"),
    path("pacts/versions/<uuid:version_id>/print/", printing.version_print, name="print"),
    path("pacts/versions/<uuid:version_id>/sheets/", printing.sheets_print, name="sheets"),
    path("pacts/versions/<uuid:version_id>/sign/", signing.version_sign, name="sign"),
    path("pacts/versions/<uuid:version_id>/signed/", signing.signed_list, name="signed"),
    path("pacts/signatures/<uuid:signature_id>/strike/", signing.signature_strike, name="strike"),
    path("pacts/versions/<uuid:version_id>/manage/", desk.version_manage, name="manage"),
    path("pacts/versions/<uuid:version_id>/articles/add/", desk.article_add, name="add"),
    path("pacts/articles/<uuid:article_id>/", pages.article_detail, name="article"),
    path("pacts/articles/<uuid:article_id>/change/", desk.article_change, name="change"),
    path("pacts/comments/<uuid:comment_id>/answer/", desk.comment_answer, name="answer"),
]
