from django.urls import path

from hehuo.web.ground.bookings import desk, feeds, pages

app_name = "bookings"
urlpatterns = [
    path("bookings/", pages.find, name="find"),
    path("bookings/mine/", pages.mine, name="mine"),
    path("bookings/desk/", desk.desk, name="desk"),
    path("bookings/day/", desk.day, name="day"),
    path("bookings/use/", desk.use, name="use"),
    path("bookings/calendar/", feeds.calendar, name="calendar"),
    path("bookings/calendar/renew/", feeds.renew, name="renew"),
    path("bookings/calendar/<str:code>.ics", feeds.feed, name="feed"),
    path("bookings/asks/<uuid:ask_id>/", pages.ask_of, name="ask_of"),
    path("bookings/asks/<uuid:ask_id>/take/", pages.take, name="take"),
    path("bookings/asks/<uuid:ask_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("bookings/asks/<uuid:ask_id>/grant/", desk.grant, name="grant"),
    path("bookings/asks/<uuid:ask_id>/refuse/", desk.refuse, name="refuse"),
    path("bookings/kept/<uuid:booking_id>/move/", pages.move, name="move"),
    path("bookings/kept/<uuid:booking_id>/rest/", desk.cancel_rest, name="cancel_rest"),
    path("bookings/<uuid:space_id>/ask/", pages.ask, name="ask"),
    path("bookings/<uuid:space_id>/terms/", desk.terms, name="terms"),
    path("bookings/<uuid:space_id>/weekly/", desk.weekly, name="weekly"),
    path("bookings/<uuid:space_id>/month/", desk.month, name="month"),
    path("bookings/<uuid:space_id>/door/", pages.door, name="door"),
    path("bookings/<uuid:space_id>/sheet/", desk.sheet, name="sheet"),
]
