"""Addresses of the pages. Below /c/<community>/ the community in the address sets the scope."""

from django.urls import include, path

urlpatterns = [
    path("", include("hehuo.web.ground.access.urls")),
]
