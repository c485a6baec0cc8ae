from django.urls import path

from hehuo.web.ground.journal import pages

app_name = "journal"
urlpatterns = [
    path("journal/", pages.journal, name="done"),
    path("journal/seen/", pages.looks, name="seen"),
    path("journal/file/", pages.journal_file, name="file"),
]
