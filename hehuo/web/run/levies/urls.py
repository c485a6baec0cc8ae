from django.urls import path

from hehuo.web.run.levies import collectors, members, moves, pages

app_name = "levies"
urlpatterns = [
    path("levies/", pages.levy_list, name="list"),
    path("levies/desk/", pages.levy_desk, name="desk"),
    path("levies/new/", pages.levy_new, name="new"),
    path("levies/of/<uuid:meeting_decision_id>/", pages.levy_of, name="of"),
    path("levies/<uuid:levy_id>/", pages.levy_detail, name="detail"),
    path("levies/<uuid:levy_id>/manage/", pages.levy_manage, name="manage"),
    path("levies/<uuid:levy_id>/yes/", members.yes, name="yes"),
    path("levies/<uuid:levy_id>/shares/", pages.share_list, name="shares"),
    path("levies/<uuid:levy_id>/chain/", pages.chain, name="chain"),
    path("levies/<uuid:levy_id>/doors/", pages.doors, name="doors"),
    path("levies/<uuid:levy_id>/cash/<uuid:cash_id>/take/", pages.cash_take, name="cash_take"),
    path("levies/<uuid:levy_id>/cash/<uuid:cash_id>/back/", pages.cash_back, name="cash_back"),
    path("levies/<uuid:levy_id>/collectors/", collectors.collectors, name="collectors"),
    path("levies/<uuid:levy_id>/collectors/<uuid:collector_id>/end/", collectors.collector_end, name="collector_end"),
    path("levies/<uuid:levy_id>/move/", moves.surplus_move, name="move"),
    path("levies/moves/<uuid:surplus_move_id>/", moves.move_of, name="move_of"),
]
