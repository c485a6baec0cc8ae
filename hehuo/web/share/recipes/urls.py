from django.urls import path

from hehuo.web.share.recipes import desk, pages, setups

app_name = "recipes"
urlpatterns = [
    path("recipes/", pages.recipe_list, name="list"),
    path("recipes/desk/", desk.recipe_desk, name="desk"),
    path("recipes/elsewhere/", desk.recipe_elsewhere, name="elsewhere"),
    path("recipes/elsewhere/<uuid:recipe_id>/take/", desk.recipe_take, name="take"),
    path("recipes/keep/<slug:kind>/<uuid:thing_id>/", desk.recipe_keep, name="keep"),
    path("recipes/parts/<uuid:part_id>/", desk.part_of, name="part"),
    path("recipes/setups/<uuid:setup_id>/", setups.setup_detail, name="setup"),
    path("recipes/pieces/<uuid:piece_id>/", setups.piece_make, name="piece"),
    path("recipes/pieces/<uuid:piece_id>/go/", setups.piece_go, name="go"),
    path("recipes/pieces/<uuid:piece_id>/skip/", setups.piece_skip, name="skip"),
    path("recipes/pieces/<uuid:piece_id>/reopen/", setups.piece_reopen, name="reopen"),
    path("recipes/<uuid:recipe_id>/", pages.recipe_detail, name="detail"),
    path("recipes/<uuid:recipe_id>/mend/", desk.recipe_mend, name="mend"),
    path("recipes/<uuid:recipe_id>/move/", desk.recipe_move, name="move"),
    path("recipes/<uuid:recipe_id>/here/", setups.setup_begin, name="begin"),
    path("recipes/<uuid:recipe_id>/print/", pages.recipe_print, name="print"),
    path("recipes/<uuid:recipe_id>/recipe.json", pages.recipe_file, name="file"),
]
