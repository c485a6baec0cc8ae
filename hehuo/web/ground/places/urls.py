from django.urls import path

from hehuo.web.ground.places import changes, homes, pages

app_name = "places"
urlpatterns = [
    path("places/", pages.place_list, name="list"),
    path("places/add/", pages.place_add, name="add"),
    path("places/<uuid:place_id>/", pages.place_detail, name="detail"),
    path("places/<uuid:place_id>/unmanaged/", pages.unmanaged_mark, name="unmanaged"),
    path("places/<uuid:place_id>/grid/", pages.grid_set, name="grid"),
    path("places/<uuid:place_id>/labels/", pages.label_print, name="labels"),
    path("households/", pages.household_list, name="households"),
    path("homes/", homes.home_list, name="homes"),
    path("places/<uuid:place_id>/homes/add/", homes.home_add, name="home_add"),
    path("homes/<uuid:home_id>/", homes.home_detail, name="home"),
    path("homes/<uuid:home_id>/edit/", homes.home_edit, name="home_edit"),
    path("homes/<uuid:home_id>/owners/", homes.owner_add, name="owner_add"),
    path("ownerships/<uuid:ownership_id>/end/", homes.owner_end, name="owner_end"),
    path("homes/<uuid:home_id>/split/", changes.home_split, name="split"),
    path("homes/<uuid:home_id>/join/", changes.home_join, name="join"),
    path("home-changes/<uuid:change_id>/", changes.change_detail, name="change"),
]
