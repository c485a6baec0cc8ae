from django.urls import path

from hehuo.web.run.donations import campaigns, disclosures, gifts, public

app_name = "donations"
urlpatterns = [
    path("donations/", public.campaign_list, name="list"),
    path("donations/desk/", gifts.gift_desk, name="desk"),
    path("donations/register/", gifts.gift_register, name="register"),
    path("donations/gifts/<uuid:donation_id>/", gifts.gift_detail, name="gift"),
    path("donations/gifts/<uuid:donation_id>/thanks/", gifts.thanks_print, name="thanks"),
    path("donations/campaigns/", campaigns.campaign_desk, name="campaigns"),
    path("donations/campaigns/new/", campaigns.campaign_new, name="campaign_new"),
    path("donations/campaigns/<uuid:campaign_id>/", campaigns.campaign_manage, name="campaign"),
    path("donations/campaigns/<uuid:campaign_id>/edit/", campaigns.campaign_edit, name="campaign_edit"),
    path("donations/clock/", disclosures.disclosure_clock, name="clock"),
    path("donations/clock/<uuid:disclosure_id>/", disclosures.disclosure_detail, name="disclosure"),
    path("donations/accounts/<uuid:disclosure_id>/", public.account, name="account"),
    path("donations/funds/<uuid:fund_id>/", public.fund_wall, name="fund"),
    path("donations/funds/<uuid:fund_id>/lines/", public.fund_lines, name="fund_lines"),
    path("donations/<uuid:campaign_id>/", public.campaign_detail, name="detail"),
    path("donations/<uuid:campaign_id>/lines/", public.campaign_lines, name="lines"),
]
