from django.urls import path

from hehuo.web.run.exchanges import pages

app_name = "exchanges"
urlpatterns = [
    path("exchanges/", pages.exchange_list, name="list"),
    path("exchanges/desk/", pages.exchange_desk, name="desk"),
    path("exchanges/<uuid:exchange_id>/", pages.exchange_detail, name="detail"),
    path("exchanges/<uuid:exchange_id>/manage/", pages.exchange_manage, name="manage"),
    path("exchanges/<uuid:exchange_id>/years/<int:year>/", pages.year_print, name="year"),
    path("exchanges/deliveries/<uuid:delivery_id>/", pages.delivery_detail, name="delivery"),
    path("exchanges/pledges/<uuid:pledge_id>/", pages.pledge_go, name="pledge"),
    path("exchanges/pledges/<uuid:pledge_id>/drop/", pages.pledge_drop, name="drop"),
]
