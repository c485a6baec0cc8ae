from django.urls import path

from hehuo.web.ground.errands import pages

app_name = "errands"
urlpatterns = [
    path("errands/", pages.start, name="start"),
    path("errands/mine/", pages.mine, name="mine"),
    path("errands/forbid/", pages.forbid, name="forbid"),
    path("errands/allow/", pages.allow, name="allow"),
    path("errands/helpers/", pages.helper_choose, name="helper_choose"),
    path("errands/helpers/<uuid:helper_id>/end/", pages.helper_end, name="helper_end"),
    path("errands/helpers/of/<uuid:person_id>/", pages.helpers_of, name="helpers_of"),
    path("errands/for/<uuid:person_id>/", pages.begin, name="begin"),
    path("errands/<uuid:errand_id>/end/", pages.end, name="end"),
]
