from django.urls import path

from hehuo.web.ground.calendar import pages

app_name = "calendar"
urlpatterns = [
    path("calendar/", pages.year, name="now"),
    path("calendar/<int:number>/", pages.year, name="year"),
    path("calendar/set/", pages.days_set, name="set"),
    path("calendar/clear/", pages.day_clear, name="clear"),
]
