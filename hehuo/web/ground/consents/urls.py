from django.urls import path

from hehuo.web.ground.consents import pages

app_name = "consents"
urlpatterns = [
    path("privacy/texts/", pages.texts, name="texts"),
    path("me/consents/", pages.my_consents, name="mine"),
    path("me/wards/<uuid:person_id>/consents/", pages.ward_consents, name="ward"),
    path("consents/<uuid:consent_id>/withdraw/", pages.consent_withdraw, name="withdraw"),
    path("people/<uuid:person_id>/consents/", pages.desk_consents, name="desk"),
]
