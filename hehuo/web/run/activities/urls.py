from django.urls import path

from hehuo.web.run.activities import pages

app_name = "activities"
urlpatterns = [
    path("courses/", pages.series_list, name="list"),
    path("courses/mine/", pages.my_series, name="mine"),
    path("courses/camp/", pages.camp_open, name="camp"),
    path("courses/camp/<uuid:agreement_id>/", pages.camp_open, name="camp_under"),
    path("courses/open/<uuid:agreement_id>/", pages.series_open, name="open"),
    path("courses/<uuid:series_id>/", pages.series_detail, name="detail"),
    path("courses/<uuid:series_id>/grid/", pages.series_grid, name="grid"),
    path("courses/<uuid:series_id>/grid/print/", pages.grid_print, name="grid_print"),
    path("courses/<uuid:series_id>/grid.xlsx", pages.grid_xlsx, name="grid_xlsx"),
]
