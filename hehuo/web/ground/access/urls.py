from django.urls import path

from hehuo.web.ground.access import office, pages

urlpatterns = [
    path("enter/", pages.enter, name="enter"),
    path("enter/demo/<uuid:account_id>/", pages.enter_demo, name="enter_demo"),
    path("office/", office.office_open, name="office"),
    path("c/<slug:community>/guide/", office.guide, name="guide"),
    path("leave/", pages.leave, name="leave"),
    path("text-size/", pages.set_text_size, name="set_text_size"),
    path("language/", pages.set_language, name="set_language"),
    path("c/<slug:community>/card/<str:token>/", pages.enter_card, name="enter_card"),
]
