from django.urls import path

from hehuo.web.build.partners import desk, neighbours, pages, photos, staff

app_name = "partners"
urlpatterns = [
    path("partners/", pages.partner_list, name="list"),
    path("partners/categories/", pages.category_list, name="categories"),
    path("partners/mine/", desk.partner_desk, name="mine"),
    path("partners/<uuid:partner_id>/", pages.partner_detail, name="detail"),
    path("partners/<uuid:partner_id>/sessions/", pages.partner_sessions, name="sessions"),
    path("partners/<uuid:partner_id>/profile/", desk.profile_edit, name="profile"),
    path("partners/<uuid:partner_id>/photo/", photos.photo, name="photo"),
    path("partners/<uuid:partner_id>/staff/", staff.staff_list, name="staff"),
    path("partners/staff/<uuid:staff_id>/", staff.staff_detail, name="staff_of"),
    path("partners/staff/<uuid:staff_id>/phone/", staff.staff_phone, name="staff_phone"),
    path("neighbours/", neighbours.neighbour_list, name="neighbours"),
    path("neighbours/lists/", neighbours.list_new, name="list_new"),
    path("neighbours/lists/<uuid:intake_id>/", neighbours.list_detail, name="list_detail"),
    path("neighbours/lists/<uuid:intake_id>/take/", neighbours.list_take, name="list_take"),
    path("neighbours/lists/<uuid:intake_id>/drop/", neighbours.list_drop, name="list_drop"),
    path("neighbours/lists/<uuid:intake_id>/undo/", neighbours.list_undo, name="list_undo"),
    path("neighbours/lists/<uuid:intake_id>/rows/<uuid:row_id>/", neighbours.line_mend, name="line_mend"),
    path("neighbours/lists/<uuid:intake_id>/rows/<uuid:row_id>/leave/", neighbours.line_leave, name="line_leave"),
    path("stewards/<uuid:steward_id>/phone/", desk.steward_phone, name="steward_phone"),
]
