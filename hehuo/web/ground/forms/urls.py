from django.urls import path

from hehuo.web.ground.forms import pages

app_name = "forms"
urlpatterns = [
    path("feedback/", pages.mine, name="mine"),
    path("sessions/<uuid:session_id>/feedback/", pages.feedback, name="give"),
    path("sessions/<uuid:session_id>/feedback/paper/", pages.feedback_paper, name="paper"),
    path("feedback/<uuid:form_id>/<uuid:about_id>/", pages.results, name="results"),
    path("feedback/<uuid:form_id>/<uuid:about_id>/replies/", pages.replies, name="replies"),
]
