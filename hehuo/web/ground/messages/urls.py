from django.urls import path

from hehuo.web.ground.messages import pages

app_name = "messages"
urlpatterns = [
    path("messages/", pages.inbox, name="inbox"),
    path("messages/read/", pages.read_all, name="read_all"),
    path("messages/<uuid:message_id>/open/", pages.message_open, name="open"),
]
