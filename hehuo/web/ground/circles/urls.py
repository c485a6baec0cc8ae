from django.urls import path

from hehuo.web.ground.circles import pages

app_name = "circles"
urlpatterns = [
    path("circle/", pages.circle, name="circle"),
    path("circle/ask/", pages.ask, name="ask"),
    path("circle/desk/", pages.desk, name="desk"),
    path("circle/tell/", pages.tell, name="tell"),
    path("circle/questions/<uuid:question_id>/", pages.question_detail, name="question"),
    path("circle/notices/<uuid:notice_id>/", pages.notice_detail, name="notice"),
    path("circle/notices/<uuid:notice_id>/print/", pages.notice_print, name="print"),
]
