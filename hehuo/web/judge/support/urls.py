from django.urls import path

from hehuo.web.judge.support import pages

app_name = "support"
urlpatterns = [
    path("partner-support/", pages.support_list, name="list"),
    path("partner-support/desk/", pages.support_desk, name="desk"),
    path("partner-support/<uuid:support_id>/", pages.support_detail, name="detail"),
    path("partner-support/uses/<uuid:use_id>/reverse/", pages.use_reverse, name="reverse"),
]
