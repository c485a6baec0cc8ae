from django.urls import path

from hehuo.web.ground.entry import homes, pages

app_name = "entry"
urlpatterns = [
    path("enter/", pages.phone, name="phone"),
    path("enter/code/", pages.code, name="code"),
    path("enter/who/", pages.who, name="who"),
    path("claims/", homes.claim_list, name="claims"),
    path("claims/<uuid:claim_id>/", homes.claim_detail, name="claim"),
    path("claims/<uuid:claim_id>/refuse/", homes.claim_refuse, name="claim_refuse"),
    path("invitations/<uuid:invitation_id>/end/", homes.invitation_end, name="invitation_end"),
    path("join/<str:token>/", homes.join, name="join"),
    path("people/<uuid:person_id>/code/", pages.desk, name="desk"),
]
