from django.urls import path

from hehuo.web.ground.people import doubles, moves, pages, roles, standing, teams

app_name = "people"
urlpatterns = [
    path("people/", pages.roll, name="roll"),
    path("people/new/", moves.person_new, name="new"),
    path("people/<uuid:person_id>/edit/", moves.person_edit, name="edit"),
    path("people/<uuid:person_id>/move-in/", moves.person_move_in, name="move_in"),
    path("people/<uuid:person_id>/move-out/", moves.person_move_out, name="move_out"),
    path("people/gone/", moves.gone_list, name="gone"),
    path("moves/<uuid:move_id>/undo/", moves.move_undo, name="move_undo"),
    path("people/<uuid:person_id>/guardian/", standing.guardian_name, name="guardian"),
    path("guardians/<uuid:guardianship_id>/end/", standing.guardian_end, name="guardian_end"),
    path("people/<uuid:person_id>/cares/", standing.cares, name="cares"),
    path("households/<uuid:household_id>/", standing.household_detail, name="household"),
    path("households/<uuid:household_id>/delegate/", standing.delegate_name, name="delegate"),
    path("teams/", teams.team_list, name="teams"),
    path("teams/new/", teams.team_new, name="team_new"),
    path("teams/<uuid:team_id>/", teams.team_detail, name="team"),
    path("teams/<uuid:team_id>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<uuid:team_id>/end/", teams.team_end, name="team_end"),
    path("memberships/<uuid:membership_id>/end/", teams.member_release, name="member_release"),
    path("doubles/", doubles.double_list, name="doubles"),
    path("doubles/<uuid:one_id>/<uuid:other_id>/", doubles.pair_detail, name="pair"),
    path("doubles/<uuid:one_id>/<uuid:other_id>/apart/", doubles.pair_apart, name="apart"),
    path("merges/<uuid:merge_id>/undo/", doubles.merge_undo, name="merge_undo"),
    path("people/<uuid:person_id>/", pages.person_detail, name="detail"),
    path("people/<uuid:person_id>/card/", pages.card_print, name="card"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/grant/", roles.role_grant, name="grant"),
    path("roles/<uuid:grant_id>/end/", roles.role_end, name="end"),
    path("people/<uuid:person_id>/account/", roles.account_give, name="account"),
]
