from django.urls import path

from hehuo.web.build.stewards import pages

app_name = "stewards"
urlpatterns = [
    path("stewarding/", pages.my_partners, name="mine"),
    path("stewarding/help/", pages.help_list, name="list"),
    path("stewarding/help/<uuid:help_id>/", pages.help_detail, name="help"),
    path("stewarding/of/<uuid:agreement_id>/", pages.followed, name="followed"),
    path("stewarding/of/<uuid:agreement_id>/help/", pages.help_new, name="ask"),
]
