from django.urls import path

from hehuo.web.ground.search import pages

app_name = "search"
urlpatterns = [path("search/", pages.search, name="find")]
