from django.urls import path

from hehuo.web.run.clubs import leading, pages

app_name = "clubs"
urlpatterns = [
    path("clubs/", pages.club_list, name="list"),
    path("clubs/mine/", pages.club_mine, name="mine"),
    path("clubs/open/", leading.club_open, name="open"),
    path("clubs/<uuid:club_id>/", pages.club_detail, name="detail"),
    path("clubs/<uuid:club_id>/leave/", pages.club_leave, name="leave"),
    path("clubs/<uuid:club_id>/manage/", leading.club_manage, name="manage"),
    path("clubs/<uuid:club_id>/edit/", leading.club_edit, name="edit"),
    path("clubs/<uuid:club_id>/rehearsals/", leading.rehearsals, name="rehearsals"),
    path("clubs/<uuid:club_id>/sessions/<uuid:session_id>/add/", leading.session_add, name="session_add"),
    path("clubs/<uuid:club_id>/shows/new/", leading.event_new, name="event_new"),
    path("clubs/<uuid:club_id>/members/<uuid:membership_id>/release/", leading.member_release, name="release"),
    path("clubs/wishes/<uuid:wish_id>/", leading.wish_detail, name="wish"),
    path("clubs/shows/<uuid:event_id>/", pages.event_detail, name="event"),
]
