from django.urls import path

from hehuo.web.ground.people import pages, roles

app_name = "people"
urlpatterns = [
    path("people/", pages.roll, name="roll"),
    path("people/<uuid:person_id>/", pages.person_detail, name="detail"),
    path("people/<uuid:person_id>/card/", pages.card_print, name="card"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/grant/", roles.role_grant, name="grant"),
    path("roles/<uuid:grant_id>/end/", roles.role_end, name="end"),
    path("people/<uuid:person_id>/account/", roles.account_give, name="account"),
]
