from django.urls import path

from hehuo.web.desk.pages import desk
from hehuo.web.outbox import service_worker
from hehuo.web.portal import me, pages

urlpatterns = [
    path("", pages.communities, name="communities"),
    path("worker.js", service_worker, name="service_worker"),
    path("healthz", pages.health, name="health"),
    path("c/<slug:community>/", pages.home, name="home"),
    path("c/<slug:community>/me/", me.me, name="me"),
    path("c/<slug:community>/desk/", desk, name="desk"),
]
