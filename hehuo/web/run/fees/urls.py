from django.urls import path

from hehuo.web.run.fees import pages

app_name = "fees"
urlpatterns = [
    path("fees/", pages.fee_list, name="list"),
    path("fees/desk/", pages.fee_desk, name="desk"),
    path("fees/rules/new/", pages.rule_new, name="rule_new"),
    path("fees/rules/<uuid:fee_rule_id>/end/", pages.rule_end, name="rule_end"),
    path("fees/new/", pages.period_new, name="new"),
    path("fees/<uuid:period_id>/", pages.fee_detail, name="detail"),
    path("fees/<uuid:period_id>/manage/", pages.period_manage, name="manage"),
    path("fees/<uuid:period_id>/bills/", pages.bill_list, name="bills"),
    path("fees/bills/<uuid:bill_id>/", pages.bill_detail, name="bill"),
    path("fees/bills/<uuid:bill_id>/remind/", pages.bill_remind, name="remind"),
    path("fees/bills/<uuid:bill_id>/print/", pages.bill_print, name="bill_print"),
]
