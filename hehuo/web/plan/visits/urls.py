from django.urls import path

from hehuo.web.plan.visits import pages

app_name = "visits"
urlpatterns = [
    path("visits/", pages.today, name="today"),
    path("visits/plan/", pages.plan, name="plan"),
    path("visits/<uuid:visit_id>/", pages.mark, name="mark"),
]
