from django.urls import path

from hehuo.web.run.contributions import pages

app_name = "contributions"
urlpatterns = [
    path("partners/<uuid:partner_id>/contributions/", pages.contribution_list, name="list"),
    path("contributions/desk/", pages.contribution_desk, name="desk"),
    path("contributions/<uuid:agreement_id>/", pages.contribution_manage, name="manage"),
    path("contributions/deliveries/<uuid:delivery_id>/", pages.delivery_detail, name="delivery"),
    path("contributions/pledges/<uuid:pledge_id>/", pages.pledge_go, name="pledge"),
    path("contributions/pledges/<uuid:pledge_id>/keep/", pages.pledge_keep, name="keep"),
    path("contributions/pledges/<uuid:pledge_id>/drop/", pages.pledge_drop, name="drop"),
]
