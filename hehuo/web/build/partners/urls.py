from django.urls import path

from hehuo.web.build.partners import desk, pages

app_name = "partners"
urlpatterns = [
    path("partners/", pages.partner_list, name="list"),
    path("partners/mine/", desk.partner_desk, name="mine"),
    path("partners/<uuid:partner_id>/", pages.partner_detail, name="detail"),
    path("partners/<uuid:partner_id>/sessions/", pages.partner_sessions, name="sessions"),
    path("partners/<uuid:partner_id>/profile/", desk.profile_edit, name="profile"),
    path("stewards/<uuid:steward_id>/phone/", desk.steward_phone, name="steward_phone"),
]
