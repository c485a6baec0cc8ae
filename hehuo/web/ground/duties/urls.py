from django.urls import path

from hehuo.web.ground.duties import pages

app_name = "duties"
urlpatterns = [
    path("duties/<uuid:duty_id>/", pages.duty_go, name="go"),
    path("duties/<uuid:duty_id>/hand-on/", pages.duty_hand_on, name="hand_on"),
]
