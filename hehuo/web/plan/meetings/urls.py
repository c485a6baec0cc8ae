from django.urls import path

from hehuo.web.plan.meetings import desk, pages

app_name = "meetings"
urlpatterns = [
    path("meetings/", pages.meeting_list, name="list"),
    path("meetings/desk/", desk.meeting_desk, name="desk"),
    path("meetings/call/", desk.meeting_call, name="call"),
    path("meetings/kinds/", pages.kind_list, name="kinds"),
    path("meetings/kinds/rhythm/", desk.rhythm_set, name="rhythm"),
    path("meetings/kinds/<slug:kind>/", desk.kind_set, name="kind"),
    path("meetings/<uuid:meeting_id>/", pages.meeting_detail, name="detail"),
    path("meetings/<uuid:meeting_id>/manage/", desk.meeting_manage, name="manage"),
    path("meetings/<uuid:meeting_id>/invitation/", pages.invitation, name="invitation"),
    path("meetings/<uuid:meeting_id>/record/", pages.record, name="record"),
    path("meetings/items/<uuid:item_id>/", desk.item_note, name="item"),
    path("meetings/items/<uuid:item_id>/move/", desk.item_move, name="item_move"),
    path("motions/", pages.motion_list, name="motions"),
    path("motions/new/", pages.motion_new, name="motion_new"),
    path("motions/<uuid:motion_id>/", pages.motion_detail, name="motion"),
    path("motions/<uuid:motion_id>/sort/", desk.motion_sort, name="motion_sort"),
    path("meetings/decisions/", pages.decision_list, name="decisions"),
    path("meetings/decisions/<uuid:meeting_decision_id>/", desk.decision_detail, name="decision"),
]
