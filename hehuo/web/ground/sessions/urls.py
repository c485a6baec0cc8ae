from django.urls import path

from hehuo.web.ground.sessions import absences, conditions, desk, door, families, pages

app_name = "sessions"
urlpatterns = [
    path("sessions/", pages.session_list, name="list"),
    path("sessions/mine/", pages.mine, name="mine"),
    path("sessions/desk/", desk.session_desk_list, name="desk"),
    path("sessions/absences/", absences.absences_mine, name="absences_mine"),
    path("sessions/absences/desk/", absences.absences_desk, name="absences_desk"),
    path("sessions/absences/<uuid:person_id>/lift/", absences.rest_lift, name="rest_lift"),
    path("sessions/plan/<uuid:booking_id>/", desk.session_plan, name="plan"),
    path("sessions/<uuid:session_id>/", pages.session_detail, name="detail"),
    path("sessions/<uuid:session_id>/sign-up/", pages.sign_up, name="sign_up"),
    path("sessions/<uuid:session_id>/give-up/", pages.give_up, name="give_up"),
    path("sessions/<uuid:session_id>/family/", families.family, name="family"),
    path("sessions/<uuid:session_id>/family/<uuid:ward_id>/give-up/", families.ward_give_up, name="ward_give_up"),
    path("sessions/<uuid:session_id>/enrol/", families.enrol, name="enrol"),
    path("sessions/<uuid:session_id>/enrol/<uuid:person_id>/", families.enrol_person, name="enrol_person"),
    path("sessions/<uuid:session_id>/conditions/", conditions.conditions_set, name="conditions"),
    path("sessions/<uuid:session_id>/list/", desk.session_people, name="people"),
    path("sessions/<uuid:session_id>/capacity/", desk.capacity_change, name="capacity"),
    path("sessions/<uuid:session_id>/hold/", desk.session_hold, name="hold"),
    path("sessions/<uuid:session_id>/cancel/", desk.session_cancel, name="cancel"),
    path("sessions/<uuid:session_id>/sheet/", desk.sign_in_sheet, name="sheet"),
    path("sessions/<uuid:session_id>/sheet/back/", desk.sheet_copy, name="sheet_copy"),
    path("sessions/<uuid:session_id>/chain/", desk.chain_paste, name="chain"),
    path("sessions/<uuid:session_id>/walk-ins/<uuid:walk_in_id>/", desk.walk_in_match, name="walk_in"),
    path("sessions/<uuid:session_id>/poster/", desk.door_poster, name="poster"),
    path("sessions/<uuid:session_id>/check-in/", door.check_in, name="check_in"),
    path("sessions/<uuid:session_id>/check-in/undo/", door.check_in_undo, name="check_in_undo"),
    path("sessions/<uuid:session_id>/door/<slug:code>/", door.through_door, name="door"),
    path("check-in/", door.choose_session, name="at_the_door"),
    path("check-in/p/<slug:code>/", door.person_scanned, name="person_scanned"),
]
