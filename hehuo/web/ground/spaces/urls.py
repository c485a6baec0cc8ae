from django.urls import path

from hehuo.web.ground.spaces import desk, pages

app_name = "spaces"
urlpatterns = [
    path("spaces/", pages.space_list, name="list"),
    path("spaces/mine/", pages.my_bookings, name="mine"),
    path("spaces/desk/", desk.week, name="desk"),
    path("spaces/open/", desk.space_open, name="open"),
    path("spaces/openings/<uuid:space_id>/<uuid:rule_id>/end/", desk.opening_end, name="opening_end"),
    path("spaces/bookings/<uuid:booking_id>/", pages.booking_detail, name="booking"),
    path("spaces/bookings/<uuid:booking_id>/unused/", desk.booking_unused, name="unused"),
    path("spaces/<uuid:space_id>/", pages.space_detail, name="detail"),
    path("spaces/<uuid:space_id>/edit/", desk.space_edit, name="edit"),
    path("spaces/<uuid:space_id>/shut/", desk.shut, name="shut"),
    path("spaces/<uuid:space_id>/shut/<uuid:closure_id>/end/", desk.closure_end, name="closure_end"),
    path("spaces/<uuid:space_id>/openings/", desk.opening_set, name="opening_set"),
]
