from django.urls import path

from hehuo.web.build.agreements import leaving, pages, plaques, supplements

app_name = "agreements"
urlpatterns = [
    path("agreements/", pages.agreement_list, name="list"),
    path("agreements/new/<uuid:application_id>/", pages.agreement_new, name="new"),
    path("agreements/<uuid:agreement_id>/", pages.agreement_detail, name="detail"),
    path("agreements/<uuid:agreement_id>/edit/", pages.agreement_edit, name="edit"),
    path("agreements/<uuid:agreement_id>/sign/", pages.agreement_sign, name="sign"),
    path("agreements/<uuid:agreement_id>/end/", pages.agreement_end, name="end"),
    path("agreements/<uuid:agreement_id>/stewards/", pages.steward_name, name="steward"),
    path("agreements/<uuid:agreement_id>/scan/", pages.scan_keep, name="scan"),
    path("agreements/<uuid:agreement_id>/print/", pages.agreement_print, name="print"),
    path("agreements/<uuid:agreement_id>/supplements/", supplements.supplement_new, name="supplement"),
    path("agreements/<uuid:agreement_id>/renew/", leaving.agreement_renew, name="renew"),
    path("agreements/<uuid:agreement_id>/suspend/", leaving.agreement_suspend, name="suspend"),
    path("agreements/<uuid:agreement_id>/leave/", leaving.exit_new, name="leave"),
    path("leaving/", leaving.exit_list, name="exits"),
    path("leaving/<uuid:exit_id>/", leaving.exit_detail, name="exit"),
    path("leaving/<uuid:exit_id>/step/", leaving.exit_step, name="exit_step"),
    path("supplements/<uuid:supplement_id>/sign/", supplements.supplement_sign, name="sign_supplement"),
    path("supplements/<uuid:supplement_id>/drop/", supplements.supplement_drop, name="drop_supplement"),
    path("supplements/<uuid:supplement_id>/print/", supplements.supplement_print, name="print_supplement"),
    path("stewards/<uuid:steward_id>/release/", pages.steward_release, name="release"),
    path("agreements/plaques/", plaques.plaque_list, name="plaques"),
    path("agreements/<uuid:agreement_id>/plaque/", plaques.plaque_give, name="plaque"),
    path("agreements/plaques/<uuid:plaque_id>/print/", plaques.plaque_print, name="plaque_print"),
]
