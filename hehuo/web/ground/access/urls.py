from django.urls import path

from hehuo.web.ground.access import cards, office, outside, pages, passkeys, powers, safety

urlpatterns = [
    path("enter/", pages.enter, name="enter"),
    path("enter/second/", pages.enter_second, name="enter_second"),
    path("enter/passkey/", passkeys.enter_passkey, name="enter_passkey"),
    path("enter/from/<slug:provider>/", outside.leave, name="enter_outside"),
    path("enter/from/<slug:provider>/back/", outside.come_back, name="enter_outside_back"),
    path("stand-in/connect/oauth2/authorize", outside.stand_in_authorize, name="stand_in"),
    path("enter/demo/<uuid:account_id>/", pages.enter_demo, name="enter_demo"),
    path("enter/reset/", safety.reset_use, name="enter_reset"),
    path("c/<slug:community>/me/safety/", safety.safety, name="safety"),
    path("c/<slug:community>/me/safety/second/", safety.second_factor, name="second_factor"),
    path("c/<slug:community>/me/safety/passkeys/", passkeys.passkey_list, name="passkeys"),
    path("c/<slug:community>/me/safety/passkeys/<uuid:passkey_id>/end/", passkeys.passkey_end, name="passkey_end"),
    path("c/<slug:community>/me/safety/from/<slug:provider>/", outside.link, name="outside_link"),
    path("c/<slug:community>/me/safety/from/<slug:provider>/end/", outside.unlink, name="outside_unlink"),
    path("c/<slug:community>/me/safety/password/", safety.password_change, name="password_change"),
    path("c/<slug:community>/me/safety/devices/end/", safety.devices_end, name="devices_end"),
    path("c/<slug:community>/me/safety/devices/<uuid:device_id>/end/", safety.device_end, name="device_end"),
    path("c/<slug:community>/people/<uuid:person_id>/reset/", safety.reset_give, name="reset_give"),
    path("c/<slug:community>/people/<uuid:person_id>/card/end/", safety.card_end, name="card_end"),
    path("c/<slug:community>/me/powers/", powers.powers, name="powers"),
    path("c/<slug:community>/cards/", cards.card_sheet, name="card_sheet"),
    path("office/", office.office_open, name="office"),
    path("c/<slug:community>/guide/", office.guide, name="guide"),
    path("leave/", pages.leave, name="leave"),
    path("text-size/", pages.set_text_size, name="set_text_size"),
    path("language/", pages.set_language, name="set_language"),
    path("c/<slug:community>/card/<str:token>/", pages.enter_card, name="enter_card"),
]
