from django.urls import path

from hehuo.web.build.partners import pages

app_name = "partners"
urlpatterns = [
    path("partners/", pages.partner_list, name="list"),
    path("partners/mine/", pages.partner_desk, name="mine"),
    path("partners/<uuid:partner_id>/", pages.partner_detail, name="detail"),
    path("partners/<uuid:partner_id>/profile/", pages.profile_edit, name="profile"),
]
