from django.urls import path

from hehuo.web.ground.entry import pages

app_name = "entry"
urlpatterns = [
    path("enter/", pages.phone, name="phone"),
    path("enter/code/", pages.code, name="code"),
    path("enter/who/", pages.who, name="who"),
    path("people/<uuid:person_id>/code/", pages.desk, name="desk"),
]
