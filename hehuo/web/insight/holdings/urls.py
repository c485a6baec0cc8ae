from django.urls import path

from hehuo.web.insight.holdings import desk, pages, permits

app_name = "holdings"
urlpatterns = [
    path("privacy/", pages.rules_page, name="rules"),
    path("me/data/", pages.my_data, name="mine"),
    path("me/data/file/", pages.my_file, name="file"),
    path("me/data/ask/", pages.ask, name="ask"),
    path("me/wards/<uuid:person_id>/data/", pages.ward_data, name="ward"),
    path("me/data/<uuid:request_id>/withdraw/", pages.take_back, name="withdraw"),
    path("people/<uuid:person_id>/see/", permits.permit_ask, name="permit_ask"),
    path("permits/", permits.permit_list, name="permits"),
    path("permits/<uuid:permit_id>/", permits.permit_detail, name="permit"),
    path("data-terms/", desk.terms, name="terms"),
    path("data-requests/", desk.requests, name="requests"),
    path("data-requests/<uuid:request_id>/", desk.request_detail, name="request"),
    path("people/<uuid:person_id>/data/ask/", pages.ask_for, name="ask_for"),
]
