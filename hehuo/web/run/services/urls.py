from django.urls import path

from hehuo.web.run.services import pages

app_name = "services"
urlpatterns = [
    path("agreements/<uuid:agreement_id>/prices/", pages.price_list, name="prices"),
    path("prices/<uuid:price_id>/end/", pages.price_end, name="end"),
]
