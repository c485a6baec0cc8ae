from django.urls import path

from hehuo.web.build.resources import desk, greens, pages, prints

app_name = "resources"
urlpatterns = [
    path("resources/", pages.resource_list, name="list"),
    path("resources/print/", prints.resource_print, name="print"),
    path("resources/table.xlsx", prints.resource_table, name="table"),
    path("resources/offer/", pages.offer, name="offer"),
    path("resources/mine/", pages.mine, name="mine"),
    path("resources/desk/", desk.desk, name="desk"),
    path("resources/enter/", desk.enter, name="enter"),
    path("resources/<uuid:resource_id>/", pages.resource_detail, name="detail"),
    path("resources/<uuid:resource_id>/edit/", pages.edit, name="edit"),
    path("resources/<uuid:resource_id>/phone/", desk.phone, name="phone"),
    path("resources/<uuid:resource_id>/step/<slug:act>/", desk.step, name="step"),
    path("greens/", greens.green_list, name="greens"),
    path("greens/desk/", greens.green_desk, name="green_desk"),
    path("greens/labels/", prints.labels, name="labels"),
    path("greens/<uuid:green_id>/", greens.green_detail, name="green"),
    path("greens/<uuid:green_id>/gone/", greens.green_gone, name="green_gone"),
    path("greens/adoptions/<uuid:adoption_id>/", greens.adoption_detail, name="adoption"),
    path("greens/adoptions/<uuid:adoption_id>/end/", greens.adoption_end, name="adoption_end"),
    path("greens/cares/<uuid:care_id>/take-back/", greens.care_back, name="care_back"),
]
