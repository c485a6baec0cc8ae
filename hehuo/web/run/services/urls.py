from django.urls import path

from hehuo.web.run.services import offers, orders, pages, sheets

app_name = "services"
urlpatterns = [
    path("price-board/", pages.board, name="board"),
    path("price-board/<uuid:agreement_id>/print/", pages.board_print, name="print"),
    path("agreements/<uuid:agreement_id>/prices/", pages.price_list, name="prices"),
    path("agreements/<uuid:agreement_id>/cost-clause/", pages.clause, name="clause"),
    path("prices/<uuid:price_id>/end/", pages.price_end, name="end"),
    path("price-lists/of/<uuid:agreement_id>/", sheets.sheet_new, name="sheet_new"),
    path("price-lists/<uuid:sheet_id>/", sheets.sheet_detail, name="sheet"),
    path("free-places/of/<uuid:agreement_id>/", offers.offer_list, name="offers"),
    path("free-places/<uuid:offer_id>/", offers.offer_detail, name="offer"),
    path("free-places/<uuid:offer_id>/end/", offers.offer_end, name="offer_end"),
    path("free-places/held/<uuid:free_place_id>/end/", offers.place_end, name="place_end"),
    path("service-orders/", orders.order_mine, name="orders"),
    path("service-orders/partner/", orders.order_partner, name="partner"),
    path("service-orders/desk/", orders.order_desk, name="desk"),
    path("service-orders/use/", orders.use, name="use"),
    path("service-orders/new/<uuid:price_id>/", orders.order_new, name="order_new"),
    path("service-orders/<uuid:order_id>/", orders.order_detail, name="order"),
    path("service-orders/complaints/<uuid:complaint_id>/", orders.complaint_detail, name="complaint"),
    path("service-orders/months/<uuid:agreement_id>/", orders.declare, name="declare"),
]
