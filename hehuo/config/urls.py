"""Every address of the house."""

from django.urls import URLPattern, URLResolver, include, path

from hehuo.api.root import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("hehuo.web.urls")),
]
